import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../src/ingestion/clean.js';
import { attemptText } from '../../src/ingestion/decode.js';
import { joinBrokenLines } from '../../src/ingestion/lines.js';
import { articleNumber, lineRole } from '../../src/ingestion/structure.js';

describe('broken lines', () => {
  it('are joined where a fixed width cut a sentence, whatever the width', () => {
    const sentences = [
      '参保人员在定点医疗机构发生的门诊费用由统筹基金按照规定的比例予以支付不设起付标准。',
      '退休人员的支付比例高于在职职工五个百分点具体标准由统筹地区人民政府确定并且向社会公布。',
    ];
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 40 }), fc.integer({ min: 2, max: 5 }), (width, times) => {
        const paragraphs = sentences.map((sentence) => sentence.slice(0, -1).repeat(times) + sentence.slice(-1));
        const lines = paragraphs.flatMap((text) => text.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []);
        const head = ['某市医疗保障局', '关于门诊待遇的通知'];
        expect(joinBrokenLines([...head, ...lines])).toEqual([...head, ...paragraphs]);
      }),
    );
  });

  it('stay apart in lists, headings and tables', () => {
    const lines = ['主要指标', '权重', '评分标准', '一、总则', '（一）范围', '项目\t比例', '门诊\t60%'];
    expect(joinBrokenLines(lines)).toEqual(lines);
  });
});

describe('a numbered line', () => {
  it.each([
    ['第七条 备案长期有效。', '第七条'],
    ['第十二条之一　备案', '第十二条之一'],
    ['第七条规定的费用', undefined],
    ['第七条、第八条的费用', undefined],
    ['第七条第二款所列', undefined],
  ])('%s begins the article %s', (line, article) => {
    expect(articleNumber(line)).toBe(article);
  });

  it('is a heading when short, opens a section when its first sentence is a title, else is an item', () => {
    expect(lineRole('一、基本情况')).toEqual({ role: 'heading', level: 3 });
    expect(lineRole('（三）严格执法，践行使命。一是落实政策。')).toEqual({
      role: 'opening',
      opens: { level: 4, title: '（三）严格执法，践行使命' },
    });
    expect(lineRole('1.未按时报送的,扣1分。逾期的,扣2分。')).toEqual({ role: 'item', level: 5 });
    expect(lineRole('1.39万元的违规金额已经追回。')).toEqual({ role: 'plain' });
  });
});

describe('characters', () => {
  it('that only look like ideographs become them, invisible ones go', () => {
    expect(cleanText('⻓期护理⼀年，⺠政⻔诊\u200b报\u{e0041}销\u00a060%\r\n')).toBe(
      '长期护理一年，民政门诊报销 60%\n',
    );
  });

  it('of full width stay as printed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('，', '：', '６', '（', '％', '医', 'a', '\t', '\n') }), (text) => {
        expect(cleanText(text)).toBe(text);
      }),
    );
  });

  it('of random bytes are not taken for text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 400, maxLength: 800 }), (bytes) => {
        expect(attemptText(bytes.map((byte, i) => (i % 9 === 0 ? 1 : byte)))).toBeUndefined();
      }),
    );
  });
});
