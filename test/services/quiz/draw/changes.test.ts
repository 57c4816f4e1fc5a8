import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noticesOf } from '../../../../src/services/quiz/campaign/notices.js';
import { draw, giveEntropy, publish } from '../../../../src/services/quiz/draw/changes.js';
import { commitmentOf } from '../../../../src/services/quiz/draw/entropy.js';
import { merkleRoot, sortCodes } from '../../../../src/services/quiz/draw/merkle.js';
import { commit, freeze, planEntropy } from '../../../../src/services/quiz/draw/prepare.js';
import { readDraw, readDrawFile } from '../../../../src/services/quiz/draw/record.js';
import type { Acting } from '../../../../src/services/quiz/draw/step.js';
import { isVerified, verifyText } from '../../../../src/services/quiz/draw/verify.js';
import { winnersOf } from '../../../../src/services/quiz/draw/winners.js';
import type { QuizTables } from '../../../../src/services/quiz/tables.js';
import { auditRows } from '../../../../src/storage/audit.js';
import { pendingReplies } from '../../../../src/storage/outbox.js';
import type { Tx } from '../../../../src/storage/store.js';
import {
  addCampaign,
  addPerson,
  openQuizRecords,
  QUIZ,
  type QuizRecords,
  someCodes,
  staff,
} from '../../../support/quiz-draws.js';

let quiz: QuizRecords;
beforeEach(async () => {
  quiz = await openQuizRecords();
});
afterEach(() => quiz.close());

const AFTER_CLOSE = new Date('2026-05-01T02:00:00Z');
const AFTER_LOTTERY = new Date('2026-05-05T14:00:00Z');
const drawer: Acting = { member: staff.drawer, now: AFTER_CLOSE };
const at = (acting: Acting, now: Date): Acting => ({ ...acting, now });
const later = at(drawer, AFTER_LOTTERY);
const second: Acting = { member: staff.second, now: AFTER_LOTTERY };

const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => quiz.store.transaction(work);
const frozen = async (acting = drawer) => {
  const order = await quiz.order();
  return inTx((tx) => freeze(tx, order, acting, quiz.options));
};
const given = async (value: string, acting: Acting) => {
  const order = await quiz.order();
  return inTx((tx) => giveEntropy(tx, { ...order, value }, acting));
};
const drawn = async (acting = later) => {
  const order = await quiz.order();
  return inTx((tx) => draw(tx, order, acting));
};
const published = async (acting = later) => {
  const order = await quiz.order();
  return inTx((tx) => publish(tx, order, acting, quiz.options));
};
const people = (list: readonly string[], more = {}) =>
  inTx(async (tx) => {
    for (const code of list) await addPerson(tx, { code, ...more });
  });
const closed = (plan = {}) => inTx((tx) => addCampaign(tx, plan));

describe('the freeze', () => {
  it('takes in who answered well enough and is known, and nobody else', async () => {
    const [good = '', poor = '', unknown = '', colleague = '', idle = '', counter = ''] = someCodes(6);
    await closed();
    await people([good]);
    await people([poor], { best_score: 2 });
    await people([unknown], { verified: '' });
    await people([idle], { best_score: -1, best_attempt: null });
    await people([counter], { verified: 'counter', identity: 'hash' });
    await people([colleague], { person: quiz.localKey.fingerprint('sender', 'wechaty', 'wxid:li') });
    const settings = { ...quiz.options.settings, staffAccounts: ['wechaty:wxid:li'] };
    const order = await quiz.order();
    const { root, entrants } = await inTx((tx) => freeze(tx, order, drawer, { ...quiz.options, settings }));
    expect({ root, entrants }).toEqual({ root: merkleRoot(sortCodes([good, counter])), entrants: 2 });
    expect(await quiz.campaign()).toMatchObject({ state: 'FROZEN', version: 2, drawer: 'kai' });
    const [notice] = await noticesOf(quiz.store.read, QUIZ);
    expect(notice?.text).toContain(root);
    expect(notice?.text).toContain('双色球第2026050期');
  });

  it('waits for flags that nobody has decided on, and says how many', async () => {
    await closed();
    await people(someCodes(3));
    const flag = { campaign: QUIZ, person: 'p', attempt: null, kind: 'fast', detail: '', at: '', reason: '' } as const;
    const open = { ...flag, decided_by: null, decided_at: null, outcome: 'open' } as const;
    await inTx(async (tx) => {
      const db = tx.withTables<QuizTables>();
      await db
        .insertInto('quiz_flags')
        .values([
          { ...open, id: '1' },
          { ...open, id: '2' },
        ])
        .execute();
    });
    await expect(frozen()).rejects.toThrow('还有2条异常标记');
    expect(await quiz.campaign()).toMatchObject({ state: 'CLOSED', version: 1 });
  });

  it('is refused to who edited or reviewed the campaign, whatever their role is now', async () => {
    await closed();
    await people(someCodes(3));
    for (const login of ['bian', 'shen'])
      await expect(frozen({ ...drawer, member: { ...staff.drawer, login } })).rejects.toMatchObject({
        code: 'quiz.two-parts',
      });
    for (const member of [staff.editor, staff.reviewer])
      await expect(frozen({ ...drawer, member })).rejects.toMatchObject({ code: 'quiz.denied' });
  });

  it('is refused once the value may be known, until another is named', async () => {
    await closed();
    await people(someCodes(3));
    await expect(frozen(later)).rejects.toMatchObject({ code: 'quiz.known-already' });
    const order = await quiz.order();
    const entropy = {
      kind: 'public',
      source: '双色球第2026051期开奖号码',
      knownFrom: '2026-05-07T13:15:00.000Z',
    } as const;
    await inTx((tx) => planEntropy(tx, { ...order, entropy }, later));
    expect(await frozen(later)).toMatchObject({ entrants: 3 });
    expect((await noticesOf(quiz.store.read, QUIZ)).map(({ text }) => text)).toEqual([
      expect.stringContaining('2026051期'),
      expect.stringContaining('2026051期'),
    ]);
  });

  it('needs a page that shows the campaign as it is now', async () => {
    await closed();
    await people(someCodes(3));
    const old = await quiz.order();
    const entropy = {
      kind: 'public',
      source: '双色球第2026051期开奖号码',
      knownFrom: '2026-05-07T13:15:00.000Z',
    } as const;
    await inTx((tx) => planEntropy(tx, { ...old, entropy }, drawer));
    await expect(inTx((tx) => freeze(tx, old, drawer, quiz.options))).rejects.toMatchObject({
      code: 'quiz.changed-meanwhile',
    });
    await frozen();
    await expect(frozen()).rejects.toMatchObject({ code: 'quiz.wrong-state' });
  });

  it('is refused where nobody may win, or nothing', async () => {
    await closed();
    await expect(frozen()).rejects.toMatchObject({ code: 'quiz.no-entrants' });
    await inTx((tx) => addCampaign(tx, { number: 'QZ2026-02', prizes: [] }));
    const order = await quiz.order('QZ2026-02');
    await expect(inTx((tx) => freeze(tx, order, drawer, quiz.options))).rejects.toMatchObject({
      code: 'quiz.no-prizes',
    });
  });
});

describe('the public value', () => {
  beforeEach(async () => {
    await closed();
    await people(someCodes(9));
    await frozen();
  });

  it('is not taken before it is known', async () => {
    await expect(given('03 07', at(drawer, new Date('2026-05-05T13:14:59Z')))).rejects.toMatchObject({
      code: 'quiz.too-early',
    });
  });

  it('is typed by two people, and by one of them once', async () => {
    expect(await given('03 07 12', later)).toBe('waits-for-second');
    await expect(drawn()).rejects.toMatchObject({ code: 'quiz.no-value' });
    await expect(given('03 07 12', later)).rejects.toMatchObject({ code: 'quiz.second-person' });
    await expect(given('03 07 12', { ...later, member: staff.editor })).rejects.toMatchObject({ code: 'quiz.denied' });
    expect(await given('０３　07  12', { ...later, member: staff.reviewer })).toBe('complete');
    await expect(given('03 07 12', second)).rejects.toMatchObject({ code: 'quiz.complete' });
  });

  it('starts again when the two differ, and both can see what they typed', async () => {
    await given('03 07 12', later);
    expect(await given('03 07 13', second)).toBe('mismatch');
    const { parts } = (await readDraw(quiz.store.read, QUIZ)) ?? {};
    expect(parts?.typed).toEqual([]);
    expect(parts?.mismatch?.map(({ by, value }) => [by, value])).toEqual([
      ['kai', '03 07 12'],
      ['er', '03 07 13'],
    ]);
    expect(await given('03 07 13', second)).toBe('waits-for-second');
    expect(await given('03 07 13', later)).toBe('complete');
  });
});

describe('draw and publication', () => {
  it('give the same winners to whoever verifies the file, and tell each of them once', async () => {
    const list = someCodes(12);
    await closed();
    for (const code of list)
      await people([code], {
        address: quiz.localKey.encrypt(JSON.stringify({ channel: 'test', chat: code, sender: code })),
      });
    await frozen();
    await given('03 07 12', later);
    await given('03 07 12', second);
    const places = await drawn();
    expect(places.map(({ prize }) => prize)).toEqual(['一等奖', '二等奖', '二等奖', '', '']);
    await expect(published({ ...later, member: { ...staff.drawer, login: 'shen' } })).rejects.toMatchObject({
      code: 'quiz.two-parts',
    });
    const file = await published();
    expect(isVerified(verifyText((await readDrawFile(quiz.store.read, QUIZ)) ?? ''))).toBe(true);
    expect(file.winners.map(({ code }) => code)).toEqual(places.slice(0, 3).map(({ code }) => code));
    expect(JSON.stringify(file)).not.toMatch(/kai|"er"|shen/);
    const winners = await winnersOf(quiz.store.read, QUIZ);
    expect(winners.map(({ state, claimUntil }) => [state, claimUntil])).toEqual([
      ...Array.from({ length: 3 }, () => ['won', '2026-05-12T16:00:00.000Z']),
      ...Array.from({ length: 2 }, () => ['alternate', null]),
    ]);
    const told = await pendingReplies(quiz.store.read, 'test', later.now);
    expect(told.map(({ address }) => address.sender).sort()).toEqual(file.winners.map(({ code }) => code).sort());
    expect(told[0]?.reply.text).toContain('领奖');
    const rows = await auditRows(quiz.store.read, { actor: '', action: 'quiz.', subject: '' }, { page: 1, size: 50 });
    expect(rows.map(({ action, actor }) => `${action} ${actor}`).reverse()).toEqual([
      'quiz.freeze staff:kai',
      'quiz.notice staff:kai',
      'quiz.frozen staff:kai',
      'quiz.entropy-given staff:kai',
      'quiz.entropy-given staff:er',
      'quiz.draw staff:kai',
      'quiz.draw-value staff:kai',
      'quiz.publish staff:kai',
      'quiz.notice staff:kai',
      'quiz.published staff:kai',
    ]);
  });

  it('stop where the frozen list was changed behind our back', async () => {
    await closed();
    await people(someCodes(9));
    await frozen();
    await given('1', later);
    await given('1', second);
    await inTx(async (tx) => {
      await tx
        .withTables<QuizTables>()
        .insertInto('quiz_entries')
        .values({ campaign: QUIZ, code: 'ZZZZZZZZZZZZ' })
        .execute();
    });
    await expect(drawn()).rejects.toMatchObject({ code: 'quiz.entries-changed' });
  });
});

describe('commit and reveal', () => {
  const committed = async (secret: string, acting: Acting) => {
    const order = await quiz.order();
    return inTx((tx) => commit(tx, { ...order, commitment: commitmentOf(secret) }, acting));
  };

  it('takes two commitments before the freeze and their secrets after, and the file verifies', async () => {
    await closed({ entropy: { kind: 'commit-reveal' } });
    await people(someCodes(9));
    expect(await committed('甲的暗号', drawer)).toBe('waits-for-second');
    await expect(frozen()).rejects.toMatchObject({ code: 'quiz.not-committed' });
    await expect(committed('另一个', drawer)).rejects.toMatchObject({ code: 'quiz.second-person' });
    const other = at({ ...drawer, member: staff.reviewer }, AFTER_CLOSE);
    await expect(committed('甲的暗号', other)).rejects.toMatchObject({ code: 'quiz.invalid-commitment' });
    expect(await committed('乙的暗号', other)).toBe('complete');
    await frozen();
    await expect(given('别的', later)).rejects.toMatchObject({ code: 'quiz.wrong-secret' });
    await expect(given('甲的暗号', second)).rejects.toMatchObject({ code: 'quiz.not-committed' });
    expect(await given('乙的暗号', at(other, AFTER_LOTTERY))).toBe('waits-for-second');
    expect(await given('甲的暗号', later)).toBe('complete');
    await drawn();
    await published();
    const checks = verifyText((await readDrawFile(quiz.store.read, QUIZ)) ?? '');
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
  });
});
