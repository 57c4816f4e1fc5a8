import { expect } from 'vitest';
import { insertQuiz } from './quiz-fixture.js';
import { createTestAssistant, type TestClock } from './test-assistant.js';

const MIDNIGHT = Date.parse('2026-04-02T00:00:00+08:00');

/** From two seconds before midnight in China to two seconds after, in as many steps as the clock is looked at. */
function acrossMidnight(looks: number): TestClock {
  let looked = 0;
  return {
    now: () => new Date(MIDNIGHT - 2_000 + Math.min(4_000, Math.floor((looked++ * 4_000) / looks))),
    pass() {},
  };
}

/** Everybody begins as often as they can while the day changes: nobody gets more attempts of a day than two. */
export async function expectQuotaHolds(people: number): Promise<void> {
  const texts = ['答题', '开始答题', ...Array.from({ length: 5 }, () => ['第1题 A', '再答一次']).flat()];
  // The clock is looked at three times for each message.
  const clock = acrossMidnight(people * texts.length * 3);
  const test = await createTestAssistant({ clock, rateLimit: { messages: 1_000, withinMs: 60_000 } });
  try {
    await insertQuiz(test.store, { plan: { pools: [{ topic: 'fund-supervision', count: 1 }], attemptsPerDay: 2 } });
    // One message of everybody, then the next one of everybody: all of them are on their way when the day changes.
    for (const text of texts)
      await Promise.all(Array.from({ length: people }, (_, who) => test.say(text, { sender: `人${who}` })));
    const days = new Map<string, number[]>();
    for (const { person, day, number, started_at } of await test.rows('quiz_attempts')) {
      const key = `${person} ${day}`;
      days.set(key, [...(days.get(key) ?? []), Number(number)]);
      expect(day).toBe(Date.parse(String(started_at)) < MIDNIGHT ? '2026-04-01' : '2026-04-02');
    }
    for (const numbers of days.values()) expect(numbers.sort()).toEqual([1, 2].slice(0, numbers.length));
    const full = [...days].filter(([, numbers]) => numbers.length === 2);
    expect(new Set([...days.keys()].map((key) => key.split(' ')[0])).size).toBe(people);
    expect(new Set(full.map(([key]) => key.split(' ')[1]))).toEqual(new Set(['2026-04-01', '2026-04-02']));
  } finally {
    await test.close();
  }
}
