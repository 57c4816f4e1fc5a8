import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand, startCommand } from '../support/command.js';

const rule = (ceiling: number, filler = 0) => `---
title: 门诊办法
place: 全国
---
# 门诊办法

## 退休人员门诊限额
退休人员普通门诊年度限额为${ceiling}元。

## 护理员培训
护理员须先培训后上岗。
${Array.from({ length: filler }, (_, at) => `\n## 样例第${at}节\n样例第${at}节说的是第${at}种样例情形，按样例第${at}条办理。\n`).join('')}`;

const rows = [
  { id: 'P1', question: '退休人员普通门诊年度限额多少', facts: [], must: ['910元'], type: 'figure' },
  { id: 'P2', question: '护理员要培训吗', facts: [], must: ['培训'], type: 'short' },
];

describe('publishing a snapshot that question sets examine', { timeout: 90_000 }, () => {
  let folder: string;
  let texts: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-publish-'));
    texts = join(folder, 'texts');
    mkdirSync(texts);
    write(rule(910));
    writeFileSync(join(folder, 'set.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
    const lines = ['dataFolder: data', 'knowledgeFolders: texts', 'knowledge:', '  evaluation: set.jsonl'];
    writeFileSync(join(folder, 'yiwen.config.yaml'), lines.join('\n'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (text: string) => writeFileSync(join(texts, 'rule.md'), text);
  const run = (...words: string[]) => runCommand(words, { folder });
  const snapshots = () => readdirSync(join(folder, 'data/index')).filter((name) => name !== 'CURRENT');
  const limit = async () => /(\d+)元/.exec((await run('ask', rows[0]?.question ?? '')).stdout)?.[1];

  it('refuses one that answers worse, names what fails, and is overruled with a reason', async () => {
    const first = await run('index');
    expect([first.code, first.stdout]).toEqual([0, expect.stringContaining('2 题里 2 题合格')]);
    write(rule(190));
    const refused = await run('index');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/P1[\s\S]*index\.regression[\s\S]*--publish-anyway/);
    expect(refused.stdout).toContain('变差 figure：P1');
    expect(await limit()).toBe('910');
    expect((await run('index', '--publish-anyway', '新文件4月起执行')).code).toBe(0);
    expect(await limit()).toBe('190');
  });

  it('killed at any moment leaves the old snapshot or the new one, and the next run clears up', async () => {
    await run('index', texts);
    for (let round = 0; round < 2; round++) {
      write(rule(910, 300 + round));
      const child = await startCommand(['index', texts], { folder });
      const ended = new Promise((resolve) => child.on('close', resolve));
      const seesDraft = () => snapshots().some((name) => name.endsWith('.draft'));
      await expect.poll(() => seesDraft() || child.exitCode !== null, { interval: 5, timeout: 50_000 }).toBe(true);
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 400);
      await ended;
      expect(await limit()).toBe('910');
    }
    write(rule(910, 400));
    expect((await run('index', texts)).code).toBe(0);
    expect(snapshots().filter((name) => name.endsWith('.draft'))).toEqual([]);
    for (const name of snapshots()) {
      const built = JSON.parse(readFileSync(join(folder, 'data/index', name, 'built-from.json'), 'utf8'));
      expect(built.paths).toEqual([texts]);
    }
  });
});
