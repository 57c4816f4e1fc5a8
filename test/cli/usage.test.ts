import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataWithKnowledge, runCommand } from '../support/command.js';

describe('the command line', () => {
  it.each([
    [['ask', '--unknown', '门诊'], '--unknown'],
    [['nonsense'], 'nonsense'],
    [['ask'], 'question'],
    [['index', '--place', 'x'], '--place'],
    [['evaluate'], 'file'],
  ])('%j is wrong usage: 2, what was wrong, and where help is', async (words, named) => {
    const { code, stdout, stderr } = await runCommand(words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(named);
    expect(stderr).toContain('--help');
  });

  it('lists every command of the contract in its help', async () => {
    const { code, stdout } = await runCommand(['--help']);
    expect(code).toBe(0);
    for (const name of ['start', 'index', 'ask', 'chat', 'evaluate', 'bench', 'doctor']) expect(stdout).toContain(name);
  });
});

describe('a configuration with faults', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-usage-'));
    const lines = [
      'channels:',
      '  webChat:',
      '    port: 99999',
      '    prot: 1',
      'log:',
      '  level: loud',
      'knowledgeFolders: ./none',
    ];
    writeFileSync(join(folder, 'yiwen.config.yaml'), lines.join('\n'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([[['ask', '门诊']], [['start']]])(
    'stops %j, all faults told together with their lines and remedies',
    async (words) => {
      const environment = { YIWEN_MESSAGES_PER_MINUTE: 'many' };
      const { code, stdout, stderr } = await runCommand(words, { folder, environment });
      expect([code, stdout]).toEqual([1, '']);
      for (const part of ['5 处', 'YIWEN_MESSAGES_PER_MINUTE', '第 3 行', '第 4 行', '第 6 行', '第 7 行'])
        expect(stderr).toContain(part);
      expect(stderr.match(/^\d\. .+ → .+$/gm)).toHaveLength(5);
    },
  );

  it('is what doctor reports, beside what it can check nevertheless', async () => {
    const { code, stdout } = await runCommand(['doctor'], { folder });
    expect(code).toBe(1);
    expect(stdout).toMatch(/✓ Node[\s\S]*✗ 配置 — yiwen\.config\.yaml 第 3 行/);
  });

  it('is told of a file that is not there', async () => {
    const { code, stderr } = await runCommand(['--config', join(folder, 'none.yaml'), 'ask', '门诊']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('none.yaml')]);
  });
});

describe('yiwen doctor', () => {
  let house: Awaited<ReturnType<typeof dataWithKnowledge>>;
  beforeAll(async () => {
    house = await dataWithKnowledge();
  }, 60_000);
  afterAll(() => house.remove());

  it('ends with 0 where everything needed is there, and lists what a bureau has not filled in', async () => {
    const { code, stdout } = await runCommand(['doctor'], house);
    expect(stdout).not.toContain('✗');
    expect(stdout).toMatch(/! 单位信息 — .* → /);
    expect(code).toBe(0);
  });

  it('says the same as JSON', async () => {
    const { code, stdout } = await runCommand(['doctor', '--json'], house);
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { ok: true, checks: expect.arrayContaining([expect.objectContaining({ level: 'good', title: '配置' })]) },
    ]);
  });
});
