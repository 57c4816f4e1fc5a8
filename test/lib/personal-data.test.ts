import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalNumbers, maskAcross, maskName, maskPersonalData } from '../../src/lib/personal-data.js';
import { hasCheckDigit, hasLuhn } from '../../src/lib/personal-numbers.js';

describe('masking personal data', () => {
  it.each([
    ['身份证11010519491231002X。', '身份证110***********002X。'],
    ['440524188001010014', '440***********0014'],
    ['11010519491231002x', '110***********002x'],
    ['110105491231002', '110********1002'],
    ['１１０１０５１９４９１２３１００２Ｘ', '１１０***********００２Ｘ'],
    ['110105 19491231 002X', '110*** ******** 002X'],
    ['1101-0519-4912-3100-2X', '110*-****-****-**00-2X'],
    ['110105\u200b19491231002X', '110***\u200b********002X'],
    ['110105194912310021', '110***********0021'],
    ['打13812345678找我', '打138****5678找我'],
    ['138 1234 5678', '138 **** 5678'],
    ['138-1234-5678', '138-****-5678'],
    ['+8613812345678', '+86138****5678'],
    ['13812345678 13912345678', '138****5678 139****5678'],
    ['13812345678，13912345678', '138****5678，139****5678'],
    ['0575-88888888', '057*-****8888'],
    ['(010)12345678', '(010)12345678'],
    ['（0575）8888 8888', '（057*）**** 8888'],
    ['卡6222021234567890123', '卡***************0123'],
    ['6222 0212 3456 7890 123', '**** **** **** ***0 123'],
    ['4111 1111 1111 1111', '**** **** **** 1111'],
    ['医保卡号：A12345678', '医保卡号：*****5678'],
    ['社保卡号是AB1234567890', '社保卡号是********7890'],
    ['1234-5678-9012-3456-7890', '****-****-****-****-****'],
    ['受理码12345678901234567890', '受理码********************'],
    ['11010519491231002X13812345678', '110***********002X138****5678'],
  ])('turns %s into %s', (text, masked) => {
    expect(maskPersonalData(text)).toBe(masked);
  });

  it.each([
    '2023年起付线900元，封顶线200000元',
    '拨打12393或12345，急救120',
    '2021 2022 2023 2024 2025',
    '2026-04-01 2026-05-01',
    '国办发〔2019〕51号，医保办发〔2022〕22号',
    '100X20',
    '123456789',
  ])('leaves %s alone', (text) => {
    expect(maskPersonalData(text)).toBe(text);
  });

  it('finds every ID number in whatever width, grouping and surroundings, and never shows its birthday', () => {
    fc.assert(
      fc.property(idNumbers, decorations, fc.constantFrom('', '我的号是', '（', '号码：'), (digits, gaps, before) => {
        const written = before + decorate(digits, gaps);
        const plain = maskPersonalData(written)
          .normalize('NFKC')
          .replace(/[^\dX*]/gi, '');
        expect(plain.toUpperCase()).toBe(`${digits.slice(0, 3)}${'*'.repeat(11)}${digits.slice(-4)}`);
      }),
    );
  });

  it('keeps every character that is not a digit in its place, and masks what is masked only once', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789xX -（）身份证１３８') }), (text) => {
        const masked = maskPersonalData(text);
        expect(masked).toHaveLength(text.length);
        [...text].forEach((character, at) => {
          expect([character, '*']).toContain(masked[at]);
        });
        expect(maskPersonalData(masked)).toBe(masked);
      }),
    );
  });

  it('agrees with a naive reading for lone phones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e10, max: 2e10 - 1 }), (number) => {
        const found = findPersonalNumbers(String(number)).some(({ kind }) => kind === 'phone');
        expect(found).toBe(/^1[3-9]\d{9}$/.test(String(number)));
      }),
    );
  });
});

describe('a number over two messages', () => {
  it.each([
    ['我的身份证是1101051949', '1231002X，能报吗', '我的身份证是110*******', '****002X，能报吗'],
    ['110105194912', '后面是31002X', '110*********', '后面是**002X'],
    ['手机138123，', '45678', '手机138***，', '*5678'],
    ['６２２２０２１２３４', '567890123', '**********', '*****0123'],
  ])('%s + %s is found', (one, other, first, second) => {
    expect(maskAcross(one, other)).toEqual([first, second]);
  });

  it.each([
    ['2023', '1500'],
    ['一共1381', '我想问的是另一件事，比如45678'],
    ['手机138123是我的', '45678'],
  ])('%s + %s is none', (one, other) => {
    expect(maskAcross(one, other)).toEqual([one, other]);
  });

  it('is found when only the X that closes it comes in the second', () => {
    expect(maskAcross('号码11010520180727842', 'X')).toEqual(['号码110***********842', 'X']);
  });

  it('is found wherever an ID number is cut', () => {
    fc.assert(
      fc.property(idNumbers, fc.integer({ min: 1, max: 17 }), (digits, cut) => {
        const [first, second] = maskAcross(`号码${digits.slice(0, cut)}`, digits.slice(cut));
        expect(first + second).toBe(`号码${digits.slice(0, 3)}${'*'.repeat(11)}${digits.slice(-4)}`);
      }),
    );
  });

  it('masks each message on its own as well', () => {
    expect(maskAcross('13812345678', '13912345678')).toEqual(['138****5678', '139****5678']);
  });
});

describe('checksums', () => {
  it('of the published ID numbers are right, and of any changed digit wrong', () => {
    for (const digits of ['11010519491231002X', '440524188001010014']) {
      expect(hasCheckDigit(digits)).toBe(true);
      for (let at = 0; at < 17; at++) {
        const changed = digits.slice(0, at) + ((Number(digits[at]) + 1) % 10) + digits.slice(at + 1);
        expect(hasCheckDigit(changed)).toBe(false);
      }
    }
  });

  it('by Luhn tell a card from a mistyped one', () => {
    expect(hasLuhn('4111111111111111')).toBe(true);
    expect(hasLuhn('4111111111111112')).toBe(false);
  });
});

describe('masking names', () => {
  it.each([
    ['张小明', '张**'],
    ['李雷', '李*'],
    ['欧阳锋', '欧阳*'],
    ['', ''],
  ])('%s → %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});

const idNumbers = fc
  .tuple(
    fc.constantFrom('110105', '330602', '120104', '430681', '650102'),
    fc.integer({ min: 1930, max: 2024 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([region, year, month, day, order]) => {
    const two = (number: number) => String(number).padStart(2, '0');
    const body = `${region}${year}${two(month)}${two(day)}${String(order).padStart(3, '0')}`;
    return body + ('0123456789X'.split('').find((last) => hasCheckDigit(body + last)) ?? '');
  });

interface Gap {
  readonly separator: string;
  readonly wide: boolean;
}

const decorations = fc.array(
  fc.record({ separator: fc.constantFrom('', '', '', ' ', '-', '　', '\u200b', '－'), wide: fc.boolean() }),
  { minLength: 18, maxLength: 18 },
);

function decorate(digits: string, gaps: readonly Gap[]): string {
  const widen = (digit: string) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0);
  return [...digits]
    .map((digit, at) => (at > 0 ? (gaps[at]?.separator ?? '') : '') + (gaps[at]?.wide ? widen(digit) : digit))
    .join('');
}
