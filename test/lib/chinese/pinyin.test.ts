import { pinyin as reference } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { blur, homophones, pinyin, pinyinKey } from '../../../src/lib/chinese/pinyin.js';

describe('pinyin', () => {
  it('reads characters as the reference does', () => {
    expect(pinyin('医保报销3次')).toBe('yi bao bao xiao 3 ci');
    for (const character of '异地就医备案门诊待遇生育津贴') {
      expect(pinyin(character)).toBe(reference(character, { toneType: 'none', v: true }));
    }
  });

  it('tells words that sound the same, through southern accents when asked', () => {
    expect(pinyinKey('报消', 'exact')).toBe(pinyinKey('报销', 'exact'));
    expect(pinyinKey('蓝方', 'exact')).not.toBe(pinyinKey('男方', 'exact'));
    expect(pinyinKey('蓝方', 'fuzzy')).toBe(pinyinKey('男方', 'fuzzy'));
    expect(pinyinKey('自费')).toBe(pinyinKey('治费'));
    expect(pinyinKey('报销')).not.toBe(pinyinKey('报销单'));
    expect(pinyinKey('a3')).toBe('a3');
  });

  it('blurs what accents mix and nothing else', () => {
    expect(['zhang', 'ning', 'shi', 'lan', 'nv', 'hua'].map(blur)).toEqual(['zan', 'lin', 'si', 'lan', 'lv', 'hua']);
  });

  it('lists the characters of one sound, and a lone sign as itself', () => {
    const alike = homophones('销'.charCodeAt(0)).map((unit) => String.fromCharCode(unit));
    expect(alike).toEqual(expect.arrayContaining(['销', '消', '小']));
    expect(homophones(65)).toEqual([65]);
  });
});
