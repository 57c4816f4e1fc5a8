import { describe, expect, it } from 'vitest';
import { chosenText } from '../../src/chat/choose.js';
import { cleanText, commandOf } from '../../src/chat/clean.js';
import { looksLikeQuestion } from '../../src/chat/question-like.js';

describe('cleaning a text', () => {
  it.each([
    ['  门诊\r\n报销  ', '门诊\n报销'],
    ['门\u200b诊\u200d报\ufeff销', '门诊报销'],
    ['门诊\u{e0041}\u{e007f}报销\ufe0f', '门诊报销'],
    ['a\u0000b\u0007c\u202ed', 'abcd'],
    ['断\ud800字', '断字'],
    ['\u2060\u200b', ''],
    ['一\t二', '一\t二'],
    ['𠮷野家', '𠮷野家'],
  ])('turns %j into %j', (text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  it('makes a command of it', () => {
    expect(commandOf('“取消”！')).toBe('取消');
    expect(commandOf('①')).toBe('1');
    expect(commandOf(' Ｈｅｌｐ ？')).toBe('help');
  });
});

describe('answering choices', () => {
  const choices = [
    { label: '门诊', text: '门诊报销多少' },
    { label: '住院', text: '住院报销多少' },
  ];

  it.each([
    ['1', '门诊报销多少'],
    ['２', '住院报销多少'],
    ['①', '门诊报销多少'],
    ['第二个', '住院报销多少'],
    ['第2项', '住院报销多少'],
    ['②', '住院报销多少'],
    [' 2 ', '住院报销多少'],
    ['2。', '住院报销多少'],
    ['2、', '住院报销多少'],
    ['选2', '住院报销多少'],
    ['二', '住院报销多少'],
    ['选1', '门诊报销多少'],
    ['住院。', '住院报销多少'],
    ['住院报销多少', '住院报销多少'],
    ['3', '3'],
    ['0', '0'],
    ['12', '12'],
    ['2023年', '2023年'],
    ['门诊怎么报', '门诊怎么报'],
    ['22', '22'],
    ['7', '7'],
    ['二孩', '二孩'],
    ['选门诊还是住院', '选门诊还是住院'],
    ['一一一一一', '一一一一一'],
    ['', ''],
  ])('%s means %s', (text, meant) => {
    expect(chosenText(text, choices)).toBe(meant);
  });

  it('means nothing where none were shown', () => {
    expect(chosenText('1', undefined)).toBe('1');
    expect(chosenText('1', [])).toBe('1');
  });

  it('takes a number as the text of a choice before its place', () => {
    const stars = ['5', '4', '3', '2', '1'].map((text) => ({ label: `${text}星`, text }));
    expect(chosenText('5', stars)).toBe('5');
    expect(chosenText('5星', stars)).toBe('5');
    expect(chosenText('第一个', stars)).toBe('5');
    expect(chosenText('①', stars)).toBe('1');
  });

  it('takes the text of any choice before the label of another', () => {
    const swapped = [
      { label: '住院', text: '门诊' },
      { label: '门诊', text: '住院' },
    ];
    expect(chosenText('住院', swapped)).toBe('住院');
  });
});

describe('what reads like a question', () => {
  it.each([
    '举报有奖吗',
    '退休门诊报多少',
    '异地怎么备案',
    '能不能报',
    '几天到账',
    '可以吗？',
    '那住院呢',
    '交不交',
    '报没报',
    '有没有',
    '可以不可以报',
    '灵活就业参不参保',
    '得唔得',
    '批了没',
    '这个能报不',
    '一共分几档',
  ])('%s does', (text) => {
    expect(looksLikeQuestion(text)).toBe(true);
  });

  it.each([
    '我要举报',
    '他们拿医保卡换鸡蛋',
    '非常满意',
    '他们动不动就刷老人的卡',
    '不满意',
    '刷了好几次',
    `${'他们每天都这样，'.repeat(10)}这不是骗保吗`,
  ])('%s does not', (text) => {
    expect(looksLikeQuestion(text)).toBe(false);
  });
});
