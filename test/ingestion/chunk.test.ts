import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/domain/passage.js';
import { chunkDocument } from '../../src/ingestion/chunk.js';
import { markdown } from '../../src/ingestion/formats/markdown.js';
import { text } from '../../src/ingestion/formats/text.js';
import { YiwenError } from '../../src/lib/errors.js';
import { FIXTURES } from './format-contract.js';

const base: Omit<SourceDocument, 'text'> = {
  kind: 'original',
  title: '办法',
  place: '',
  scheme: 'both',
  certainty: 'A',
  path: 'a.txt',
  contentHash: '0',
};

async function chunksOf(source: string, format = text) {
  const extracted = await format.read(Buffer.from(source), 'a.txt');
  return chunkDocument({ ...base, text: extracted.text }, extracted.blocks);
}

describe('a chunk', () => {
  it('is one article, with its items, under the chapter it stands in', async () => {
    const chunks = await chunksOf(
      '第二章 待遇\n第七条 下列费用可以报销：\n（一）药费；\n（二）检查费。\n第八条 第七条规定的费用当年有效。\n',
    );
    expect(chunks.map(({ article, text, headings }) => ({ article, text, headings }))).toEqual([
      {
        article: '第七条',
        text: '第七条 下列费用可以报销：\n（一）药费；\n（二）检查费。',
        headings: ['办法', '第二章 待遇', '第七条'],
      },
      { article: '第八条', text: '第八条 第七条规定的费用当年有效。', headings: ['办法', '第二章 待遇', '第八条'] },
    ]);
  });

  it('carries what its heading says, and its section alone', async () => {
    const extracted = await markdown.read(await readFile(join(FIXTURES, 'guide.md')), 'guide.md');
    const chunks = chunkDocument({ ...base, certainty: 'C', text: extracted.text }, extracted.blocks);
    const [intro, marked, next] = chunks;
    expect(intro).toMatchObject({ certainty: 'C', facts: [] });
    expect(marked).toMatchObject({
      article: '第7条',
      certainty: 'A',
      effectiveTo: '2025-12-31',
      facts: ['X-01', 'X-02'],
    });
    expect(next).toMatchObject({ certainty: 'C', facts: [], headings: ['办法', '异地备案怎么办', '报多少'] });
    expect(next?.effectiveTo).toBeUndefined();
  });

  it('names file and line when a heading has braces that cannot be read', async () => {
    const error = await chunksOf('# 题\n\n## 一节 {certainty=Z}\n文字。\n', markdown).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(YiwenError);
    expect((error as YiwenError).message).toBe('a.txt 第 3 行 certainty：应为 A、B、C、I 之一');
  });

  it('splits a giant paragraph at 一是, 二是 and keeps a short sentence with the one before it', async () => {
    const filler = '各单位要提高认识，加强组织领导，明确责任分工，确保各项工作落到实处。'.repeat(7);
    const chunks = await chunksOf(
      `一是抓好落实。${filler}二是实施门诊统筹。${filler}限额800元、900元。报销比例为60%。\n`,
    );
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.some(({ text }) => text.startsWith('二是'))).toBe(true);
    expect(chunks.find(({ text }) => text.includes('报销比例为60%'))?.text).toContain(
      '限额800元、900元。报销比例为60%。',
    );
  });

  it('splits a big table by rows, each of which keeps its column titles', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `项目${i}号门诊检查与治疗\t${i}%\t需要备案`).join('\n');
    const chunks = await chunksOf(`项目\t比例\t说明\n${rows}\n`);
    const readable = chunks.flatMap((chunk) => chunk.rows ?? []);
    expect(chunks.length).toBeGreaterThan(1);
    expect(readable).toHaveLength(60);
    expect(readable[59]).toBe('项目：项目59号门诊检查与治疗；比例：59%；说明：需要备案');
  });

  it('puts short numbered items under the same heading together', async () => {
    const chunks = await chunksOf(
      '二、措施\n1.加强宣传。开展活动三次。\n2.加强监管。检查机构十家。\n三、安排\n继续努力。\n',
    );
    expect(chunks.map(({ text }) => text)).toEqual([
      '1.加强宣传。开展活动三次。\n2.加强监管。检查机构十家。',
      '继续努力。',
    ]);
  });

  it('reads short numbered lines without text below as a list, not as headings', async () => {
    const [only, ...others] = await chunksOf('二、所需材料\n1.身份证\n2.户口簿\n3.照片\n');
    expect(others).toEqual([]);
    expect(only?.text).toBe('1.身份证\n2.户口簿\n3.照片');
    expect(only?.headings).toEqual(['办法', '二、所需材料']);
  });

  it('never parts a short sentence from the one it leans on, wherever the cut falls', async () => {
    for (let times = 15; times < 40; times += 1) {
      const chunks = await chunksOf(`${'年度限额八百元，由基金统一支付给参保人员。比例六成。'.repeat(times)}\n`);
      for (const { text } of chunks) expect(text).not.toMatch(/^比例六成/);
    }
  });

  it('keeps column titles below a line that only groups rows', async () => {
    const [chunk] = await chunksOf('项目\t比例\n药费\t60%\n住院类\t\n手术\t70%\n');
    expect(chunk?.rows).toEqual(['项目：药费；比例：60%', '项目：手术；比例：70%']);
    expect(chunk?.text).toContain('住院类');
  });

  it('takes over what a heading above says, but not its facts', async () => {
    const source =
      '# 题\n\n## 旧规 {facts="X-1" effectiveTo=2022-12-31}\n旧的。\n\n### 细节\n更旧的。\n\n## 新规\n新的。\n';
    const [old, detail, fresh] = await chunksOf(source, markdown);
    expect(old).toMatchObject({ effectiveTo: '2022-12-31', facts: ['X-1'] });
    expect(detail).toMatchObject({ effectiveTo: '2022-12-31', facts: [] });
    expect(fresh?.effectiveTo).toBeUndefined();
  });

  it('is one section of Markdown, however short its neighbours', async () => {
    const chunks = await chunksOf('# 别的标题\n\n## 甲\n短句甲。\n\n## 乙\n短句乙。\n', markdown);
    expect(chunks.map(({ text }) => text)).toEqual(['短句甲。', '短句乙。']);
  });

  it('is headed by a numbered line that a table follows, and not by one that nothing follows', async () => {
    const [table, list] = await chunksOf('一、待遇\n项目\t比例\n药费\t60%\n二、其他\n');
    expect(table?.headings).toEqual(['办法', '一、待遇']);
    expect([table?.text, list?.text].join()).toContain('二、其他');
  });

  it('cuts a text without punctuation between characters, not inside one', async () => {
    const source = `甲${'𠮷'.repeat(2_000)}`;
    const chunks = await chunksOf(source);
    expect(chunks.map(({ text }) => text).join('')).toBe(source);
    for (const { text } of chunks) expect(() => encodeURIComponent(text)).not.toThrow();
  });
});
