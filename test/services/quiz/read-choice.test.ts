import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterOf } from '../../../src/services/quiz/bank/question.js';
import { readChoice } from '../../../src/services/quiz/play/read-choice.js';

const single = { kind: 'single', options: ['只有参保人', '只有医生护士', '任何单位和个人', '5年以内'] } as const;
const multiple = { kind: 'multiple', options: ['甲甲', '乙乙', '丙丙', '丁丁'] } as const;
const trueFalse = { kind: 'true-false', options: ['对', '错'] } as const;

const chosen = (...shown: number[]) => ({ status: 'chosen', shown });

describe('an answer to a question with one right option', () => {
  it.each([
    ...['a', 'Ａ', 'ａ。', 'A项', '选a', '(A)', '第一个', '1', '①', '我选第一个', '只有参保人'].map((text) => [
      text,
      0,
    ]),
    ...['我选第二个', '选第二个', '2', '②', 'B吧', '答案是B', '选B项吧', '只有医生', '我選第二個'].map((text) => [
      text,
      1,
    ]),
    ...['任何单位和个人', '任何單位和個人', '任何单为和个人', 'C. 任何单位和个人', '第三'].map((text) => [text, 2]),
    ...['最后一个', '5年以内', 'ｄ', '我觉得应该是第四个'].map((text) => [text, 3]),
  ] as [string, number][])('%s is option %i', (text, index) => {
    expect(readChoice(text, single)).toEqual(chosen(index));
  });

  it('names its question where a button was tapped', () => {
    expect(readChoice('第3题 A', single)).toEqual({ ...chosen(0), slot: 2 });
    expect(readChoice('第十二题：B', single)).toEqual({ ...chosen(1), slot: 11 });
  });

  it.each(['E', 'e', '第3题 E', '6', '哈哈', 'asdk', '……', '6年以内', 'A任何单位和个人'])('%s is none', (text) => {
    expect(readChoice(text, single).status).toBe('not-an-option');
  });

  it.each(['AC', 'a c', '选A和C', '第一个和第三个'])('%s is too many', (text) => {
    expect(readChoice(text, single).status).toBe('too-many');
  });

  it.each(['门诊报多少', '我要举报', '题目看不懂', '能不能先问一下异地就医怎么备案'])(
    '%s is something else',
    (text) => {
      expect(readChoice(text, single).status).toBe('other');
    },
  );

  it('is never turned round by one character that says no, or by another figure', () => {
    const options = ['可以由家人代办', '不可以由家人代办', '满3000元可以代办'];
    expect(readChoice('不可以由家人代办', { kind: 'single', options })).toEqual(chosen(1));
    expect(readChoice('满2000元可以代办', { kind: 'single', options }).status).toBe('not-an-option');
    expect(readChoice('可以由家人待办', { kind: 'single', options: options.slice(1) }).status).toBe('not-an-option');
  });

  it('takes the words of an option before its place', () => {
    expect(readChoice('3', { kind: 'single', options: ['2', '3', '5'] })).toEqual(chosen(1));
  });
});

describe('an answer to a statement', () => {
  it.each(['对', '√', '正确', '是的', 'T', 'A', '1', '对。', '没错', '對', '对的', '✅'])('%s is right', (text) => {
    expect(readChoice(text, trueFalse)).toEqual(chosen(0));
  });
  it.each(['错', '×', '不对', '不正确', 'F', 'b', '2', '錯', '我觉得不对', '这句话是错的', 'x', '❌'])(
    '%s is wrong',
    (text) => {
      expect(readChoice(text, trueFalse)).toEqual(chosen(1));
    },
  );
  it.each(['C', '3', '对错'])('%s is neither', (text) => {
    expect(readChoice(text, trueFalse).status).toBe('not-an-option');
  });
});

describe('an answer of several options', () => {
  it.each(['AC', 'a c', 'A、C', '选A和C', '第一个和第三个', '1、3', '13', '①③', '甲甲和丙丙', 'ca'])(
    '%s is the first and third',
    (text) => {
      expect(readChoice(text, multiple)).toEqual(chosen(0, 2));
    },
  );
  it('may be all of them', () => {
    for (const text of ['全选', 'ABCD', 'a,b,c,d']) expect(readChoice(text, multiple)).toEqual(chosen(0, 1, 2, 3));
  });

  const picked = fc.subarray([0, 1, 2, 3], { minLength: 1 });
  const written = [
    (places: readonly number[]) => places.map(letterOf).join(''),
    (places: readonly number[]) => places.map((place) => letterOf(place).toLowerCase()).join(' '),
    (places: readonly number[]) => places.map(letterOf).join('、'),
    (places: readonly number[]) => `选${places.map(letterOf).join('和')}`,
    (places: readonly number[]) => places.map((place) => `第${'一二三四'.charAt(place)}个`).join('和'),
    (places: readonly number[]) => places.map((place) => '①②③④'.charAt(place)).join(''),
    (places: readonly number[]) => `第2题 ${places.map(letterOf).join('')}`,
  ];
  it('is read back however it is written', () => {
    fc.assert(
      fc.property(picked, fc.constantFrom(...written), (places, write) => {
        const reading = readChoice(write(places), multiple);
        expect(reading).toMatchObject({ status: 'chosen', shown: places });
      }),
    );
  });
});

it('whatever is typed, only options that are shown are chosen', () => {
  const piece = fc.constantFrom(
    ...'ABCDEFabc1234567①②对错不第一二三题个和、选是的 吗？'.split(''),
    '第3题',
    '选项',
    '任何单位',
  );
  const text = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(single, multiple, trueFalse), (said, shown) => {
      const reading = readChoice(said, shown);
      if (reading.status !== 'chosen') return;
      expect(reading.shown.every((at) => at >= 0 && at < shown.options.length)).toBe(true);
      expect(new Set(reading.shown).size).toBe(reading.shown.length);
      if (shown.kind !== 'multiple') expect(reading.shown).toHaveLength(1);
    }),
    { numRuns: 500 },
  );
});
