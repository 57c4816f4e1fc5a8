import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readSlots } from '../../../src/services/quiz/play/attempt.js';
import { participantCode } from '../../../src/services/quiz/play/person.js';
import { leaderboard } from '../../../src/services/quiz/play/rank.js';
import type { QuizTables } from '../../../src/services/quiz/tables.js';
import { insertQuiz } from '../../support/quiz-fixture.js';
import { createTestAssistant, type TestAssistant } from '../../support/test-assistant.js';

vi.setConfig({ testTimeout: 180_000 });

const QUESTIONS = 3;
const A_DAY = 2;
const people = ['甲', '乙', '丙'] as const;
const DAY_MS = 86_400_000;
const dayOf = (ms: number) => Math.floor((ms + 8 * 3_600_000) / DAY_MS);

type Step =
  | { readonly kind: 'say'; readonly who: number; readonly text: string }
  | { readonly kind: 'tap'; readonly who: number; readonly slot: number; readonly letter: number }
  | { readonly kind: 'again' | 'restart' | 'sweep' }
  | { readonly kind: 'pass'; readonly minutes: number };

const who = fc.nat(people.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('tap' as const), who, slot: fc.nat(QUESTIONS), letter: fc.nat(4) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('say' as const), who, text: fc.constantFrom('答题', '开始答题') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      who,
      text: fc.constantFrom('退出', '继续', '排行榜', '哈哈'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('again' as const, 'restart' as const, 'sweep' as const) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass' as const), minutes: fc.constantFrom(1, 7, 45, 600) }) },
);

interface Attempt {
  readonly started: number;
  /** By slot: right or not. */
  readonly answers: boolean[];
  ended?: number;
}

/** The naive way: everything of everybody in lists, nothing kept up to date. */
class Oracle {
  readonly attempts = people.map((): Attempt[] => []);
  private readonly waiting = people.map(() => false);
  private readonly heard = people.map(() => 0);

  open = (at: number) => this.attempts[at]?.find(({ ended }) => ended === undefined);

  say(at: number, text: string, now: number): void {
    if (now - (this.heard[at] ?? 0) > 30 * 60_000) this.waiting[at] = false;
    this.heard[at] = now;
    const begins = text === '答题' || text === '开始答题' || (text === '继续' && this.waiting[at] === true);
    if (text === '退出') this.waiting[at] = false;
    if (!begins || this.open(at)) return;
    const own = this.attempts[at] ?? [];
    const today = own.filter(({ started }) => dayOf(started) === dayOf(now)).length;
    if (own.length === 0 && !this.waiting[at]) this.waiting[at] = true;
    else if (today < A_DAY) own.push({ started: now, answers: [] });
  }

  tap(at: number, slot: number, right: boolean | undefined, now: number): void {
    if (now - (this.heard[at] ?? 0) > 30 * 60_000) this.waiting[at] = false;
    this.heard[at] = now;
    const attempt = this.open(at);
    if (attempt?.answers.length !== slot || right === undefined) return;
    attempt.answers.push(right);
    if (attempt.answers.length === QUESTIONS) attempt.ended = now;
  }

  ranking(tie: (at: number) => string): string[] {
    const best = people.flatMap((_, at) => {
      const ended = (this.attempts[at] ?? []).filter(({ ended }) => ended !== undefined);
      const all = ended.map(({ started, ended = 0, answers }) => ({
        ...{ at, score: answers.filter(Boolean).length, ms: ended - started, ended },
      }));
      all.sort((one, other) => other.score - one.score || one.ms - other.ms || one.ended - other.ended);
      return all.slice(0, 1);
    });
    best.sort(
      (one, other) =>
        other.score - one.score ||
        one.ms - other.ms ||
        one.ended - other.ended ||
        (tie(one.at) < tie(other.at) ? -1 : 1),
    );
    return best.map(({ at, score, ms }) => `${at} ${score} ${ms}`);
  }
}

/** What a tap on a letter of a slot means in the attempt that a person has open: undefined for no option. */
async function judged(test: TestAssistant, person: string, slot: number, letter: number): Promise<boolean | undefined> {
  const rows = test.store.read.withTables<QuizTables>().selectFrom('quiz_attempts').selectAll();
  const row = await rows.where('person', '=', person).where('state', '=', 'STARTED').executeTakeFirst();
  const index = row && readSlots(row)[slot]?.order[letter];
  return index === undefined ? undefined : index === 0;
}

describe('the records of a campaign', () => {
  it('equal a naive recount, whatever comes twice, late, out of order, after a drop or a restart', async () => {
    const run = async (steps: readonly Step[]) => {
      const test = await createTestAssistant({ rateLimit: { messages: 10_000, withinMs: 1 } });
      try {
        await insertQuiz(test.store, {
          plan: { attemptsPerDay: A_DAY, pools: [{ topic: 'fund-supervision', count: QUESTIONS }] },
        });
        const senders = people.map((sender) => test.localKey.fingerprint('sender', 'test', sender));
        const oracle = new Oracle();
        let last: { id: string; sender: string; text: string } | undefined;
        for (const [count, one] of steps.entries()) {
          test.clock.pass(1 / 60);
          if (one.kind === 'pass') test.clock.pass(one.minutes);
          else if (one.kind === 'restart') await test.restart();
          else if (one.kind === 'sweep') await test.assistant.sweep();
          else if (one.kind === 'again') await (last && test.receive(last));
          else if (one.kind === 'say' || one.kind === 'tap') {
            const { who: at } = one;
            const sender = people[at] ?? '';
            const now = test.clock.now().getTime();
            const text = one.kind === 'say' ? one.text : `第${one.slot + 1}题 ${'ABCDE'.charAt(one.letter)}`;
            if (one.kind === 'say') oracle.say(at, text, now);
            else oracle.tap(at, one.slot, await judged(test, senders[at] ?? '', one.slot, one.letter), now);
            last = { id: `message-${count}`, sender, text };
            await test.receive(last);
          }
        }
        await compare(test, senders, oracle);
      } finally {
        await test.close();
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), run), { numRuns: 10 });
  });
});

async function compare(test: TestAssistant, senders: readonly string[], oracle: Oracle): Promise<void> {
  const attempts = await test.rows('quiz_attempts');
  const answers = await test.rows('quiz_answers');
  for (const [at, person] of senders.entries()) {
    const own = attempts.filter((row) => row.person === person);
    own.sort((one, other) => (String(one.started_at) < String(other.started_at) ? -1 : 1));
    const recorded = own.map(({ id, state, score, answered }) => ({
      ...{ over: state !== 'STARTED', score, answered },
      given: answers.filter(({ attempt }) => attempt === id).map(({ slot, right }) => [slot, right]),
    }));
    const expected = (oracle.attempts[at] ?? []).map((attempt) => ({
      ...{ over: attempt.ended !== undefined, score: attempt.answers.filter(Boolean).length },
      ...{ answered: attempt.answers.length, given: attempt.answers.map((right, slot) => [slot, right ? 1 : 0]) },
    }));
    expect(recorded).toEqual(expected);
  }
  const codes = senders.map((person) => participantCode(test.localKey, 'QZ2026-01', person));
  const ties = new Map((await test.rows('quiz_people')).map(({ code, tie }) => [code, String(tie)]));
  const board = await leaderboard(test.store.read, 'QZ2026-01', 10);
  const shown = board.map(({ tail, score, ms }) => `${codes.findIndex((code) => code.endsWith(tail))} ${score} ${ms}`);
  expect(shown).toEqual(oracle.ranking((at) => ties.get(codes[at]) ?? ''));
  expect(board.map(({ rank }) => rank)).toEqual(board.map((_, at) => at + 1));
}
