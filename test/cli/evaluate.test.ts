import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataWithKnowledge, runCommand } from '../support/command.js';

const rows = [
  { id: 'E1', question: '退休的门诊一年能报多少', facts: [], must: ['900', '2023'], type: 'figure' },
  { id: 'E2', question: '退休的门诊一年能报多少', facts: [], must: ['90'], type: 'figure' },
  { id: 'E3', question: '我的养老金什么时候发', facts: [], must: [], type: 'refuse-other' },
];

describe('yiwen evaluate', () => {
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

  it('names the line of a file that is no question, and a file that is not there', async () => {
    writeFileSync(join(house.data, 'bad.jsonl'), `${JSON.stringify(rows[0])}\n{"id":"x"}\n`);
    const bad = await runCommand(['evaluate', join(house.data, 'bad.jsonl')], house);
    expect([bad.code, bad.stderr]).toEqual([1, expect.stringContaining('第 2 行')]);
    const missing = await runCommand(['evaluate', join(house.data, 'none.jsonl')], house);
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('none.jsonl')]);
  });
});
