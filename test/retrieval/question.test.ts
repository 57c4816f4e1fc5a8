import { describe, expect, it } from 'vitest';
import { createFinder } from '../../src/retrieval/finder.js';
import { LexicalBuilder } from '../../src/retrieval/lexical/lexical-builder.js';
import { parseLexicon } from '../../src/retrieval/lexicon.js';
import { createWording } from '../../src/retrieval/wording.js';

const lexicon = parseLexicon(`
synonyms:
  - { term: 报销比例, variants: [报几成, 赔多少], related: [支付] }
  - { term: 异地就医, variants: [外地看病] }
phrases: { 咋个整: 怎么办 }
fillers: [那个啥]
pronunciation: { 长护险: chang hu xian }
`);

const texts = ['住院报销比例为百分之八十', '异地就医备案的材料', '参保缴费的时间', '窗口上班时间', '基金支付范围'];

function finder(wording = createWording(lexicon)) {
  const builder = new LexicalBuilder();
  for (const text of texts) builder.add('', text);
  return createFinder(builder.finish(), wording);
}

const first = (question: string, wording = createWording(lexicon)) =>
  texts[finder(wording).find(question, { limit: 1 })[0]?.document ?? -1];

describe('a question', () => {
  it('finds the official term through how people say it', () => {
    expect(first('住院能报几成')).toBe(texts[0]);
    expect(first('外地看病')).toBe(texts[1]);
    const [without] = finder(createWording()).find('外地看病', { limit: 1 });
    expect(without?.confidence ?? 0).toBeLessThan(0.3);
  });

  it('adds what is near with a small weight only', () => {
    const found = finder()
      .find('报销比例', { limit: 5 })
      .map(({ document }) => texts[document]);
    expect(found).toEqual([texts[0], texts[4]]);
  });

  it('is repaired where a word is misspelt with one of the same sound', () => {
    expect(first('抱消比例', createWording())).toBe(texts[0]);
    expect(first('异地就衣备岸')).toBe(texts[1]);
    expect(first('缴肥时间')).toBe(texts[2]);
  });

  it('is not moved by fillers and question words', () => {
    const [plain] = finder().find('备案材料', { limit: 1 });
    const [asked] = finder().find('请问那个啥备案材料有哪些呢', { limit: 1 });
    expect(asked?.document).toBe(plain?.document);
    expect(asked?.confidence).toBeGreaterThan((plain?.confidence ?? 0) - 0.25);
  });

  it('is held in confidence when it is answered and in doubt when little of it is known', () => {
    const [sure] = finder().find('异地就医备案的材料', { limit: 1 });
    const [doubtful] = finder().find('月球引力与潮汐的时间关系', { limit: 1 });
    expect(sure?.confidence).toBeGreaterThan(0.7);
    expect(doubtful?.confidence).toBeLessThan(0.3);
  });

  it('replaces turns of speech, the longest first', () => {
    const wording = createWording(parseLexicon('phrases: { 咋: 怎么, 咋个整: 怎么办 }'));
    expect(wording.replacePhrases('备案咋个整，咋弄')).toBe('备案怎么办，怎么弄');
  });
});

describe('a lexicon', () => {
  it('may be empty', () => {
    expect(parseLexicon('')).toEqual(parseLexicon('{}'));
  });

  it('is refused with the place of each fault', () => {
    expect(() => parseLexicon('synonyms: [{ variants: [x] }]')).toThrow('synonyms.0.term');
    expect(() => parseLexicon('a: [')).toThrow('读不懂');
  });
});
