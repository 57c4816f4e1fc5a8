import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/message.js';
import { holds, judge } from '../../src/evaluation/judge.js';
import { conversationOf, parseQuestionSet } from '../../src/evaluation/question-set.js';

describe('judging an answer', () => {
  it('finds whole figures only', () => {
    expect(holds('2015年', '15')).toBe(false);
    expect(holds('15.5元', '15')).toBe(false);
    expect(holds('最高20万元', '20万')).toBe(true);
    expect(holds('13,385人次', '13385')).toBe(true);
    expect(holds('自付达0.7万元', '7000/0.7万')).toBe(true);
    expect(holds('10 个工作日', '10个工作日')).toBe(true);
  });

  it('reads no further than 300 characters', () => {
    const row = { id: 'a', question: 'q', facts: [], must: ['60%'], type: 'short' };
    const reply = (text: string): Reply => ({ status: 'answered', text, citations: [] });
    expect(judge(row, reply(`${'说'.repeat(200)}60%`)).passed).toBe(true);
    expect(judge(row, reply(`${'说'.repeat(300)}60%`)).passed).toBe(false);
  });

  it('lets a refusal pass only when nothing is answered', () => {
    const row = { id: 'a', question: 'q', facts: [], must: [], type: 'refuse: 政治' };
    expect(judge(row, { status: 'redirect', text: '' }).passed).toBe(true);
    expect(judge(row, { status: 'answered', text: '' }).passed).toBe(false);
  });

  it('takes D07-1 and D07-2 for one conversation', () => {
    const row = { id: 'D07-2', question: 'q', facts: [], must: [], type: 't' };
    expect(conversationOf(row)).toBe('D07');
    expect(conversationOf({ ...row, id: 'Q001' })).toBe('Q001');
  });

  it('names the line of a row that cannot be read', () => {
    expect(() => parseQuestionSet('{"id":"a"}\n')).toThrow('第 1 行');
  });
});
