import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Chunk, Scope } from '../../src/domain/passage.js';
import type { Embedder } from '../../src/retrieval/embedder.js';
import { hashedEmbedder } from '../../src/retrieval/hashed-embedder.js';
import { emptyLexicon, type Lexicon } from '../../src/retrieval/lexicon.js';
import { openKnowledgeBase } from '../../src/retrieval/open-knowledge-base.js';
import { buildSnapshot } from '../../src/retrieval/snapshot/build-snapshot.js';
import { sampleDocument, sampleTexts } from './sample-texts.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yiwen-snapshots-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function build(more: { chunks?: readonly Chunk[]; embedder?: Embedder; lexicon?: Lexicon } = {}) {
  return buildSnapshot({
    documents: [sampleDocument('a.md', sampleTexts[0]?.text ?? '')],
    chunks: sampleTexts,
    lexicon: emptyLexicon,
    embedder: hashedEmbedder(),
    folder,
    ...more,
  });
}

async function open(embedder: Embedder = hashedEmbedder()) {
  const warnings: string[] = [];
  const base = await openKnowledgeBase({ folder, embedder, warn: (message) => warnings.push(message) });
  const ids = async (text: string, scope: Scope = {}, asOf = '2026-01-01') =>
    (await base.search({ text, scope, asOf, limit: 10 })).map(({ chunk }) => chunk.id);
  return { base, warnings, ids };
}

describe('a knowledge base', () => {
  it('finds the text that answers first, with its document at hand', async () => {
    const info = await build();
    const { base, warnings, ids } = await open();
    expect((await ids('异地就医怎么备案'))[0]).toBe('a.md#1');
    expect(base.document('a.md')?.text).toBe(sampleTexts[0]?.text);
    expect(base.info).toEqual(info);
    expect(base.info.places).toContain('湖南省');
    expect(warnings).toEqual([]);
  });

  it('finds the same through traditional characters, full-width forms and table rows', async () => {
    await build();
    const { ids } = await open();
    expect((await ids('異地就醫備案'))[0]).toBe('a.md#1');
    expect((await ids('难产多少天'))[0]).toBe('c.md#2');
    expect((await ids('难产１１３天'))[0]).toBe('c.md#2');
  });

  it('leaves out what does not hold on the day asked for', async () => {
    await build();
    const { ids } = await open();
    expect(await ids('门诊办法')).not.toContain('c.md#1');
    expect(await ids('门诊办法', {}, '2023-12-31')).toContain('c.md#1');
    expect(await ids('门诊慢特病', {}, '2023-12-31')).not.toContain('b.md#2');
  });

  it('lets rules of the place, around it and inside it speak, and no others', async () => {
    await build();
    const { ids } = await open();
    expect(await ids('门诊', { place: '湖南省岳阳市屈原管理区' })).toEqual(
      expect.arrayContaining(['b.md#1', 'b.md#2']),
    );
    expect(await ids('门诊', { place: '岳阳' })).toContain('b.md#1');
    expect(await ids('生育津贴', { place: '上海市' })).toContain('c.md#2');
    expect(await ids('生育津贴 门诊', { place: '长沙市' })).not.toContain('c.md#2');
    expect(await ids('门诊慢特病', { place: '湖南省长沙市' })).not.toContain('b.md#2');
  });

  it('keeps the schemes apart', async () => {
    await build();
    const { ids } = await open();
    expect(await ids('门诊报销比例', { scheme: 'resident' })).not.toContain('a.md#2');
    expect(await ids('门诊报销比例', { scheme: 'employee' })).not.toContain('b.md#1');
  });

  it('gives nothing for a question without a known word', async () => {
    await build();
    expect(await (await open()).ids('xyzzy')).toEqual([]);
  });

  it('keeps the last three snapshots and serves the newest', async () => {
    for (let round = 0; round < 4; round++) await build();
    const last = await build({ chunks: sampleTexts.slice(0, 2) });
    expect((await readdir(folder)).sort()).toHaveLength(4);
    expect((await open()).base.info).toEqual(last);
  });

  it('goes back to an older snapshot when the current one is damaged, and says so', async () => {
    const older = await build();
    const newer = await build();
    const path = join(folder, newer.id, 'lexical.bin');
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 5));
    const { base, warnings } = await open();
    expect(base.info.id).toBe(older.id);
    expect(warnings.join()).toContain('npx yiwen index');
  });

  it('says what to do when there is none or none is whole', async () => {
    await expect(open()).rejects.toMatchObject({ code: 'retrieval.no-snapshot' });
    const { id } = await build();
    await writeFile(join(folder, id, 'chunks.jsonl'), '{}');
    await expect(open()).rejects.toMatchObject({ code: 'retrieval.snapshot-damaged' });
  });

  it('refuses vectors of another model or dimension', async () => {
    await build();
    await expect(open(hashedEmbedder(128))).rejects.toMatchObject({ code: 'retrieval.embedding-mismatch' });
    const other = { ...hashedEmbedder(), model: 'other' };
    await expect(open(other)).rejects.toMatchObject({ code: 'retrieval.embedding-mismatch' });
    const lying = { ...hashedEmbedder(128), dimension: 256 };
    await expect(build({ embedder: lying })).rejects.toMatchObject({ code: 'retrieval.embedding-mismatch' });
  });

  it('leaves the snapshot in use when a build fails', async () => {
    const { id } = await build();
    const failing = { ...hashedEmbedder(), embed: () => Promise.reject(new Error('down')) };
    await expect(build({ embedder: failing })).rejects.toThrow('down');
    expect((await open()).base.info.id).toBe(id);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('goes on with words alone when the embedding endpoint fails, and says so once', async () => {
    await build();
    const failing = { ...hashedEmbedder(), embed: () => Promise.reject(new Error('down')) };
    const { ids, warnings } = await open(failing);
    expect((await ids('异地就医备案'))[0]).toBe('a.md#1');
    await ids('异地就医备案');
    expect(warnings).toHaveLength(1);
  });
});
