import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataWithKnowledge, type Ended, runCommand } from '../support/command.js';

const question = '退休的门诊一年能报多少';

describe('yiwen ask, on the shipped knowledge', () => {
  let house: Awaited<ReturnType<typeof dataWithKnowledge>>;
  beforeAll(async () => {
    house = await dataWithKnowledge();
  }, 60_000);
  afterAll(() => house.remove());

  const ask = (...words: string[]) => runCommand(['ask', ...words], house);

  it('answers with the figure, its year and what it rests on', async () => {
    const { code, stdout } = await ask(question);
    expect(code).toBe(0);
    for (const part of ['900', '2023', '依据 ①', '〔摘编〕']) expect(stdout).toContain(part);
  });

  it('gives with --json one object of the promised shape and nothing else', async () => {
    const { code, stdout } = await ask('--json', question);
    expect(code).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ status: 'answered', text: expect.stringContaining('900'), ms: expect.any(Number) });
    expect(answer.citations).toContainEqual(
      expect.objectContaining({
        title: expect.any(String),
        kind: 'digest',
        place: expect.any(String),
        path: expect.stringMatching(/\.md$/),
        quote: expect.stringContaining('900'),
      }),
    );
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  it('takes a question of several words without quotes', async () => {
    const { stdout } = await ask('--json', '退休的门诊', '一年能报多少');
    expect(JSON.parse(stdout).text).toContain('900');
  });

  it('says plainly what the texts do not hold, and is no failure', async () => {
    const { code, stdout } = await ask('--json', '人工耳蜗处理器更换最多赔几台');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'unsure',
      text: expect.stringContaining('12393'),
      citations: [],
    });
  });

  it.each(['2026-02-30', '明天', '2026/4/1'])('does not take %s for a day, and says how to write one', async (day) => {
    const { code, stdout, stderr } = await ask('--as-of', day, question);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(day);
    expect(stderr).toContain('2026-04-01');
  });
});

describe('yiwen ask, on texts of two places and two times', () => {
  let folder: string;
  let run: (...words: string[]) => Promise<Ended>;

  const rule = (place: string, from: string, to: string, ceiling: number) => `---
title: ${place}职工门诊办法${from}
place: ${place}
effectiveFrom: ${from}
effectiveTo: ${to}
---
# 职工门诊办法

## 退休人员门诊限额
退休人员普通门诊年度限额为${ceiling}元。
`;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-ask-'));
    writeFileSync(join(folder, 'old.md'), rule('样例省甲市', '2020-01-01', '2024-12-31', 510));
    writeFileSync(join(folder, 'new.md'), rule('样例省甲市', '2025-01-01', '2029-12-31', 820));
    writeFileSync(join(folder, 'other.md'), rule('范例省乙市', '2020-01-01', '2029-12-31', 730));
    const environment = { YIWEN_DATA: join(folder, 'data'), YIWEN_KNOWLEDGE: folder };
    run = (...words) => runCommand(['ask', '--json', ...words, '退休人员普通门诊年度限额多少'], { environment });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const quotes = ({ stdout }: Ended) =>
    JSON.parse(stdout)
      .citations.map(({ quote }: { quote: string }) => /(\d+)元/.exec(quote)?.[1])
      .join();

  it('builds the index where there is none, and answers for the day asked', async () => {
    const said = await run('--place', '样例省甲市', '--as-of', '2023-05-01');
    expect([said.code, quotes(said)]).toEqual([0, '510']);
  });

  it('answers by the rule that holds on a later day', async () => {
    expect(quotes(await run('--place', '样例省甲市', '--as-of', '2026-04-01'))).toBe('820');
  });

  it('answers by the rule of the place asked', async () => {
    expect(quotes(await run('--place', '范例省乙市', '--as-of', '2026-04-01'))).toBe('730');
  });
});
