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
});
