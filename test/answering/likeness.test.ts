import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLikeness, type Example, genuine } from '../../src/answering/likeness.js';
import { conceptsOf, countFeatures, createVocabulary, featuresOf } from '../../src/answering/sentence-features.js';

const examples: readonly Example[] = [
  ...['退休金怎么算', '退休金几号发', '退休金涨多少'].map((text) => ({ label: 'pension', text })),
  ...['今天下雨吗', '明天下雨不', '周末会下雨吗'].map((text) => ({ label: 'weather', text })),
  ...['门诊报多少', '住院报多少', '门诊起付线是多少'].map((text) => ({ label: genuine, text })),
];

describe('likeness learnt from examples', () => {
  const likeness = createLikeness(examples, []);

  it('knows the sentences that it learnt from', () => {
    for (const { label, text } of examples) {
      const judged = likeness(text);
      expect((judged?.probability ?? 0) > 0.5).toBe(label !== genuine);
      if (label !== genuine) expect(judged?.label).toBe(label);
    }
  });

  it('knows another wording of the same thing', () => {
    expect(likeness('我的退休金多久发')?.label).toBe('pension');
    expect(likeness('后天下雨吗')?.label).toBe('weather');
    expect(likeness('住院起付线多少')?.probability).toBeLessThan(0.5);
  });

  it('judges nothing of a text in which it knows nothing', () => {
    expect(likeness('xyzzy')).toBeUndefined();
  });

  it('judges nothing when one side has no example', () => {
    expect(createLikeness([], [])('退休金')).toBeUndefined();
    expect(createLikeness([{ label: 'pension', text: '退休金' }], [])('退休金')).toBeUndefined();
    expect(createLikeness([{ label: genuine, text: '门诊' }], [])('门诊')).toBeUndefined();
  });

  it('learns the same from the same examples, and gives a probability for whatever is typed', () => {
    const again = createLikeness(examples, []);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'退休金下雨门诊住院报多少吗0x '), maxLength: 30 }), (text) => {
        const judged = likeness(text);
        expect(again(text)).toEqual(judged);
        if (!judged) return;
        expect(judged.label).not.toBe(genuine);
        expect(judged.probability).toBeGreaterThanOrEqual(0);
        expect(judged.probability).toBeLessThanOrEqual(1);
        const each = [...judged.each.values()];
        expect(each.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(judged.probability, 5);
        expect(judged.each.get(judged.label)).toBe(Math.max(...each));
      }),
    );
  });

  it('lets one word of a group speak for the others', () => {
    const kin = [['邻居', '房客', '小舅子']];
    const taught: readonly Example[] = [
      ...['邻居的病历', '查邻居病历'].map((text) => ({ label: 'others', text })),
      ...['我的门诊', '门诊报多少'].map((text) => ({ label: genuine, text })),
    ];
    const together = createLikeness(taught, kin)('小舅子');
    const apart = createLikeness(taught, [])('小舅子');
    expect(together?.probability).toBeGreaterThan(apart?.probability ?? 0);
  });
});

describe('the features of a sentence', () => {
  it('are the same for another number, name or dialect word', () => {
    const none = conceptsOf([]);
    expect(featuresOf('老王咋个交400元', none)).toEqual(featuresOf('小李怎么交12.5元', none));
  });

  it('hold a concept exactly when one of its words occurs', () => {
    const word = fc.string({ unit: fc.constantFrom(...'甲乙丙丁'), minLength: 1, maxLength: 3 });
    const text = fc.string({ unit: fc.constantFrom(...'甲乙丙丁'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), text, (group, sentence) => {
        const found = featuresOf(sentence, conceptsOf([group])).has(`#${group.join('|')}`);
        expect(found).toBe(group.some((each) => sentence.includes(each)));
      }),
    );
  });

  it('make a vector of length one, or an empty one when none is known', () => {
    const { features, rarity } = countFeatures([new Set(['甲', '乙']), new Set(['甲', '乙', '丙'])]);
    const vocabulary = createVocabulary(features, rarity);
    const length = (values: Float64Array) => Math.hypot(...values);
    expect(length(vocabulary.vector(new Set(['甲', '乙'])).values)).toBeCloseTo(1);
    expect(vocabulary.vector(new Set(['丙', '丁'])).features).toHaveLength(0);
  });
});
