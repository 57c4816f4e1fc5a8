import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
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

describe('publishing a snapshot that question sets examine', { timeout: 60_000 }, () => {
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
  const current = () => readFileSync(join(folder, 'data/index/CURRENT'), 'utf8');
  const limit = async () => /(\d+)元/.exec((await run('ask', rows[0]?.question ?? '')).stdout)?.[1];
  const audit = () => {
    const database = new Database(join(folder, 'data/yiwen.db'), { readonly: true });
    const entries = database.prepare("select subject, detail from audit where action = 'knowledge.published'").all();
    database.close();
    return entries as { subject: string; detail: string }[];
  };

  it('takes the first result for what later ones are compared with', async () => {
    const first = await run('index');
    expect([first.code, first.stdout]).toEqual([0, expect.stringContaining('2 题里 2 题合格')]);
    write(rule(910, 1));
    const second = await run('index');
    expect([second.code, second.stdout]).toEqual([0, expect.stringContaining('应答：2 → 2（共 2 题）')]);
    expect(audit().map(({ subject }) => subject)).toEqual(snapshots().sort());
  });

  it('refuses one that answers worse: the old one serves on, nothing is left of the new one', async () => {
    await run('index');
    const before = current();
    write(rule(190));
    const { code, stdout, stderr } = await run('index');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/P1[\s\S]*index\.regression[\s\S]*--publish-anyway/)]);
    expect(stdout).toContain('变差 figure：P1');
    expect([current(), snapshots()]).toEqual([before, [before]]);
    expect(await limit()).toBe('910');
    expect(audit()).toHaveLength(1);
  });

  it('is overruled with a reason, which the audit keeps beside what fails', async () => {
    await run('index');
    write(rule(190));
    const { code } = await run('index', '--publish-anyway', '新文件 4 月 1 日起执行');
    expect(code).toBe(0);
    expect(await limit()).toBe('190');
    expect(JSON.parse(audit()[1]?.detail ?? '')).toEqual({ anyway: '新文件 4 月 1 日起执行', failing: 'P1' });
  });

  it('lets texts be tried and accepted before they are published', async () => {
    await run('index');
    const before = current();
    write(rule(190));
    const tried = await run('evaluate', 'set.jsonl');
    expect([tried.code, tried.stdout]).toEqual([1, expect.stringContaining('变差 figure：P1')]);
    expect((await run('evaluate', 'set.jsonl', '--accept')).code).toBe(0);
    expect([current(), snapshots()]).toEqual([before, [before]]);
    expect((await run('index')).code).toBe(0);
    expect(await limit()).toBe('190');
  });

  it('does not keep a bot from starting: it warns and serves what it served', async () => {
    await run('index');
    write(rule(190));
    const { stdout, stderr } = await runCommand(['chat', '--jsonl'], {
      folder,
      input: JSON.stringify({ id: '1', sender: 'a', text: rows[0]?.question }),
    });
    expect(JSON.parse(stdout).text).toContain('910');
    const started = await startCommand(['start'], { folder, environment: { YIWEN_PORT: '0' } });
    const said: string[] = [];
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (piece) => said.push(String(piece)));
    await expect.poll(() => said.join(''), { timeout: 50_000 }).toMatch(/http:\/\/127/);
    started.kill('SIGTERM');
    await new Promise((resolve) => started.on('close', resolve));
    expect(said.join('')).toMatch(/提醒：新资料没有启用[\s\S]*P1[\s\S]*原来的资料照常使用/);
    expect(stderr).toBe('');
  });

  it('stops when a question set is missing, and leaves the old snapshot', async () => {
    await run('index');
    const before = current();
    rmSync(join(folder, 'set.jsonl'));
    write(rule(910, 1));
    const { code, stderr } = await run('index');
    expect([code, stderr]).toEqual([1, expect.stringContaining('evaluation.no-file')]);
    expect([current(), snapshots()]).toEqual([before, [before]]);
  });

  it('killed at any moment leaves the old snapshot or the new one, and the next run clears up', async () => {
    await run('index', texts);
    for (let round = 0; round < 4; round++) {
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
