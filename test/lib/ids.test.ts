import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReceipt, findReceipt, randomId, sameSecret } from '../../src/lib/ids.js';

describe('ids', () => {
  it('are of 128 bits and differ', () => {
    const ids = Array.from({ length: 1_000 }, randomId);
    expect(new Set(ids).size).toBe(1_000);
    expect(ids.every((id) => /^[\w-]{22}$/.test(id))).toBe(true);
  });
});

describe('a receipt', () => {
  it('is twenty digits in fours, every digit used about as often', () => {
    const receipts = Array.from({ length: 2_000 }, createReceipt);
    expect(receipts.every((receipt) => /^\d{4}(?:-\d{4}){4}$/.test(receipt))).toBe(true);
    expect(new Set(receipts).size).toBe(2_000);
    const counts = new Map<string, number>();
    for (const digit of receipts.join('').replaceAll('-', '')) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    expect(counts.size).toBe(10);
    expect([...counts.values()].every((count) => Math.abs(count - 4_000) < 400)).toBe(true);
  });

  it.each([
    '1234-5678-9012-3456-7890',
    '12345678901234567890',
    '１２３４－５６７８－９０１２－３４５６－７８９０',
    '我的受理码：1234 5678 9012 3456 7890。',
    '1234—5678—9012—3456—7890',
    '1234，5678，9012，3456，7890',
  ])('is found in %s', (text) => {
    expect(findReceipt(text)).toBe('1234-5678-9012-3456-7890');
  });

  it.each(['', '1234-5678-9012-3456', '123456789012345678901', '11010519491231002X'])(
    'is not found in "%s"',
    (text) => {
      expect(findReceipt(text)).toBeUndefined();
    },
  );
});

describe('comparing secrets', () => {
  it('agrees with plain comparison', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (one, other) => sameSecret(one, other) === (one === other)));
    expect(sameSecret('口令', '口令')).toBe(true);
  });
});
