import fc from 'fast-check';
import { Converter } from 'opencc-js/t2cn';
import { describe, expect, it } from 'vitest';
import { foldInto, normalise, roomFor } from '../../../src/lib/chinese/normalise.js';
import { replaceRadicals } from '../../../src/lib/chinese/radicals.js';

describe('normalise', () => {
  it.each([
    ['ＡＢＣ１２３％', 'abc123%'],
    ['異地就醫備案', '异地就医备案'],
    ['⻓护险和⼀次性补助', '长护险和一次性补助'],
    ['⾧期護理', '长期护理'],
    ['“报销”「比例」', '"报销""比例"'],
    ['2023—2024年', '2023-2024年'],
    ['50㎡、①、㈠', '50m2、1、(一)'],
    ['报\u200b销\ufe0f\u2060比例', '报销比例'],
    ['报\u{e0041}\u{e0042}销', '报销'],
    ['  退休\u3000 门诊\n', '退休 门诊'],
    ['𝟙𝐀', '1a'],
    ['𠮷野家', '𠮷野家'],
  ])('writes %s as it is searched', (raw, searched) => {
    expect(normalise(raw)).toBe(searched);
  });

  it('changes nothing more the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
      }),
    );
  });

  it('never writes past the room asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const out = new Uint16Array(roomFor(text) + 1);
        expect(foldInto(text, out)).toBeLessThanOrEqual(roomFor(text));
      }),
    );
  });

  it('simplifies whole sentences as opencc does', () => {
    const convert = Converter({ from: 't', to: 'cn' });
    const sentence = '參加職工醫保的退休人員，門診報銷比例與繳費年限有關，請攜帶身份證辦理轉診';
    expect(normalise(sentence)).toBe(normalise(convert(sentence)));
    expect(normalise(sentence)).toContain('门诊报销比例与缴费年限有关');
  });
});

describe('replaceRadicals', () => {
  it('keeps every position', () => {
    const text = '⻓期⼈员，⻔诊';
    expect(replaceRadicals(text)).toBe('长期人员，门诊');
    expect(replaceRadicals(text)).toHaveLength(text.length);
  });
});
