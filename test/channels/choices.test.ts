import { describe, expect, it } from 'vitest';
import { createChoiceMemory, resolveChoice } from '../../src/channels/choices.js';
import type { Choice } from '../../src/domain/message.js';

const schemes: Choice[] = [
  { label: '职工医保', text: '我参加的是职工医保' },
  { label: '居民医保', text: '我参加的是居民医保' },
];

describe('answering numbered choices', () => {
  it.each([
    '2',
    '２',
    '②',
    ' 2 ',
    '2。',
    '2、',
    '第二个',
    '第2项',
    '选2',
    '二',
    '居民医保',
    '居民医保。',
    '我参加的是居民医保',
  ])('takes %s for the second', (said) => expect(resolveChoice(said, schemes)).toBe('我参加的是居民医保'));

  it.each(['3', '0', '7', '22', '2023年', '二孩', '选职工还是居民', '一'.repeat(5), ''])('leaves %s as it is', (said) =>
    expect(resolveChoice(said, schemes)).toBe(said),
  );

  it('leaves a number alone when nothing was offered', () => {
    expect(resolveChoice('1', undefined)).toBe('1');
    expect(resolveChoice('1', [])).toBe('1');
  });

  it('takes a number that is itself a choice at its word', () => {
    const stars = ['5', '4', '3', '2', '1'].map((text) => ({ label: `${text}星`, text }));
    expect(resolveChoice('5', stars)).toBe('5');
    expect(resolveChoice('①', stars)).toBe('1');
  });

  it('remembers what each sender was shown last, and only that', () => {
    const memory = createChoiceMemory();
    memory.remember('a', { status: 'ask-back', text: '哪一种？', choices: schemes });
    expect(memory.resolve('a', '1')).toBe('我参加的是职工医保');
    expect(memory.resolve('b', '1')).toBe('1');
    memory.remember('a', { status: 'answered', text: '好' });
    expect(memory.resolve('a', '1')).toBe('1');
  });

  it('forgets who wrote longest ago when there are too many', () => {
    const memory = createChoiceMemory(2);
    for (const sender of ['a', 'b', 'a', 'c'])
      memory.remember(sender, { status: 'ask-back', text: '？', choices: schemes });
    expect(memory.resolve('b', '1')).toBe('1');
    expect(memory.resolve('a', '1')).toBe('我参加的是职工医保');
  });
});
