import { afterEach, describe, expect, it } from 'vitest';
import { participantCode, showCode } from '../../../src/services/quiz/play/person.js';
import { rankOf } from '../../../src/services/quiz/play/rank.js';
import { rescore } from '../../../src/services/quiz/play/rescore.js';
import type { QuizTables } from '../../../src/services/quiz/tables.js';
import { insertQuiz } from '../../support/quiz-fixture.js';
import { answerFor } from '../../support/quiz-stage.js';
import { createTestAssistant, type TestAssistant, type TestAssistantOptions } from '../../support/test-assistant.js';

let test: TestAssistant;
afterEach(() => test.close());

const open = async (options: TestAssistantOptions['quiz'] = {}) => {
  test = await createTestAssistant({ quiz: options });
  await insertQuiz(test.store, { plan: { pools: [{ topic: 'fund-supervision', count: 2 }] } });
};
/** @param right how many of the two questions are answered rightly */
const play = async (sender: string, right: number) => {
  const has = (await test.rows('quiz_people')).length;
  for (const text of has > 0 && sender === '甲' ? ['答题'] : ['答题', '开始答题']) await test.say(text, { sender });
  for (const slot of [1, 2]) {
    test.clock.pass(0.2);
    await test.say(`第${slot}题 ${await answerFor(test, slot <= right)}`, { sender });
  }
};
const codeOf = (sender: string) =>
  participantCode(test.localKey, 'QZ2026-01', test.localKey.fingerprint('sender', 'test', sender));

describe('who takes part', () => {
  it('is told to show a document at the counter where the channel knows nobody', async () => {
    await open({ verifiedChannels: [] });
    await play('甲', 2);
    const { text } = await test.say('我的成绩');
    expect(text).toContain(`请记下参与码 ${showCode(codeOf('甲'))}，带身份证到窗口（样例市医保局，样例路1号）核对一次`);
    expect((await test.rows('quiz_people'))[0]).toMatchObject({ verified: '', best_score: 2 });
  });

  it('is no member of staff, who only rehearse', async () => {
    await open({ staffAccounts: ['test:甲'] });
    expect((await test.say('答题')).text).toContain('这是工作人员的账号，不参加竞答和抽奖');
    expect((await test.say('试答 SHIDA1')).text).toContain('试答，不计成绩');
    expect(await test.count('quiz_people')).toBe(0);
  });

  it('is held in the records while a frozen draw is not settled, and goes afterwards', async () => {
    await open();
    await play('甲', 2);
    const code = codeOf('甲');
    const freeze = (state: 'FROZEN' | 'PUBLISHED') =>
      test.store.transaction(async (tx) => {
        const db = tx.withTables<QuizTables>();
        await db.updateTable('quiz_campaigns').set({ state }).execute();
        await db
          .insertInto('quiz_entries')
          .values({ campaign: 'QZ2026-01', code })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      });
    await freeze('FROZEN');
    expect((await test.say('我的数据')).text).toContain('抽奖名单里的竞答参与：1条');
    await test.say('删除我的数据');
    await test.say('确认删除');
    expect((await test.rows('quiz_people'))[0]).toMatchObject({ verified: 'account' });
    await freeze('PUBLISHED');
    await test.say('删除我的数据');
    await test.say('确认删除');
    expect((await test.rows('quiz_people'))[0]).toMatchObject({ person: `gone:${code}`, address: '', best_score: 2 });
  });
});

describe('scores worked out anew', () => {
  it('rank the next best attempt where one was voided, and nobody where none is left', async () => {
    await open();
    await play('甲', 2);
    await play('甲', 1);
    await play('乙', 2);
    const rank = (sender: string) => rankOf(test.store.read, 'QZ2026-01', codeOf(sender));
    expect([await rank('甲'), await rank('乙')]).toEqual([1, 2]);
    const voided = (number: number) =>
      test.store.transaction(async (tx) => {
        const attempts = tx.withTables<QuizTables>().updateTable('quiz_attempts').set({ state: 'VOID' });
        const person = test.localKey.fingerprint('sender', 'test', '甲');
        await attempts.where('person', '=', person).where('number', '=', number).execute();
        return rescore(tx, 'QZ2026-01');
      });
    expect(await voided(1)).toBe(1);
    expect([await rank('甲'), await rank('乙')]).toEqual([2, 1]);
    expect(await voided(2)).toBe(1);
    expect([await rank('甲'), await rank('乙')]).toEqual([undefined, 1]);
  });
});
