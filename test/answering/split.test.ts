import { describe, expect, it } from 'vitest';
import { splitQuestion } from '../../src/answering/split.js';

const searched = (text: string) => splitQuestion(text).map((part) => part.searched);

describe('splitting a message into questions', () => {
  it('leaves one question whole, with what is said around it', () => {
    expect(searched('我是职工，摔伤了能按居民那个报吗')).toEqual(['我是职工，摔伤了能按居民那个报吗']);
  });

  it('gives each question the circumstances told before it', () => {
    expect(searched('我妈65岁 去外地住 要不要备案 备了管多久')).toEqual([
      '我妈65岁 去外地住 要不要备案',
      '妈65岁 外地住 备案 备了管多久',
    ]);
  });

  it('hands what trails behind to the last question', () => {
    expect(searched('骗保罚几倍？个人会坐牢吗？谢谢')).toEqual(['骗保罚几倍', '个人会坐牢吗 谢谢']);
  });

  it('tells a part that names no matter the first one', () => {
    expect(searched('新生儿怎么办医保 要带什么材料')).toEqual(['新生儿怎么办医保', '新生儿 医保 要带什么材料']);
  });

  it('knows questions of the form 交不交', () => {
    expect(searched('退休还交不交医保,门诊报多少')).toEqual(['退休还交不交医保', '门诊报多少']);
  });

  it('keeps a text of many questions as one search', () => {
    const text = '门诊能报吗？住院怎么报呢？到哪里去报？要带什么东西？多久能到账？';
    expect(searched(text)).toEqual([text]);
  });
});
