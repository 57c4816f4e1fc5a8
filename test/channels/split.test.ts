import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitByBytes } from '../../src/channels/split.js';

const squeezed = (text: string) => text.replace(/\s+/g, '');
const texts = fc.string({
  unit: fc.constantFrom('医', '保', '。', '，', '\n', ' ', 'a', '1', '👨‍👩‍👧', '🇨🇳', 'é', 'http://a.cn/b'),
  maxLength: 300,
});

describe('splitting a text by bytes', () => {
  it('leaves a text that fits as it is', () => {
    expect(splitByBytes('门诊报销60%。', 2_048)).toEqual(['门诊报销60%。']);
    expect(splitByBytes('  ', 2_048)).toEqual([]);
  });

  it('fits every part, loses no character and breaks none', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 16, max: 200 }), (text, limit) => {
        const parts = splitByBytes(text, limit);
        expect(squeezed(parts.join(''))).toBe(squeezed(text));
        for (const part of parts) {
          expect(Buffer.byteLength(part)).toBeLessThanOrEqual(limit);
          expect(Buffer.from(part).toString()).toBe(part);
        }
      }),
    );
  });

  it('keeps an emoji of several code points whole', () => {
    const family = '👨‍👩‍👧';
    for (const part of splitByBytes(`${'a'.repeat(20)}${family}`, 24)) {
      expect(part === 'a'.repeat(20) || part === family || !part.includes('👨')).toBe(true);
    }
  });

  it('never cuts a URL that fits into a part', () => {
    const url = 'https://ybj.example.gov.cn/art/2026/4/1/art_1_22.html?x=1';
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.integer({ min: 64, max: 120 }), (before, limit) => {
        const parts = splitByBytes(`${'医'.repeat(before)}${url}，详见`, limit);
        expect(parts.some((part) => part.includes(url))).toBe(true);
      }),
    );
  });

  it('cuts a URL longer than a part rather than lose it', () => {
    const url = `https://a.cn/${'x'.repeat(100)}`;
    expect(splitByBytes(url, 40).join('')).toBe(url);
  });

  it('prefers to end a part with a line, then with a sentence', () => {
    expect(splitByBytes('一二三四五。六七\n八九十一二三四', 40)).toEqual(['一二三四五。六七', '八九十一二三四']);
    expect(splitByBytes('一二三四五六七。八九十一二三四', 40)).toEqual(['一二三四五六七。', '八九十一二三四']);
  });
});
