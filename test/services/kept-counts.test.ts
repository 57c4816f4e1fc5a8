import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StaffMember } from '../../src/domain/staff.js';
import { YiwenError } from '../../src/lib/errors.js';
import { formCounts } from '../../src/services/forms/counts.js';
import { caseByNumber, changeCase, fileCase } from '../../src/services/forms/records.js';
import { handoffCounts } from '../../src/services/handoff/counts.js';
import { askForPerson, changeHandoff, ending } from '../../src/services/handoff/records.js';
import { questionCounts } from '../../src/services/questions/counts.js';
import { questionKeeper } from '../../src/services/questions/kept.js';
import { recordAnswer, recordFeedback } from '../../src/services/questions/records.js';
import { markLate, openCase } from '../../src/services/ratings/cases/records.js';
import { takeStep } from '../../src/services/ratings/cases/take-step.js';
import { ratingCounts } from '../../src/services/ratings/figures/queries.js';
import { addItem, itemById } from '../../src/services/ratings/items.js';
import { giveReason, rate, storeSilentDefaults } from '../../src/services/ratings/records.js';
import { defaultRatingSettings } from '../../src/services/ratings/settings.js';
import type { CaseTable, ItemTable, RatingTable } from '../../src/services/ratings/tables.js';
import { tipCounts } from '../../src/services/tips/counts.js';
import { fileTip } from '../../src/services/tips/records.js';
import { standardTerms } from '../../src/services/tips/terms.js';
import { change } from '../../src/services/tips/work/change.js';
import { extendClock, startClock, stopClock } from '../../src/services/tips/work/clocks.js';
import type { TipRow } from '../../src/services/tips/work/tables.js';
import { type DayCount, shownCount } from '../../src/storage/day-count.js';
import { type DayCounts, keepDays, sumDays } from '../../src/storage/day-counts.js';
import type { Tx } from '../../src/storage/store.js';
import { createTestAssistant, type TestAssistant } from '../support/test-assistant.js';
import { expectFiguresEqual } from './ratings/figures-equal.js';

let bot: TestAssistant;
beforeEach(async () => {
  bot = await createTestAssistant();
});
afterEach(() => bot.close());

const PERIODS = [
  { from: '2025-06-01', to: '2027-12-31' },
  { from: '2026-04-02', to: '2026-04-20' },
  { from: '2026-04-05', to: '2026-04-05' },
];
const all: readonly DayCounts[] = [ratingCounts, questionCounts, tipCounts, formCounts, handoffCounts];

/** Every count, from kept days and others, is what its own shown query says. */
async function expectCountsTrue(kept: DayCounts): Promise<void> {
  for (const period of PERIODS)
    for (const [name, count] of Object.entries(kept.counts)) {
      const asked = await sql.raw<Record<string, unknown>>(shownCount(count, period)).execute(bot.store.read);
      const read = await sumDays<Record<string, unknown>>(bot.store.read, kept, name, period);
      expect([name, period, linesOf(count, read)]).toEqual([name, period, linesOf(count, asked.rows)]);
    }
}

/** Comparable: sums over nothing are none. */
const linesOf = ({ by = {}, sums }: DayCount, rows: readonly Record<string, unknown>[]) =>
  rows
    .map((row) => [Object.keys(by).map((name) => row[name]), Object.keys(sums).map((name) => Number(row[name] ?? 0))])
    .filter(([, counted]) => counted?.some((value) => value !== 0))
    .map((line) => JSON.stringify(line))
    .sort();

const rows = async <Row>(table: string) => (await bot.rows(table)) as Row[];
const pick = <Row>(from: readonly Row[], at: number): Row | undefined => from[at % Math.max(1, from.length)];
const member = (at: number): StaffMember => ({
  ...{ id: `s${at % 3}`, login: `s${at % 3}`, name: 's', roles: ['rating-officer', 'supervisor'] },
});
const sending = () => ({ localKey: bot.localKey, settings: defaultRatingSettings });
const address = (at: number) => ({ channel: 'test', chat: `c${at % 4}`, sender: `c${at % 4}` });
const STEPS = ['contact', 'verify', 'exclude', 'keep', 'rectify', 'answer', 'ask-revisit', 'revisit', 'close'];

type Write = (tx: Tx, at: number, now: Date) => Promise<unknown>;

const ratingWrites: readonly Write[] = [
  (tx, at, now) => {
    const base = { matter: at % 2 ? 'visit' : 'window', number: `n${at}`, channel: 'test', address: address(at) };
    const ended = at % 5 === 0 ? 'failed' : 'completed';
    return addItem(tx, bot.localKey, { ...base, ended, invitation: 'sent', invited: at % 3 > 0 }, now);
  },
  async (tx, at, now) => {
    const found = pick(await itemsIn(tx), at);
    const item = at % 4 > 0 && found ? await itemById(tx, found.id) : undefined;
    const level = ((at % 5) + 1) as 1 | 2 | 3 | 4 | 5;
    const kept = await rate(tx, { sender: `c${at % 4}`, channel: 'test', ...(item ? { item } : {}) }, level, now);
    if (level <= 2) await openCase(tx, sending(), kept.id, address(at), now);
  },
  async (tx, at) => {
    const rating = pick(await ratingsIn(tx), at);
    if (rating)
      await giveReason(tx, rating.id, { reasons: at % 2 ? ['waiting'] : [], ...(at % 3 ? { words: '久' } : {}) });
  },
  (tx, _at, now) => storeSilentDefaults(tx, now, 1),
  (tx, _at, now) => markLate(tx, now),
  ...[0, 1, 2].map(
    (): Write => async (tx, at, now) => {
      const found = pick(await casesIn(tx), at);
      if (!found) return;
      const form = { how: 'phone', note: '说明', verdict: at % 2 ? 'mistaken' : 'valid', putRight: 'yes', days: '3' };
      for (const step of STEPS) {
        const taking = { ratingId: found.rating_id, version: String(found.version), step, form: form as never };
        const done = await takeStep(tx, sending(), member(at), taking, now).then(
          () => true,
          (error: unknown) => {
            if (error instanceof YiwenError) return false;
            throw error;
          },
        );
        if (done) return;
      }
    },
  ),
];

const raw = async <Row>(tx: Tx, table: string) =>
  (await sql<Row>`select * from ${sql.table(table)}`.execute(tx)).rows as Row[];
const itemsIn = (tx: Tx) => raw<ItemTable>(tx, 'service_items');
const ratingsIn = (tx: Tx) => raw<RatingTable>(tx, 'ratings');
const casesIn = (tx: Tx) => raw<CaseTable>(tx, 'rating_cases');

let serial = 0;
const otherWrites: readonly Write[] = [
  (tx, at, now) => {
    const citations = at % 2 ? '[]' : '[{}]';
    const status = at % 3 ? 'answered' : 'unsure';
    const said = { searched: '', text: '答', citations, passages: [], snapshot: '', milliseconds: 1 };
    return recordAnswer(tx, { id: `a${++serial}`, channel: `ch${at % 2}`, question: '问', status, ...said }, 's', now);
  },
  async (tx, at, now) => {
    const answer = pick(await raw<{ id: string }>(tx, 'answers'), at);
    if (answer) await recordFeedback(tx, { answerId: answer.id, useful: at % 2 > 0 }, `s${at % 2}`, now);
  },
  (tx, at, now) =>
    questionKeeper.expire(tx, { inboxDays: 400, questionsDays: 5 + (at % 20), closedCasesDays: 400 }, now),
  (tx, at, now) => {
    const contact = at % 2 ? ['13812345678'] : [];
    const told = { contact, target: 'x', story: 'x', when: '', where: '', amount: '', evidence: '' };
    const tip = { channel: 'test', ...told, ...(at % 3 ? { kind: 'sham-admission' } : {}) };
    return fileTip(tx, tip as never, { hash: `h${++serial}`, publicKey: 'k' } as never, now);
  },
  async (tx, at, now) => {
    const tip = pick(await raw<TipRow>(tx, 'tips'), at);
    const day = new Date(now.getTime() + (at % 3) * 86_400_000).toISOString().slice(0, 10);
    const changes: Partial<TipRow>[] = [
      { state: 'TRIAGE' } as never,
      { filing: at % 2 ? 'filed' : 'not-filed', filed_on: day } as never,
      { outcome: 'true', concluded_on: day, case_value: at, recovered: at % 100 } as never,
      { paid_on: day, reward: at },
      { concluded_on: null, filed_on: null },
    ];
    if (tip) await change(tx, tip, pick(changes, at) ?? {});
  },
  async (tx, at, now) => {
    const tip = pick(await raw<TipRow>(tx, 'tips'), at);
    const kind = at % 2 ? 'verify' : 'tell';
    if (tip && at % 3 === 0) await startClock(tx, tip.number, kind, now, standardTerms);
    if (tip && at % 3 === 1) await stopClock(tx, tip.number, kind, now);
    if (tip && at % 3 === 2) await extendClock(tx, tip.number, kind, 3);
  },
  (tx, at, now) => {
    const filing = { prefix: 'SM', sort: `k${at % 2}`, days: 3, sender: `s${at % 4}`, now };
    return fileCase(tx, { kind: 'file', form: 'visit', fields: {}, address: address(at) } as never, filing);
  },
  async (tx, at) => {
    const found = pick(await raw<{ number: string }>(tx, 'form_cases'), at);
    const open = found && (await caseByNumber(tx, found.number));
    if (open) await changeCase(tx, open, at % 2 ? { outcome: 'DONE', state: 'DONE' } : { outcome: null });
  },
  (tx, at, now) => askForPerson(tx, `s${at % 4}`, address(at), now),
  async (tx, at, now) => {
    const found = pick(await raw<{ id: string; version: number }>(tx, 'handoffs'), at);
    const taken = { taken_at: now.toISOString() };
    if (found) await changeHandoff(tx, found, at % 2 ? taken : ending('failed', now));
  },
];

const writes = fc.array(
  fc.record({ which: fc.nat(1_000), at: fc.nat(10_000), minutes: fc.nat(3_000), keep: fc.nat(2) }),
  {
    minLength: 25,
    maxLength: 25,
  },
);

async function walk(
  table: readonly Write[],
  kept: readonly DayCounts[],
  steps: readonly { which: number; at: number; minutes: number; keep: number }[],
  check: () => Promise<void>,
): Promise<void> {
  for (const { which, at, minutes, keep } of steps) {
    bot.clock.pass(minutes);
    if (keep === 0) for (const counts of kept) await bot.store.transaction((tx) => keepDays(tx, counts));
    await bot.store.transaction(async (tx) => {
      await pick(table, which)?.(tx, at, bot.clock.now());
    });
    await check();
  }
}

describe('counts kept by day', () => {
  it('of ratings are what counting the rows comes to, after any writes', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(writes, (steps) =>
        walk(ratingWrites, [ratingCounts], steps, async () => {
          await expectCountsTrue(ratingCounts);
          const [items, ratings, cases] = [
            await rows<ItemTable>('service_items'),
            await rows<RatingTable>('ratings'),
            await rows<CaseTable>('rating_cases'),
          ];
          for (const period of PERIODS) await expectFiguresEqual(bot.store, { items, ratings, cases }, period);
        }),
      ),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('of every other service are what their shown queries say, after any writes', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(writes, (steps) =>
        walk(otherWrites, all, steps, async () => {
          for (const kept of all) await expectCountsTrue(kept);
        }),
      ),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('are all kept after a few sweeps, and read from what was kept', async () => {
    const at = new Date('2026-02-01T02:00:00Z');
    await bot.store.transaction((tx) => askForPerson(tx, 's', address(0), at));
    await bot.store.transaction((tx) => askForPerson(tx, 't', address(1), bot.clock.now()));
    const keep = () => bot.store.transaction((tx) => keepDays(tx, handoffCounts));
    expect([await keep(), await keep(), await keep()]).toEqual([false, true, true]);
    await sql`update handoffs set closed = 'written past the counts'`.execute(bot.store.read);
    const read = await sumDays(bot.store.read, handoffCounts, 'outcomes', { from: '2026-01-01', to: '2026-12-31' });
    expect(read).toEqual([{ closed: null, rows: 2, taken: 0 }]);
  });
});
