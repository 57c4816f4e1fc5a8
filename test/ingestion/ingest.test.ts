import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IngestOptions, ingest, type Outcome } from '../../src/ingestion/ingest.js';
import { FIXTURES } from './format-contract.js';

let home: string;
let root: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'yiwen-ingest-'));
  root = join(home, 'docs');
  await mkdir(root);
});
afterEach(async () => rm(home, { recursive: true }));

const put = async (path: string, content: string | Uint8Array) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
};
const copy = (fixture: string, name = fixture) => copyFile(join(FIXTURES, fixture), join(root, name));
const run = (options: Partial<IngestOptions> = {}) =>
  ingest({ paths: [root], cacheFolder: join(home, 'cache'), ...options });
const failure = (outcomes: readonly Outcome[], path: string) => {
  const outcome = outcomes.find((each) => each.path === path);
  return outcome?.status === 'failed' ? outcome.error : undefined;
};

describe('ingesting a folder', () => {
  it('reads one file of each format', async () => {
    const files = ['benefits.xlsx', 'detailed-rules.pdf', 'guide.md', 'notice.gb18030.txt', 'page.html', 'rules.docx'];
    for (const file of files) await copy(file);
    const { outcomes, documents, chunks } = await run();
    expect(outcomes.map(({ path, status }) => `${status} ${path}`)).toEqual(files.map((file) => `indexed ${file}`));
    expect(documents.map(({ path }) => path)).toEqual(files);
    for (const chunk of chunks) {
      expect(documents.find(({ path }) => path === chunk.path)?.text).toContain(chunk.text);
    }
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(chunks.length);
  });

  it('reads changed files again and takes the others from its cache', async () => {
    await put('a.txt', '门诊报销六成。');
    await put('b.txt', '住院报销七成。');
    const first = await run();
    await put('b.txt', '住院报销八成。');
    const second = await run();
    expect(second.outcomes.map(({ status }) => status)).toEqual(['unchanged', 'indexed']);
    expect(second.chunks.map(({ text }) => text)).toEqual(['门诊报销六成。', '住院报销八成。']);
    expect(second.fingerprint).not.toBe(first.fingerprint);
    expect((await run()).fingerprint).toBe(second.fingerprint);
  });

  it('gives the same from the cache as from the files, whatever the cache holds', async () => {
    for (const file of ['benefits.xlsx', 'guide.md', 'page.html', 'rules.docx']) await copy(file);
    const fresh = await run();
    const cached = await run();
    expect(cached.outcomes.every(({ status }) => status === 'unchanged')).toBe(true);
    expect({ ...cached, outcomes: [] }).toEqual({ ...fresh, outcomes: [] });
    await writeFile(
      join(home, 'cache', 'extracted.jsonl'),
      '{"version":1,"hash":\n\u0000garbage\nnull\n{"version":1}\n',
    );
    expect((await run()).fingerprint).toBe(fresh.fingerprint);
  });

  it('writes nothing in a dry run', async () => {
    await put('a.txt', '门诊报销六成。');
    const { chunks } = await run({ dryRun: true });
    expect(chunks).toHaveLength(1);
    expect(await readdir(home)).toEqual(['docs']);
  });

  it('tells its progress file by file', async () => {
    await put('a.txt', '甲。');
    await put('b/c.txt', '乙。');
    const seen: string[] = [];
    await run({ onProgress: ({ done, total, path }) => seen.push(`${done}/${total} ${path}`) });
    expect(seen).toEqual(['1/2 a.txt', '2/2 b/c.txt']);
  });

  it('leaves out notes to staff, YAML, hidden and lock files', async () => {
    const ignored = [
      'README.md',
      'lexicon.yaml',
      'places.yaml',
      'quiz/bank.yaml',
      '.hidden.txt',
      '.git/a.txt',
      '~$a.docx',
    ];
    for (const path of [...ignored, 'a.txt']) await put(path, '内容');
    expect((await run()).outcomes.map(({ path }) => path)).toEqual(['a.txt']);
  });

  it('follows a link to a folder once, also one that leads back to itself', async () => {
    await put('a.txt', '甲。');
    await symlink(root, join(root, 'loop'));
    expect((await run()).outcomes.map(({ path }) => path)).toEqual(['a.txt']);
  });

  it('reads files again that an older version extracted', async () => {
    await put('a.txt', '门诊报销六成。');
    await run();
    const file = join(home, 'cache', 'extracted.jsonl');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/"version":\d+/, '"version":0'));
    expect((await run()).outcomes[0]?.status).toBe('indexed');
  });

  it('prefixes paths with the names of several roots, and takes single files', async () => {
    await put('east/a.txt', '东。');
    await put('west/a.txt', '西。');
    await put('alone.txt', '单。');
    const paths = ['east', 'west', 'alone.txt'].map((name) => join(root, name));
    expect((await run({ paths })).documents.map(({ path }) => path)).toEqual(['east/a.txt', 'west/a.txt', 'alone.txt']);
    expect((await run({ paths: [join(root, 'alone.txt')] })).documents[0]?.path).toBe('alone.txt');
  });
});

describe('what a document is', () => {
  it('is told by its front matter, its sidecar, its folders and its pages, the nearest first', async () => {
    await copy('page.html');
    await put('page.html.yaml', 'place: 示例市\ncertainty: B\n');
    await put('folder.yaml', 'place: 示例省\nscheme: resident\nsource: 官网\n');
    await copy('guide.md');
    const { documents } = await run();
    expect(documents.find(({ path }) => path === 'page.html')).toMatchObject({
      place: '示例市',
      certainty: 'B',
      scheme: 'resident',
      source: '官网',
      kind: 'original',
      title: '关于做好门诊慢特病待遇认定工作的通知',
      documentNumber: '示医保发〔2024〕12号',
      published: '2024-03-18',
    });
    expect(documents.find(({ path }) => path === 'guide.md')).toMatchObject({
      place: '示例省',
      certainty: 'C',
      scheme: 'both',
      kind: 'digest',
      effectiveFrom: '2023-01',
    });
  });

  it('is an original of unnamed place, titled by its file, where nobody says more', async () => {
    await put('某局材料.txt', '这是一段没有标题的说明文字，讲述参保缴费的办理方式和时间。');
    const [document] = (await run()).documents;
    expect(document).toMatchObject({ title: '某局材料', kind: 'original', place: '', certainty: 'A', scheme: 'both' });
  });

  it('lets inner folders say more than outer ones, and a sidecar change count without the file changing', async () => {
    await put('folder.yaml', 'place: 示例省\n');
    await put('city/folder.yaml', 'place: 示例市\n');
    await put('city/a.txt', '甲。');
    const before = await run();
    expect(before.documents[0]?.place).toBe('示例市');
    await put('city/a.txt.yaml', 'year: 2023\n');
    const after = await run();
    expect(after.documents[0]).toMatchObject({ place: '示例市', year: 2023 });
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });

  it('fails the files below a faulty folder.yaml rather than naming a wrong place', async () => {
    await put('city/folder.yaml', 'plase: 示例市\n');
    await put('city/a.txt', '甲。');
    await put('b.txt', '乙。');
    const { outcomes, documents } = await run();
    expect(failure(outcomes, 'city/a.txt')?.message).toBe('city/folder.yaml 第 1 行 plase：没有这个字段');
    expect(documents.map(({ path }) => path)).toEqual(['b.txt']);
  });

  it('names every fault of front matter with file, line and field', async () => {
    await put('a.md', '---\ntitle: 题\nkind: draft\npublished: 2024-02-30\n---\n# 题\n\n文字。\n');
    const { outcomes } = await run();
    expect(failure(outcomes, 'a.md')).toMatchObject({
      code: 'ingestion.front-matter',
      message:
        'a.md 第 3 行 kind：应为 digest、original 之一；a.md 第 4 行 published：应为存在的日期，写作 2026-04-01、2026-04 或 2026',
    });
  });
});

describe('a bad file', () => {
  const ole = (...words: string[]) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      ...words.map((word) => Buffer.from(word, 'utf16le')),
    ]);
  const bomb = () => {
    const part = new Uint8Array(70_000_000);
    return zipSync({ 'xl/workbook.xml': new Uint8Array(10), 'xl/worksheets/sheet1.xml': part }, { level: 6 });
  };
  const entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>';

  it('is reported with cause and remedy while the others go on', async () => {
    await put('empty.txt', '');
    await put(
      'junk.docx',
      Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 251),
    );
    await put('old.doc', ole('WordDocument'));
    await put('locked.docx', ole('EncryptedPackage'));
    await copy('encrypted.pdf');
    await put('cut.docx', (await readFile(join(FIXTURES, 'rules.docx'))).subarray(0, 1_800));
    await put('cut.pdf', (await readFile(join(FIXTURES, 'detailed-rules.pdf'))).subarray(0, 100_000));
    const plain =
      '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n';
    const page = '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n';
    await put('cut-but-repairable.pdf', plain + page);
    await put('bomb.xlsx', bomb());
    await put('entity.docx', zipSync({ 'word/document.xml': Buffer.from(entity) }));
    await put('blank.html', '<!doctype html><html><body><script>1</script></body></html>');
    await put('picture.jpg', Buffer.from('ffd8ffe000104a46494600010101', 'hex'));
    await put('good.txt', '好的文件。');
    await put('huge.txt', '');
    await truncate(join(root, 'huge.txt'), 50_000_001);

    const { outcomes, documents } = await run();
    const told = outcomes.map((outcome) => [
      outcome.path,
      outcome.status === 'failed' ? outcome.error.code : outcome.status,
    ]);
    expect(Object.fromEntries(told)).toEqual({
      'blank.html': 'ingestion.no-text',
      'bomb.xlsx': 'ingestion.unpacks-too-large',
      'cut-but-repairable.pdf': 'ingestion.truncated',
      'cut.docx': 'ingestion.truncated',
      'cut.pdf': 'ingestion.truncated',
      'empty.txt': 'ingestion.empty',
      'encrypted.pdf': 'ingestion.encrypted',
      'entity.docx': 'ingestion.unsafe-xml',
      'good.txt': 'indexed',
      'huge.txt': 'ingestion.too-large',
      'junk.docx': 'ingestion.wrong-format',
      'locked.docx': 'ingestion.encrypted',
      'old.doc': 'ingestion.legacy-office',
      'picture.jpg': 'ingestion.unsupported',
    });
    expect(documents.map(({ path }) => path)).toEqual(['good.txt']);
    for (const outcome of outcomes) {
      if (outcome.status !== 'failed') continue;
      expect(outcome.error.message).toMatch(/[\u4e00-\u9fff]/);
      expect(outcome.error.remedy).toMatch(/请/);
      expect(outcome.error.message).not.toContain(home);
    }
  });

  it('with a wrong extension is read by its content, with a note', async () => {
    await copy('detailed-rules.pdf', '细则.docx');
    await copy('rules.docx', '办法.pdf');
    await copy('page.html', '通知.doc');
    const { outcomes, documents } = await run();
    expect(outcomes.map(({ status }) => status)).toEqual(['indexed', 'indexed', 'indexed']);
    expect(outcomes.map((outcome) => (outcome.status === 'failed' ? '' : outcome.note))).toEqual([
      '扩展名是 .pdf，内容是 docx，已按内容读取',
      '扩展名是 .docx，内容是 pdf，已按内容读取',
      '扩展名是 .doc，内容是 html，已按内容读取',
    ]);
    expect(documents.map(({ title }) => title)).toContain('示例省门诊共济保障实施细则');
  });

  it('is told when a path does not exist', async () => {
    const { outcomes } = await run({ paths: [join(root, 'nowhere')] });
    expect(outcomes).toMatchObject([{ status: 'failed', error: { code: 'ingestion.not-found' } }]);
  });

  it('does not run on in a loop of aliases or a deep nest of elements', async () => {
    const aliases = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}, *a${i}]`);
    await put('alias.md', `---\na0: &a0 [x]\n${aliases.join('\n')}\n---\n文字。\n`);
    await put('deep.html', `<!doctype html><html><body>${'<div>'.repeat(20_000)}深处的文字。`);
    await put('good.txt', '好的文件。');
    const { outcomes } = await run();
    expect(outcomes.find(({ path }) => path === 'good.txt')?.status).toBe('indexed');
    expect(failure(outcomes, 'alias.md')?.code).toBe('ingestion.front-matter');
    expect(failure(outcomes, 'deep.html')?.code).toBe('ingestion.too-deep');
  });
});
