import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataWithKnowledge, runCommand } from '../support/command.js';

const rows = [
  { id: 'E1', question: '退休的门诊一年能报多少', facts: [], must: ['900', '2023'], type: 'figure' },
  { id: 'E2', question: '退休的门诊一年能报多少', facts: [], must: ['90'], type: 'figure' },
  { id: 'E3', question: '我的养老金什么时候发', facts: [], must: [], type: 'refuse-other' },
];

describe('yiwen evaluate', { timeout: 60_000 }, () => {
  let house: Awaited<ReturnType<typeof dataWithKnowledge>>;
  let file: string;
  beforeAll(async () => {
    house = await dataWithKnowledge();
    file = join(house.data, 'questions.jsonl');
    writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  }, 60_000);
  afterAll(() => house.remove());

  it('prints a table by type and what did not pass, and leaves nothing in the books; a figure counts whole', async () => {
    const before = readdirSync(house.data).sort();
    const { code, stdout } = await runCommand(['evaluate', file], house);
    expect(code).toBe(0);
    const shares = Object.fromEntries(
      stdout.split('\n').flatMap((line) => {
        const match = /^(\S.*?)\s{2,}(\d+)\s.*?([\d.]+) %$/.exec(line);
        return match ? [[match[1], [Number(match[2]), Number(match[3])]]] : [];
      }),
    );
    expect(shares).toMatchObject({ figure: [2, 50], 'refuse-other': [1, 100], '= refuse': [1, 100] });
    expect(stdout).toMatch(/E2 .*lacks 90/);
    expect(readdirSync(house.data).sort()).toEqual(before);
  });

  it('prints with --json a line a row', async () => {
    const { stdout } = await runCommand(['evaluate', '--json', file], house);
    const verdicts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(verdicts.map(({ id, passed }) => [id, passed])).toEqual([
      ['E1', true],
      ['E2', false],
      ['E3', true],
    ]);
  });

  it('tells the goals beside what was measured, the loss to damaged characters when asked', async () => {
    const { stdout } = await runCommand(['evaluate', '--damaged', file], house);
    expect(stdout).toMatch(/应答的答对 ≥ 95 %：50\.0，没有达到/);
    expect(stdout).toMatch(/字打错后的损失 ≤ 3 个百分点：-?\d+\.\d，/);
    expect(stdout).toContain('还没有采纳过的结果');
  });

  it('ends with 1 when more answers are worse than in the accepted result, and names them', async () => {
    const committed = join(house.data, 'accepted.json');
    const run = (...words: string[]) => runCommand(['evaluate', file, ...words], house);
    expect((await run('--against', committed)).stderr).toContain('evaluation.no-result');
    expect((await run('--accept', '--against', committed)).code).toBe(0);
    const text = readFileSync(committed, 'utf8');
    expect(text).toContain('"answerable": "1/2"');
    expect((await run('--against', committed)).code).toBe(0);
    writeFileSync(committed, text.replace(/("id":"E2".*?"passed":)false/, '$1true'));
    const worse = await run('--against', committed);
    expect([worse.code, worse.stdout]).toEqual([
      1,
      expect.stringMatching(/应答：2 → 1（共 2 题） 变差[\s\S]*变差 figure：E2/),
    ]);
    writeFileSync(committed, '{}');
    expect((await run('--against', committed)).stderr).toContain('evaluation.bad-result');
  });

  it('keeps what was accepted in the data folder, and writes down who accepted it', async () => {
    expect((await runCommand(['evaluate', file, '--accept'], house)).code).toBe(0);
    const [kept = ''] = readdirSync(join(house.data, 'evaluation'));
    expect(kept).toMatch(/^questions-[0-9a-f]{8}\.json$/);
    expect(JSON.parse(readFileSync(join(house.data, 'evaluation', kept), 'utf8'))).toMatchObject({
      acceptedBy: expect.stringMatching(/^cli:/),
      rows: [
        { id: 'E1', passed: true },
        { id: 'E2', passed: false },
        { id: 'E3', passed: true },
      ],
    });
    const { code, stdout } = await runCommand(['evaluate', file], house);
    expect([code, stdout]).toEqual([0, expect.stringContaining('和采纳过的结果相比')]);
  });

  it('names the line of a file that is no question, and a file that is not there', async () => {
    writeFileSync(join(house.data, 'bad.jsonl'), `${JSON.stringify(rows[0])}\n{"id":"x"}\n`);
    const bad = await runCommand(['evaluate', join(house.data, 'bad.jsonl')], house);
    expect([bad.code, bad.stderr]).toEqual([1, expect.stringContaining('第 2 行')]);
    const missing = await runCommand(['evaluate', join(house.data, 'none.jsonl')], house);
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('none.jsonl')]);
  });
});
