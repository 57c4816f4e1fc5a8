import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertQuiz } from '../../support/quiz-fixture.js';
import { createTestAssistant, type TestAssistant } from '../../support/test-assistant.js';

describe('what looks odd about an attempt', () => {
  let test: TestAssistant;
  beforeEach(async () => {
    test = await createTestAssistant({ rateLimit: { messages: 1_000, withinMs: 60_000 }, quiz: { burst: 3 } });
    await insertQuiz(test.store);
  });
  afterEach(() => test.close());

  const play = async (sender: string, seconds: number, device = '') => {
    for (const text of ['答题', '开始答题', '第1题 A', '第2题 A', '第3题 A']) {
      test.clock.pass(seconds / 60);
      await test.say(text, { sender, ...(device ? { device } : {}) });
    }
  };
  const kinds = async () => (await test.rows('quiz_flags')).map(({ kind, outcome }) => `${kind} ${outcome}`).sort();

  it('are answers faster than anybody reads, and the score stands', async () => {
    await play('甲', 0.5);
    await play('乙', 8);
    expect(await kinds()).toEqual(['fast open']);
    expect((await test.rows('quiz_attempts')).map(({ state }) => state)).toEqual(['SUBMITTED', 'SUBMITTED']);
    expect((await test.rows('quiz_people')).filter(({ best_score }) => Number(best_score) < 0)).toEqual([]);
  });

  it('are many people on one device, and many attempts of one within ten minutes', async () => {
    for (const sender of ['甲', '乙', '丙', '丁']) await play(sender, 8, 'one-device');
    expect(await kinds()).toEqual(['burst open', 'burst open', 'shared-device open']);
    await play('戊', 8, 'another');
    expect(await kinds()).toHaveLength(3);
  });
});
