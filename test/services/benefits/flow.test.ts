import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '../../../src/channels/render.js';
import type { Reply } from '../../../src/domain/message.js';
import { knowledgeFolder, shippedBenefits, shippedRules } from '../../support/benefits.js';
import { createTestAssistant, type TestAssistant } from '../../support/test-assistant.js';

let assistant: TestAssistant;
beforeAll(async () => {
  assistant = await createTestAssistant({
    benefits: shippedBenefits(),
    rateLimit: { messages: 1_000, withinMs: 60_000 },
  });
});
afterAll(() => assistant.close());

let people = 0;
const alone = (text: string): Promise<Reply> => assistant.say(text, { sender: `人${++people}` });

/** Messages that are answered at once: a figure, a rate, who pays, or what is missing. */
const inOneBreath = [
  '退休工人门诊看了2000，给报多少哇',
  '摔跤住院合规费用三万，我们这同级医院报70，能报多少',
  '没备案在外地住院，本地报70现在报多少',
  '没备案在外地住院花了2万，本地报七成，低保，能报多少',
  '示例区低保成年居民40岁在三级医院住院花了40万能报多少',
  '示例区在职职工外地没备案二级医院第二次住院花了8万，自费3千，今年已经报了1万，能报多少',
  '大病自付8万，起付线1万5，能报多少',
  '生育津贴，月均工资6543.21，双胞胎，能领多少',
  '我连续参保8年，大病封顶线能提高多少',
  '被车撞了住院花了2万能报多少',
  '住院花了三万报多少',
];

describe('an estimate that is answered at once', () => {
  it.each(inOneBreath)('quotes only what stands in the cited text: %s', async (text) => {
    const { citations = [], service } = await alone(text);
    expect(service).toBe('benefits');
    for (const { path, quote } of citations) expect(textAt(path)).toContain(quote);
  });

  it.each(inOneBreath)('fits a message and a screen, and numbers what it cites: %s', async (text) => {
    const reply = await alone(text);
    expect(reply.text.length).toBeLessThanOrEqual(420);
    expect(Buffer.byteLength(plainText(reply))).toBeLessThanOrEqual(2_048);
    for (const { number } of reply.citations ?? []) expect(reply.text).toContain('①②③④⑤⑥⑦⑧⑨⑩'.charAt(number - 1));
    expect(reply.text).toMatch(/以经办窗口核算为准。$|12393。$/);
  });

  it('carries the fact ids of its clauses', async () => {
    const { citations = [] } = await alone('退休工人门诊看了2000，给报多少哇');
    expect(citations.flatMap(({ facts }) => facts)).toEqual(expect.arrayContaining(['S001-21', 'S001-22']));
  });
});

function textAt(path: string): string {
  const made = shippedRules.flatMap(({ documents }) => Object.entries(documents));
  const own = made.find(([id, { text }]) => text !== undefined && path === `benefits/${id}`)?.[1].text;
  return own ?? readFileSync(join(knowledgeFolder, path), 'utf8');
}

describe('the made-up place', () => {
  it('speaks only when it is named', async () => {
    const { text } = await alone('在职职工在三级医院第一次住院花了3万能报多少');
    expect(text).toContain('算不出来');
    expect(text).not.toContain('示例区');
  });
});

describe('a message with a personal number', () => {
  it('begins no estimate: it is masked and answered as a question', async () => {
    const { service, text } = await alone('我身份证11010519491231002X，退休门诊看了2000报多少');
    expect(service).toBe('questions');
    expect(text).toContain('我已隐去');
  });
});
