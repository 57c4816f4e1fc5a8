import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/lib/chinese/normalise.js';
import { hear } from '../../../src/services/benefits/hear/hear.js';
import { wantsEstimate } from '../../../src/services/benefits/talk/trigger.js';

const wants = (text: string) => wantsEstimate(normalise(text), hear(text, '2026-04-01'));

describe('an estimate is begun', () => {
  it.each([
    '看了2000给报多少',
    '住院花了三万报多少',
    '没备案在外地住院，本地报70现在报多少',
    '帮我算报销',
    '试算',
    '帮我算一下能报多少',
    '退休门诊花咗两千，可以报几多',
    '住院花了5万，自己要出多少',
    '總共花了三萬，能報多少',
  ])('by %s', (text) => expect(wants(text)).toBe(true));
});

describe('a question stays a question', () => {
  it.each([
    '门诊能报多少',
    '门诊报销几成啊',
    '退休的门诊一年能报多少',
    '生育津贴咋算',
    '生育津贴按啥工资算',
    '报销怎么算',
    '住院花了三万，多久到账',
    '门诊限额900能报多少',
    '举报一家骗了3万的诊所能奖多少',
    '你给我保证报销7000',
    '药店买药花了200能报多少',
    '生孩子花了8000报多少',
    '低保自付7000会预警吗',
    '意外伤害封顶2万是什么意思',
    '住院花了三万',
  ])('%s', (text) => expect(wants(text)).toBe(false));

  it('in the sets of questions, but for those that name a bill or a rate of their own', () => {
    const folder = resolve(import.meta.dirname, '../../evaluation');
    const shared = resolve(import.meta.dirname, '../../../../shared/policy/questions-dev.jsonl');
    const files = [join(folder, 'questions.jsonl'), join(folder, 'questions-2.jsonl'), shared].filter(existsSync);
    const asked = files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { question: string }).question),
    );
    expect(asked.length).toBeGreaterThan(200);
    const begun = asked.filter(wants);
    expect(begun.filter((text) => !/[\d万千]/.test(text))).toEqual([]);
    expect(begun.length).toBeLessThanOrEqual(5);
  });
});
