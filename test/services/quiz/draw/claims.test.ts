import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineDesk } from '../../../../src/casework/desk.js';
import { passagesIn } from '../../../../src/services/quiz/bank/passages.js';
import { noticesOf } from '../../../../src/services/quiz/campaign/notices.js';
import { readCampaign } from '../../../../src/services/quiz/campaign/read.js';
import { drawRoutes } from '../../../../src/services/quiz/desk/draw-routes.js';
import { lapseClaims, openClaim } from '../../../../src/services/quiz/draw/claims.js';
import { type Winner, winnersOf } from '../../../../src/services/quiz/draw/winners.js';
import { defaultQuizSettings } from '../../../../src/services/quiz/settings.js';
import { pendingReplies } from '../../../../src/storage/outbox.js';
import { openKeyring } from '../../../../src/storage/sealing/keyring.js';
import { claimService } from '../../../support/quiz-claims.js';
import {
  addCampaign,
  addPerson,
  freezeQuiz,
  publishQuiz,
  QUIZ,
  someCodes,
  staff,
} from '../../../support/quiz-draws.js';
import { testClock } from '../../../support/test-assistant.js';
import { createTestConsole, type TestConsole } from '../../../support/test-console.js';
import { grantKeys } from '../../../support/tip-cases.js';

let house: TestConsole;
const settings = defaultQuizSettings;
const records = () => ({
  store: house.bot.store,
  options: { localKey: house.bot.localKey, settings, bureau: '样例市医保局' },
  async order() {
    const found = await readCampaign(house.bot.store.read, QUIZ);
    return { number: QUIZ, version: found?.version ?? 0 };
  },
});

beforeEach(async () => {
  const holder: { house?: TestConsole } = {};
  const routes = drawRoutes({
    ...{ settings, bureau: '样例市医保局', passages: async () => passagesIn([]) },
    get localKey() {
      return (holder.house as TestConsole).bot.localKey;
    },
  });
  const desks = [defineDesk({ name: 'quiz', title: '竞答', sees: ['quiz.read'], routes })];
  house = await createTestConsole({ services: [claimService()], desks, clock: testClock('2026-05-05T15:00:00Z') });
  holder.house = house;
  await house.bot.store.transaction(async (tx) => {
    await addCampaign(tx);
    for (const code of someCodes(8)) {
      const person = house.bot.localKey.fingerprint('sender', 'test', code);
      const address = house.bot.localKey.encrypt(JSON.stringify({ channel: 'test', chat: code, sender: code }));
      await addPerson(tx, { code, person, address });
    }
  });
});
afterEach(() => house.close());

const say = async (text: string, sender: string) => (await house.bot.say(text, { sender, chat: sender })).text;
const winners = () => winnersOf(house.bot.store.read, QUIZ);
const at = async (place: number): Promise<Winner> => {
  const found = (await winners()).find((winner) => winner.place === place);
  if (!found) throw new Error(`nobody at ${place}`);
  return found;
};
const published = async () => {
  await freezeQuiz(records());
  await publishQuiz(records());
};
const DAY = 24 * 60;

describe('领奖', () => {
  it('says where they stand to everybody who has not won', async () => {
    const [someone = ''] = someCodes(8);
    expect(await say('领奖', someone)).toContain('还没有公布开奖结果');
    await published();
    expect(await say('领奖', '路人')).toContain('没有查到');
    expect(await say('我中奖了吗', (await at(4)).code)).toContain('候补');
    const placed = (await winners()).map(({ code }) => code);
    const none = someCodes(8).find((code) => !placed.includes(code)) ?? '';
    expect(await say('领奖', none)).toContain('没有中奖');
  });

  it('asks a winner for what handing over needs, keeps it sealed, and then says that it is there', async () => {
    await published();
    const { code } = await at(1);
    expect(await say('领奖', code)).toContain('叫什么名字');
    await say('张三丰', code);
    expect(await say('13800001234', code)).toContain('请核对');
    expect(await say('提交', code)).toContain('领奖登记好了');
    const claimed = await at(1);
    expect(claimed.state).toBe('claimed');
    expect(claimed.claim).not.toMatch(/张三丰|13800001234/);
    expect(await say('领奖', code)).toContain('已经登记好');
  });

  it('asks for an address where the prize is sent, and may be left without a trace', async () => {
    await published();
    const { code } = await at(2);
    await say('领奖', code);
    await say('李四', code);
    expect(await say('13800001234', code)).toContain('寄到哪里');
    await say('取消', code);
    expect(await at(2)).toMatchObject({ state: 'won', claim: null });
  });

  it('is too late once the time is over, even in the middle of the form', async () => {
    await published();
    const { code } = await at(1);
    await say('领奖', code);
    await say('张三', code);
    await say('13800001234', code);
    await house.bot.store.transaction((tx) => lapseClaims(tx, new Date('2026-05-13T00:00:00Z'), records().options));
    expect(await say('提交', code)).toContain('没有登记');
    expect(await say('领奖', code)).toMatch(/候补|已过/);
  });
});

describe('an unclaimed prize', () => {
  it('goes to the next who stands by, who is told and has a time of their own', async () => {
    await published();
    const before = await winners();
    const now = new Date('2026-05-12T16:00:00Z');
    const early = new Date(now.getTime() - 1);
    const lapse = (when: Date) => house.bot.store.transaction((tx) => lapseClaims(tx, when, records().options));
    await lapse(early);
    expect(await winners()).toEqual(before);
    await lapse(now);
    await lapse(now);
    expect((await winners()).map(({ state, prize }) => `${state} ${prize}`)).toEqual([
      'lapsed 一等奖',
      'lapsed 二等奖',
      'lapsed 二等奖',
      'won 一等奖',
      'won 二等奖',
    ]);
    expect((await at(4)).claimUntil).toBe('2026-05-20T16:00:00.000Z');
    const told = await pendingReplies(house.bot.store.read, 'test', now);
    expect(told.map(({ address }) => address.sender)).toContain((await at(4)).code);
    const texts = (await noticesOf(house.bot.store.read, QUIZ)).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('递补'))).toHaveLength(2);
    expect(texts.filter((text) => text.includes('已没有候补'))).toHaveLength(1);
  });
});

describe('the desk', () => {
  it('opens a claim with the key and a trace, settles it, and forgets it in time', async () => {
    const { zhao } = await house.found();
    await published();
    const { code } = await at(1);
    for (const text of ['领奖', '张三丰', '13800001234', '提交']) await say(text, code);
    const drawer = await house.signIn(await house.hire('kai', ['quiz-drawer']));
    expect((await drawer.get(`/quiz/${QUIZ}/claims`)).text).toContain('已登记');
    const locked = await drawer.post(`/quiz/${QUIZ}/claims/1/open`);
    expect(locked.text).not.toContain('张三丰');
    const keyring = await openKeyring(house.bot.store.read, zhao.id, zhao.password);
    const opening = { member: staff.drawer, keyring, now: house.bot.clock.now() };
    const claim = await openClaim(house.bot.store, { number: QUIZ, place: 1 }, opening);
    expect(claim).toEqual({ name: '张三丰', phone: '13800001234' });
    const chen = await house.hire('chen', ['quiz-drawer']);
    await grantKeys(house, zhao, chen, 'form');
    const holder = await house.signIn(chen);
    expect((await holder.get(`/quiz/${QUIZ}/draw`)).body).toContain(`href="/quiz/${QUIZ}/claims"`);
    await holder.get(`/quiz/${QUIZ}/claims`);
    const opened = await holder.post(`/quiz/${QUIZ}/claims/1/open`);
    expect(opened.text).toContain('张三丰');
    expect(opened.text).toContain('13800001234');
    await drawer.get(`/quiz/${QUIZ}/claims`);
    expect((await drawer.post(`/quiz/${QUIZ}/claims/1/handed-over`)).text).toContain('已记为领取');
    expect((await drawer.post(`/quiz/${QUIZ}/claims/1/handed-over`)).status).toBe(409);
    await drawer.get(`/quiz/${QUIZ}/claims`);
    expect((await drawer.post(`/quiz/${QUIZ}/claims/2/declined`)).text).toContain('由候补递补');
    expect(await at(4)).toMatchObject({ state: 'won', prize: '二等奖' });
    house.bot.clock.pass(31 * DAY);
    await house.bot.store.transaction((tx) => lapseClaims(tx, house.bot.clock.now(), records().options));
    expect(await at(1)).toMatchObject({ state: 'handed-over', claim: null });
  });

  it('takes the drawer from the freeze to the publication, and keeps others out', async () => {
    house.bot.clock.pass(-5 * DAY);
    const path = `/quiz/${QUIZ}/draw`;
    const version = async () => String((await records().order()).version);
    const [kai, er] = [await house.hire('kai', ['quiz-drawer']), await house.hire('er', ['quiz-drawer'])];
    let drawer = await house.signIn(kai);
    const clerk = await house.signIn(await house.hire('ban', ['clerk']));
    const editor = await house.signIn(await house.hire('bian', ['quiz-editor']));
    expect((await clerk.get(path)).status).toBe(403);
    expect((await clerk.get(`/quiz/${QUIZ}/claims`)).status).toBe(403);
    expect((await editor.get(path)).text).toContain('下一步：冻结名单');
    expect((await editor.post(`${path}/freeze`, { version: await version() })).status).toBe(403);
    await drawer.get(path);
    expect((await drawer.post(`${path}/freeze`, { version: await version() })).text).toContain('名单已冻结，共8人');
    house.bot.clock.pass(5 * DAY);
    drawer = await house.signIn(kai);
    const other = await house.signIn(er);
    await drawer.get(path);
    expect((await drawer.post(`${path}/entropy`, { version: await version(), value: '03 07' })).text).toContain(
      '另一位同事',
    );
    await other.get(path);
    const differs = await other.post(`${path}/entropy`, { version: await version(), value: '<b>03 08' });
    expect(differs.text).toContain('上次两人录入的不一致');
    expect(differs.body).toContain('&lt;b&gt;03 08');
    await other.post(`${path}/entropy`, { version: await version(), value: '03 07' });
    expect((await drawer.post(`${path}/entropy`, { version: await version(), value: '03 07' })).text).toContain(
      '可以开奖了',
    );
    expect((await drawer.post(`${path}/draw`, { version: await version() })).text).toContain('已开奖');
    expect((await drawer.post(`${path}/publish`, { version: await version() })).text).toContain('结果已公布');
    expect((await drawer.get('/quiz/QZ2026-99/draw')).status).toBe(404);
  });
});
