import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberStyle, showNumber } from '../../src/ingestion/formats/xlsx-values.js';
import { readXml } from '../../src/ingestion/xml.js';

const show = (value: number, code: string, from1904 = false) => showNumber(value, numberStyle(164, code), from1904);

describe('a number in a cell', () => {
  it.each([
    [0.6, '0%', '60%'],
    [0.575, '0.0%', '57.5%'],
    [1.005, '0.00', '1.01'],
    [12000, '#,##0', '12000'],
    [-5, '0;[Red]-0', '-5'],
    [0.1 + 0.2, 'General', '0.3'],
    [45292, 'yyyy"年"m"月"d"日"', '2024年1月1日'],
    [45292, '[$-804]yyyy\\-mm\\-dd;@', '2024年1月1日'],
    [45292.75, 'yyyy/m/d h:mm', '2024年1月1日'],
    [45292, 'yyyy"年"m"月"', '2024年1月'],
    [0.75, 'h:mm', '18:00'],
    [0.5, '# ?/?', '0.5'],
    [3, '"第"0"档"', '3'],
  ])('%d of format %s is shown as %s', (value, code, shown) => {
    expect(show(value, code)).toBe(shown);
  });

  it('is a day as the calendar has it, in both date systems', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const days = Math.floor(date.getTime() / 86_400_000);
        const expected = `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
        expect(show(days + 25_569, 'yyyy-mm-dd')).toBe(expected);
        expect(show(days + 25_569 - 1_462, 'yyyy-mm-dd', true)).toBe(expected);
      }),
    );
  });
});

describe('reading XML', () => {
  it('gives back any text and attribute that was escaped into it', () => {
    const encode = (text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
    const unit = fc.constantFrom('<', '>', '&', '"', "'", '医', ' ', '/', '=', '60%', '&amp;');
    fc.assert(
      fc.property(fc.string({ unit }), fc.string({ unit }), (text, attribute) => {
        let [gotText, gotAttribute] = ['', ''];
        readXml(`<?xml version="1.0"?><x:a b="${encode(attribute)}"><!-- <no> -->${encode(text)}<c/></x:a>`, {
          open: (name, attributes) => {
            if (name === 'a') gotAttribute = attributes.get('b') ?? '';
          },
          text: (part) => {
            gotText += part;
          },
        });
        expect([gotText, gotAttribute]).toEqual([text, attribute]);
      }),
    );
  });
});
