import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtFrom, pathsInUse } from '../../src/app/built-from.js';
import { type Config, loadConfig } from '../../src/app/config.js';
import { examineQuestions } from '../../src/app/examine-questions.js';
import { type IndexOptions, indexKnowledge } from '../../src/app/index-knowledge.js';
import { openAnswering } from '../../src/app/open-answering.js';
import { openRecords, type Records } from '../../src/app/records.js';
import { hashedEmbedder } from '../../src/retrieval/hashed-embedder.js';
import { draftName } from '../../src/retrieval/snapshot/drafts.js';
import { readSnapshot } from '../../src/retrieval/snapshot/read-snapshot.js';

const rule = (ceiling: number, more = '') => `---
title: 门诊办法
place: 全国
---
# 门诊办法

## 退休人员门诊限额
退休人员普通门诊年度限额为${ceiling}元。

## 护理员培训
护理员须先培训后上岗。${more}
`;
const question = '退休人员普通门诊年度限额多少';
const rows = [
  { id: 'P1', question, facts: [], must: ['910元'], type: 'figure' },
  { id: 'P2', question: '护理员要培训吗', facts: [], must: ['培训'], type: 'short' },
];

let folder: string;
let config: Config;
let records: Records;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiwen-publish-'));
  mkdirSync(join(folder, 'texts'));
  write(rule(910));
  writeFileSync(join(folder, 'set.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
  const lines = ['dataFolder: data', 'knowledgeFolders: texts', 'knowledge:', '  evaluation: set.jsonl'];
  writeFileSync(join(folder, 'yiwen.config.yaml'), lines.join('\n'));
  config = loadConfig({ environment: {}, workingFolder: folder });
  records = await openRecords(config);
});
afterEach(async () => {
  await records.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (text: string) => writeFileSync(join(folder, 'texts/rule.md'), text);
const home = () => join(folder, 'data/index');
const index = (more: Partial<IndexOptions> = {}) =>
  indexKnowledge({ config, embedder: hashedEmbedder(), store: records.store, actor: 'cli:staff', ...more });
const current = () => readFileSync(join(home(), 'CURRENT'), 'utf8');
const snapshots = () => readdirSync(home()).filter((name) => name !== 'CURRENT');
const published = async () => {
  const found = await records.store.read.selectFrom('audit').selectAll().orderBy('sequence').execute();
  return found.filter(({ action }) => action === 'knowledge.published');
};
const refused = { code: 'index.regression' };

describe('a snapshot that question sets examine', () => {
  it('takes the first result for what later ones are compared with, and stands in the audit', async () => {
    const said: string[] = [];
    await index({ onExamined: (line) => said.push(line) });
    write(rule(910, '每年一次。'));
    await index({ onExamined: (line) => said.push(line) });
    expect(said).toEqual([
      expect.stringContaining('2 题里 2 题合格'),
      expect.stringContaining('应答：2 → 2（共 2 题）'),
    ]);
    expect((await published()).map(({ subject, actor }) => [subject, actor])).toEqual(
      snapshots()
        .sort()
        .map((id) => [id, 'cli:staff']),
    );
  });

  it('is refused when it answers worse: the old one serves on, nothing is left of the new one', async () => {
    await index();
    const before = current();
    write(rule(190));
    await expect(index()).rejects.toMatchObject({ ...refused, message: expect.stringContaining('P1') });
    await expect(index()).rejects.toMatchObject(refused);
    expect([current(), snapshots()]).toEqual([before, [before]]);
    expect(await published()).toHaveLength(1);
  });

  it('is put in use with a reason, which the audit keeps beside what fails; the bar stays where it was', async () => {
    await index();
    write(rule(190));
    await index({ publishAnyway: '新文件四月起执行' });
    expect(JSON.parse((await published())[1]?.detail ?? '')).toEqual({ anyway: '新文件四月起执行', failing: 'P1' });
    write(rule(190, '每年一次。'));
    await expect(index()).rejects.toMatchObject(refused);
  });

  it('is asked before it is published, and the texts that staff try are not published by trying', async () => {
    await index();
    const before = current();
    write(rule(190));
    const { verdicts, snapshot } = await examineQuestions({
      config,
      file: join(folder, 'set.jsonl'),
      damaged: false,
      warn: () => {},
    });
    expect(verdicts.map(({ passed }) => passed)).toEqual([false, true]);
    expect(snapshot).not.toBe(before);
    expect([current(), snapshots()]).toEqual([before, [before]]);
  });

  it('does not keep a bot from serving what it served', async () => {
    await index();
    write(rule(190));
    const warnings: string[] = [];
    const { answering, library } = await openAnswering({
      config,
      build: 'stale',
      store: records.store,
      warn: (message) => warnings.push(message),
    });
    const { answer } = await answering.extract({ question, asOf: '2026-04-01' });
    await library.close();
    expect(answer.text).toContain('910');
    expect(warnings.join()).toMatch(/新资料没有启用.*P1.*原来的资料照常使用/);
  });

  it('stays a draft that is thrown away when a question set is missing', async () => {
    await index();
    const before = current();
    rmSync(join(folder, 'set.jsonl'));
    write(rule(910, '每年一次。'));
    await expect(index()).rejects.toMatchObject({ code: 'evaluation.no-file' });
    expect([current(), snapshots()]).toEqual([before, [before]]);
  });

  it('brings what it was built from with it, in one step', async () => {
    const paths = [join(folder, 'texts/rule.md')];
    await index({ paths });
    expect(await pathsInUse(config)).toEqual(paths);
    const older = await builtFrom(config);
    write(rule(910, '每年一次。'));
    await index();
    expect(await pathsInUse(config)).toEqual([join(folder, 'texts')]);
    expect(await builtFrom(config)).not.toEqual(older);
  });
});

describe('what killed builds left behind', () => {
  const id = (digit: number) => `2026040100000000${digit}-0000000${digit}`;
  const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  const leave = (name: string, { daysAgo = 0, whole = false } = {}) => {
    const path = join(home(), name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, whole ? 'manifest.json' : 'chunks.jsonl'), '{}');
    const at = new Date(Date.now() - daysAgo * 86_400_000);
    utimesSync(path, at, at);
    return path;
  };

  it('goes with the next build; what may still be under way and whole snapshots stay', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const dead = [
      leave(`${id(1)}.${machine}-${gone}.draft`),
      leave(`${id(2)}.00000000-1.draft`, { daysAgo: 2 }),
      leave(id(3), { daysAgo: 2 }),
    ];
    const alive = [
      leave(`${id(4)}.${machine}-${process.ppid}.draft`),
      leave(draftName(id(5))),
      leave(`${id(6)}.00000000-1.draft`),
      leave(id(7)),
      leave(id(8), { daysAgo: 2, whole: true }),
      leave('someone-elses-folder', { daysAgo: 2 }),
    ];
    await index();
    expect(dead.filter((path) => existsSync(path))).toEqual([]);
    expect(alive.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('is never taken for a snapshot, be it whole and the only one', async () => {
    await index();
    renameSync(join(home(), current()), join(home(), `${id(9)}.${machine}-${process.ppid}.draft`));
    await expect(readSnapshot(home(), () => {})).rejects.toMatchObject({ code: 'retrieval.snapshot-damaged' });
    rmSync(join(home(), 'CURRENT'));
    await expect(readSnapshot(home(), () => {})).rejects.toMatchObject({ code: 'retrieval.no-snapshot' });
  });
});
