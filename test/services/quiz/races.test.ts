import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failed } from '../../../src/chat/replies.js';
import { systemClock } from '../../../src/lib/clock.js';
import { deliverEverywhere } from '../../support/deliveries.js';
import { insertQuiz } from '../../support/quiz-fixture.js';
import { expectQuotaHolds } from '../../support/quiz-quota.js';
import { createTestAssistant } from '../../support/test-assistant.js';

vi.setConfig({ testTimeout: 120_000 });

const rateLimit = { messages: 1_000, withinMs: 60_000 };
const always = { opensAt: '2020-01-01T00:00:00.000Z', closesAt: '2099-01-01T00:00:00.000Z' };
const clock = { ...systemClock, pass: () => {} };

describe('answers that race', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-quiz-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('leave one of fifty for the same question recorded, the first', async () => {
    const test = await createTestAssistant({ folder, rateLimit });
    await insertQuiz(test.store);
    for (const text of ['答题', '开始答题']) await test.say(text);
    const letters = Array.from({ length: 50 }, (_, at) => 'ABCD'.charAt(at % 4));
    const replies = await Promise.all(letters.map((letter) => test.say(`第1题 ${letter}`)));
    expect(await test.count('quiz_answers')).toBe(1);
    expect(replies.filter(({ text }) => text.includes('第1题已经答过了'))).toHaveLength(49);
    const [attempt] = await test.rows('quiz_attempts');
    expect(attempt).toMatchObject({ answered: 1, state: 'STARTED' });
    const [answer] = await test.rows('quiz_answers');
    const [slot] = JSON.parse(String(attempt?.slots)) as { order: number[] }[];
    expect(JSON.parse(String(answer?.chosen))).toEqual([slot?.order[0]]);
    await test.close();
  });

  it('leave one recorded when they come to two processes at once, and nobody hears of an error', async () => {
    const first = await createTestAssistant({ folder, clock });
    await insertQuiz(first.store, { plan: always });
    for (const text of ['答题', '开始答题']) await first.say(text);
    await first.close();
    const message = JSON.stringify({ id: 'tap-#', sender: '甲', text: '第1题 A' });
    const replies = await deliverEverywhere(folder, message, 2, 50);
    const after = await createTestAssistant({ folder, clock });
    expect(await after.count('quiz_answers')).toBe(1);
    expect(replies.filter(({ text }) => text === failed.text)).toEqual([]);
    expect(replies.filter(({ text }) => text.includes('第1题已经答过了'))).toHaveLength(49);
    await after.close();
  });

  it('begin one attempt when two processes are asked for one at once', async () => {
    const first = await createTestAssistant({ folder, clock });
    await insertQuiz(first.store, { plan: { ...always, attemptsPerDay: 1 } });
    await first.say('答题');
    await first.close();
    const message = JSON.stringify({ id: 'start-#', sender: '甲', text: '开始答题' });
    const replies = await deliverEverywhere(folder, message, 2, 20);
    const after = await createTestAssistant({ folder, clock });
    expect(await after.count('quiz_attempts')).toBe(1);
    expect(replies.filter(({ text }) => !text.includes('第1题（共3题）'))).toEqual([]);
    await after.close();
  });

  it('give nobody an attempt beyond those of the day, while the day changes', async () => {
    await expectQuotaHolds(40);
  });
});
