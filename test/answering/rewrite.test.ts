import { describe, expect, it } from 'vitest';
import { completed, withoutOwnAmounts, withSpokenDigits } from '../../src/answering/rewrite.js';

describe('a follow-up', () => {
  const previous = { question: '门诊一年能报多少' };

  it('is completed from the question before it', () => {
    expect(completed('那退休的呢', previous)).toEqual({
      text: '门诊一年能报多少 退休',
      topic: '门诊一年能报多少',
      leaning: true,
    });
    expect(completed('怎么领', previous)).toEqual({
      text: '门诊一年能报多少 怎么领',
      topic: '门诊一年能报多少',
      leaning: true,
    });
    for (const question of ['要哪些证件', '在哪办', '可以网上办吗', '多久有效', '几天办好', '要什么材料'])
      expect(completed(question, previous)?.leaning).toBe(true);
    expect(completed('产假几天', previous)?.leaning).toBe(false);
  });

  it('puts a word in the place of the one that it shuts out', () => {
    expect(completed('那在职的呢', { question: '退休的门诊报多少' })?.text).toBe('在职的门诊报多少');
  });

  it('stands alone when it says enough, or nothing came before', () => {
    expect(completed('异地就医备案的有效期是多长时间啊', previous)).toBeUndefined();
    expect(completed('那退休的呢', undefined)).toBeUndefined();
  });
});

describe("a person's own amounts", () => {
  it('are not searched for', () => {
    expect(withoutOwnAmounts('退休的门诊看了2000能报多少')).toBe('退休的门诊看了 能报多少');
    expect(withoutOwnAmounts('住院花了三万块')).toBe('住院花了');
    expect(withoutOwnAmounts('我妈65岁去外地')).toBe('我妈 去外地');
  });

  it('leave years, hotlines, percentages and counts alone', () => {
    for (const question of ['2022年追回多少', '12393几点上班', '跨省通办6项', '降比15%是什么', '735号令']) {
      expect(withoutOwnAmounts(question)).toBe(question);
    }
  });
});

describe('numbers said digit by digit', () => {
  it('become figures; counts and ordinals stay', () => {
    expect(withSpokenDigits('打一二三九三还是一二零')).toBe('打12393还是120');
    expect(withSpokenDigits('二零二二年')).toBe('2022年');
    expect(withSpokenDigits('一二类再救助，三五天')).toBe('一二类再救助，三五天');
  });
});
