import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../src/ingestion/chunk.js';
import { markdown } from '../../src/ingestion/formats/markdown.js';
import { text } from '../../src/ingestion/formats/text.js';
import { LIMIT } from '../../src/ingestion/split.js';

const word = fc.constantFrom(
  '门诊',
  '住院',
  '报销比例',
  '退休人员',
  '60%',
  '800元',
  '按规定',
  '备案',
  '𠮷',
  '“救命钱”',
  '（含药费）',
  '由',
  '；',
  '，',
);
const sentence = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 30 }), fc.constantFrom('。', '！', '？', '。”', ''))
  .map(([words, end]) => words.join('') + end);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 40 }).map((sentences) => sentences.join(''));
const line = fc.oneof(
  paragraph,
  fc
    .tuple(fc.constantFrom('一、', '（二）', '3.', '第四条 ', '第五章 ', '一是', '（1）'), paragraph)
    .map((parts) => parts.join('')),
  fc.constantFrom('一、总则', '（一）范围', '第二章 待遇', '1.身份证', '2.户口簿', ''),
  fc.constantFrom('项目\t比例', '门诊\t60%', '\t\t合计', '备注\t'),
);
const markdownLine = fc.oneof(
  paragraph,
  fc.constantFrom(
    '# 题目',
    '## 一节',
    '### 小节',
    '',
    '| 项目 | 比例 |\n|---|---|\n| 门诊 | 60% |',
    '- 条目',
    '2. 条目',
  ),
);

const base = {
  kind: 'original',
  title: '题',
  place: '',
  scheme: 'both',
  certainty: 'A',
  path: 'p',
  contentHash: '',
} as const;

async function chunksOf(source: string, format: typeof text) {
  const extracted = await format.read(Buffer.from(source), 'p');
  return { extracted, chunks: chunkDocument({ ...base, text: extracted.text }, extracted.blocks) };
}

const squeeze = (value: string) => value.replace(/\s/g, '');

describe.each([
  ['plain text', text, line],
  ['Markdown', markdown, markdownLine],
] as const)('the chunks of any %s', (_, format, lines) => {
  const sources = fc.array(lines, { minLength: 1, maxLength: 25 }).map((each) => each.join('\n'));

  it('are exact stretches of the text, in order, and hold all of it but headings', async () => {
    await fc.assert(
      fc.asyncProperty(sources, async (source) => {
        const { extracted, chunks } = await chunksOf(source, format);
        let rest = extracted.text;
        let uncovered = '';
        for (const chunk of chunks) {
          const at = rest.indexOf(chunk.text);
          expect(at).toBeGreaterThanOrEqual(0);
          uncovered += rest.slice(0, at);
          rest = rest.slice(at + chunk.text.length);
        }
        let headings = extracted.blocks.flatMap((block) => (block.kind === 'heading' ? squeeze(block.title) : []));
        for (const part of (uncovered + rest)
          .split('\n')
          .map(squeeze)
          .filter((each) => each !== '')) {
          expect(headings).toContain(part);
          headings = headings.filter((title, i) => title !== part || headings.indexOf(title) !== i);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('stay within the limit and never begin with the end of a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(sources, async (source) => {
        for (const { text: chunk } of (await chunksOf(source, format)).chunks) {
          expect(chunk.length).toBeLessThanOrEqual(LIMIT);
          expect(chunk).not.toMatch(/^[。！？”）\s]/);
          expect(encodeURIComponent(chunk)).not.toBe('');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('lose no sentence of the source', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(paragraph, { minLength: 1, maxLength: 8 }), async (paragraphs) => {
        const { extracted } = await chunksOf(paragraphs.join('\n\n'), format);
        expect(squeeze(extracted.text)).toBe(squeeze(paragraphs.join('')));
      }),
      { numRuns: 100 },
    );
  });
});
