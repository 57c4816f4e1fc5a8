import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Citation } from '../../src/domain/message.js';
import { openQuestions, type Period } from '../../src/services/questions/unanswered.js';
import { answersThatUsed } from '../../src/services/questions/uses.js';
import { fixedAnswering } from '../support/fixed-answering.js';
import { createTestAssistant, type TestAssistant, testClock } from '../support/test-assistant.js';

const passage = { id: 'sample.md#1', hash: 'h1' };

/** As answering does: citations name the passage that they quote. */
function citing(): ReturnType<typeof fixedAnswering> {
  const fixed = fixedAnswering();
  const name = (citation: Citation): Citation =>
    citation.quote.includes('退休') ? { ...citation, passage } : citation;
  return {
    ...fixed,
    async extract(request) {
      const answered = await fixed.extract(request);
      if (answered.answer.status !== 'answered') return answered;
      const [first, ...others] = answered.answer.citations;
      return { ...answered, answer: { ...answered.answer, citations: [name(first), ...others.map(name)] } };
    },
  };
}

let test: TestAssistant;
beforeEach(async () => {
  // Ten to midnight in China on the last of March.
  test = await createTestAssistant({ answering: citing(), clock: testClock('2026-03-31T15:50:00Z') });
});
afterEach(() => test.close());

const open = async (period?: Period) =>
  (await openQuestions(test.store.read, period)).map(({ question, unsure }) => [question, unsure]);

describe('questions that stay open', () => {
  it('are those that were not known and those whose answer was no use', async () => {
    await test.say('人工耳蜗赔几台');
    await test.say('退休门诊报多少');
    await test.say('没用');
    await test.say('门诊报多少', { sender: '乙' });
    await test.say('有用', { sender: '乙' });
    expect(await open()).toEqual([
      ['人工耳蜗赔几台', true],
      ['退休门诊报多少', false],
    ]);
  });

  it('are counted by China’s days, both ends included', async () => {
    await test.say('人工耳蜗赔几台');
    test.clock.pass(20);
    await test.say('火星移民补贴');
    expect(await open({ to: '2026-03-31' })).toEqual([['人工耳蜗赔几台', true]]);
    expect(await open({ from: '2026-04-01' })).toEqual([['火星移民补贴', true]]);
    expect(await open({ from: '2026-03-31', to: '2026-04-01' })).toHaveLength(2);
  });

  it('hold no question that was asked in confidence', async () => {
    for (const text of ['我要举报', '人工耳蜗能赔几台吗', '2', '取消']) await test.say(text);
    expect(await test.rows('answers')).toMatchObject([{ status: 'unsure' }]);
    expect(await open()).toEqual([]);
  });
});

describe('the answers that used a passage', () => {
  const used = (hash: string, text = '', path = 'sample.md') =>
    answersThatUsed(test.store.read, [{ hash, path, text }]);

  it('are found by what was recorded with them, newest first, personal numbers masked', async () => {
    await test.say('退休门诊报多少');
    test.clock.pass(1);
    await test.say('我的手机 13812345678 退休门诊报多少');
    await test.say('门诊报多少');
    const found = await used('h1');
    expect(found.map(({ question }) => question)).toEqual(['我的手机 138****5678 退休门诊报多少', '退休门诊报多少']);
    expect(await used('h2')).toEqual([]);
  });

  it('are found by their quotes where they are older than the records of passages', async () => {
    await test.say('门诊报多少');
    expect(await used('x', '先说别的。在职职工普通门诊年度限额600元，报销比例50%。')).toHaveLength(1);
    expect(await used('x', '在职职工普通门诊年度限额600元，报销比例50%。', 'other.md')).toEqual([]);
    expect(await used('x', '别的话')).toEqual([]);
  });

  it('do not show a question that was asked in confidence', async () => {
    for (const text of ['我要举报', '退休门诊能报多少吗', '2']) await test.say(text);
    expect((await used('h1')).map(({ question }) => question)).toEqual(['']);
  });
});
