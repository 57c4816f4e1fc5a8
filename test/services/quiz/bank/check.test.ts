import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkQuestion } from '../../../../src/services/quiz/bank/check.js';
import { chunk, DAY, passages, question } from './sample.js';

const codes = (...given: Parameters<typeof checkQuestion>) => checkQuestion(...given).map(({ code }) => code);

describe('a question that its text proves', () => {
  it('passes, with sums and days in Chinese numerals in the one and in Arabic ones in the other', () => {
    expect(codes(question(), passages(), DAY)).toEqual([]);
  });

  it('passes also where its section is long and was cut in two', () => {
    const cut = passages(chunk({ text: '举报奖励最高二十万元。' }), chunk({ id: 'b', text: '三十日内告知。' }));
    expect(codes(question(), cut, DAY)).toEqual([]);
  });

  it('may say of a wrong option whatever it likes', () => {
    expect(codes(question({ options: ['3元', '20万元', '99%'] }), passages(), DAY)).toEqual([]);
  });
});

describe('a question fails the check', () => {
  it('when its passage is gone, or its heading was changed', () => {
    expect(codes(question(), passages(chunk({ path: 'other.md' })), DAY)).toEqual(['quiz.passage-gone']);
    expect(codes(question(), passages(chunk({ headings: ['举报奖励办法', '奖多少'] })), DAY)).toEqual([
      'quiz.passage-gone',
    ]);
  });

  it('when two sections of its file have the heading: nobody could tell which is meant', () => {
    const both = passages(chunk(), chunk({ id: 'b', headings: ['举报奖励办法', '第二章', '奖励多少'] }));
    expect(codes(question(), both, DAY)).toEqual(['quiz.passage-gone']);
  });

  it('when its passage has ended, on the day after its last, or has not begun', () => {
    const ends = passages(chunk({ effectiveTo: '2026-03-31' }));
    expect(codes(question(), ends, '2026-03-31')).toEqual([]);
    expect(codes(question(), ends, DAY)).toEqual(['quiz.passage-ended']);
    expect(codes(question(), passages(chunk({ effectiveFrom: '2026-05' })), DAY)).toEqual(['quiz.passage-coming']);
  });

  it('when the quote is not there word for word', () => {
    const cites = { path: 'national/rewards.md', heading: '奖励多少', quote: '举报奖励最高20万元' };
    expect(codes(question({ cites }), passages(), DAY)).toEqual(['quiz.quote-not-in-text']);
  });

  it('when a figure of stem, right option or explanation is not in the text, or has another unit there', () => {
    const wrong = [
      { stem: '2022年起举报奖励最高是多少？' },
      { answer: [2] },
      { explanation: '30个工作日内告知。' },
      { explanation: '按查实金额的 2元 计算。' },
      { explanation: '三分之一的奖励。' },
    ];
    for (const change of wrong)
      expect([change, codes(question(change), passages(), DAY)]).toEqual([change, ['quiz.figure-not-in-text']]);
    const [fault] = checkQuestion(question({ explanation: '最高30万元。' }), passages(), DAY);
    expect(fault?.cause).toBe('“30万元”在依据「奖励多少」里没有');
  });

  it('outside its own days', () => {
    expect(codes(question({ validTo: '2026-03-31' }), passages(), DAY)).toEqual(['quiz.expired']);
    expect(codes(question({ validFrom: '2026-04-02' }), passages(), DAY)).toEqual(['quiz.not-yet']);
    expect(codes(question({ validFrom: DAY, validTo: DAY }), passages(), DAY)).toEqual([]);
  });

  it('without a citation, without an explanation, and when it is no whole question', () => {
    const { cites: _, ...uncited } = question();
    expect(codes(uncited, passages(), DAY)).toEqual(['quiz.no-citation']);
    expect(codes(question({ explanation: '' }), passages(), DAY)).toEqual(['quiz.no-explanation']);
    expect(codes(question({ answer: [3] }), passages(), DAY)).toContain('quiz.answer-out-of-range');
    expect(codes(question({ answer: [0, 1] }), passages(), DAY)).toContain('quiz.one-answer');
    expect(codes(question({ kind: 'multiple' }), passages(), DAY)).toContain('quiz.several-answers');
    expect(codes(question({ options: ['20万元', '20万元', '１'] }), passages(), DAY)).toContain('quiz.options-same');
    expect(codes(question({ options: ['20万元', '２０万元'], answer: [0] }), passages(), DAY)).toContain(
      'quiz.options-same',
    );
  });
});

const signs = '零一二三四五六七八九';

/** 1,205 as 一千二百零五: written here anew, so that reading and writing check each other. */
function inChinese(value: number): string {
  if (value >= 10_000) return `${inChinese(Math.floor(value / 10_000))}万${rest(value % 10_000, 1_000)}`;
  const parts = [1_000, 100, 10, 1].map((size, at) => ({ digit: Math.floor(value / size) % 10, unit: '千百十'[at] }));
  const from = parts.findIndex(({ digit }) => digit > 0);
  const said = parts.slice(from).map(({ digit, unit = '' }) => (digit === 0 ? '零' : signs[digit] + unit));
  return said.join('').replace(/零+/g, '零').replace(/零$/, '');
}
const rest = (value: number, full: number) => (value === 0 ? '' : (value < full ? '零' : '') + inChinese(value));

const units = ['元', '%', '天', '个工作日', '倍', '周岁', '人', '个月', '小时'] as const;
const figure = fc
  .record({
    value: fc.oneof(fc.integer({ min: 2, max: 99 }), fc.integer({ min: 2, max: 99_999_999 })),
    unit: fc.constantFrom(...units),
    way: fc.constantFrom('arabic', 'chinese', 'grouped', 'wide', 'ten thousands'),
  })
  .filter(({ value, unit }) => unit === '元' || value < 100)
  .map(({ value, unit, way }) => ({ key: `${value}${unit}`, said: write(value, unit, way) }));

function write(value: number, unit: string, way: string): string {
  if (way === 'chinese') return unit === '%' ? `百分之${inChinese(value)}` : inChinese(value) + unit;
  if (way === 'grouped') return value.toLocaleString('en-US') + unit;
  if (way === 'wide')
    return [...String(value)].map((d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)).join('') + unit;
  if (way === 'ten thousands' && unit === '元' && value % 100 === 0) return `${value / 10_000}万元`;
  return value + unit;
}

describe('the figures of a question', () => {
  it('are found in the text if and only if value and unit stand there, however each is written', () => {
    fc.assert(
      fc.property(
        fc.array(figure, { minLength: 1, maxLength: 5 }),
        fc.array(figure, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (held, others, taken) => {
          const asked = taken ? held.slice(0, others.length) : others;
          const text = `规定如下：${held.map(({ said }) => `按${said}办`).join('；')}。`;
          const proves = passages(chunk({ text, effectiveFrom: '2023-01-01' }));
          const cites = { path: 'national/rewards.md', heading: '奖励多少', quote: '规定如下' };
          const explanation = asked.map(({ said }) => `按${said}办`).join('；');
          const plain = { stem: '怎么办？', options: ['照办', '不办'], answer: [0], cites, explanation };
          const known = new Set(held.map(({ key }) => key));
          const missing = new Set(asked.filter(({ key }) => !known.has(key)).map(({ said }) => said.normalize('NFKC')));
          expect(codes(question(plain), proves, DAY)).toEqual([...missing].map(() => 'quiz.figure-not-in-text'));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
