import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawFromCampaign } from '../../../src/services/quiz/campaign/changes.js';
import { countDays, countGroups, countPlayed, countTopics } from '../../../src/services/quiz/figures/counts.js';
import { quizFigures } from '../../../src/services/quiz/figures/figures.js';
import { discrimination, readItems } from '../../../src/services/quiz/figures/items.js';
import { quizSheets } from '../../../src/services/quiz/sheets.js';
import { createTestAssistant, type TestAssistant } from '../../support/test-assistant.js';
import { codeOf, drawer, type Played, poolOf, putAttempt, putBank, putOpen, reviewer } from './rows.js';

/** Pearson's r, step by step as in any textbook; undefined where one side does not vary. */
function pearson(xs: readonly number[], ys: readonly number[]): number | undefined {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const across = xs.reduce((sum, x, at) => sum + (x - mx) * ((ys[at] ?? 0) - my), 0);
  const spread = (values: readonly number[], middle: number) =>
    Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0));
  const [sx, sy] = [spread(xs, mx), spread(ys, my)];
  return new Set(xs).size < 2 || new Set(ys).size < 2 ? undefined : across / (sx * sy);
}

describe('the discrimination of an item', () => {
  const marks = fc.array(fc.record({ good: fc.constantFrom(0, 1), rest: fc.nat(30) }), { maxLength: 60 });
  const sums = (rows: readonly { readonly good: number; readonly rest: number }[]) => {
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0);
    return {
      ...{ answers: rows.length, good: sum(({ good }) => good), rest: sum(({ rest }) => rest) },
      ...{ square: sum(({ rest }) => rest * rest), product: sum(({ good, rest }) => good * rest) },
    };
  };

  it("is Pearson's r of the item and the rest", () => {
    fc.assert(
      fc.property(marks, (rows) => {
        const told = discrimination(sums(rows));
        const naive = pearson(
          rows.map(({ good }) => good),
          rows.map(({ rest }) => rest),
        );
        if (naive === undefined) expect(told).toBeUndefined();
        else expect(told).toBeCloseTo(naive, 9);
      }),
    );
  });

  it('is 1 where who knows the rest knows it, and -1 the other way round', () => {
    const rows = [0, 0, 4, 4].map((rest) => ({ rest, good: rest === 4 ? 1 : 0 }));
    expect(discrimination(sums(rows))).toBeCloseTo(1, 12);
    expect(discrimination(sums(rows.map(({ rest, good }) => ({ rest, good: 1 - good }))))).toBeCloseTo(-1, 12);
  });
});

let bot: TestAssistant;
let campaign: string;
let pool: readonly string[];
let played: Played[];

const sheetRows = async (name: string, from = '2026-01-01', to = '2026-12-31') => {
  const sheet = quizSheets.find((one) => one.name === name);
  const rows: (readonly string[])[] = [];
  const request = { read: bot.store.read, member: reviewer, now: bot.clock.now(), keyring: undefined, from, to };
  for await (const row of sheet?.rows(request) ?? []) rows.push(row);
  return rows;
};

/** 400 attempts of 90 people on nine days, from a fixed seed: drops, rehearsals, voided ones and two campaigns. */
function generate(campaigns: readonly string[]): Played[] {
  const one = fc.record({
    campaign: fc.constantFrom(...campaigns),
    person: fc.integer({ min: 1, max: 90 }).map((person) => `P${person}`),
    day: fc.integer({ min: 1, max: 9 }).map((day) => `2026-04-0${day}`),
    number: fc.integer({ min: 1, max: 3 }),
    rehearsal: fc.constantFrom(false, false, false, false, true),
    state: fc.constantFrom('SUBMITTED', 'SUBMITTED', 'SUBMITTED', 'EXPIRED', 'STARTED', 'VOID'),
    questions: fc.shuffledSubarray([...pool], { minLength: 3, maxLength: 3 }),
    marks: fc.array(fc.constantFrom(true, true, false), { minLength: 3, maxLength: 3 }),
    dropped: fc.integer({ min: 0, max: 2 }),
    ms: fc.integer({ min: 5_000, max: 600_000 }),
  });
  const drawn = fc.sample(one, { numRuns: 520, seed: 20_260_401 }).map(({ marks, dropped, ...rest }) => ({
    ...(rest as Omit<Played, 'right'>),
    right: rest.state === 'SUBMITTED' ? marks : marks.map((mark, at) => (at < dropped ? mark : undefined)),
    group: ['朝阳街道', '朝阳街道', '东湖街道', ''][Number(rest.person.slice(1)) % 4] ?? '',
  }));
  const key = ({ campaign, person, day, number, rehearsal }: Played) =>
    [campaign, person, day, number, rehearsal].join();
  return [...new Map(drawn.map((row) => [key(row), row])).values()];
}

const counts = ({ rehearsal, state }: Played) => !rehearsal && state !== 'VOID';
const ended = ({ state }: Played) => state !== 'STARTED';
const good = ({ right }: Played) => right.filter((mark) => mark === true).length;

beforeAll(async () => {
  bot = await createTestAssistant();
  await putBank(bot.store);
  campaign = await putOpen(bot.store, bot.clock.now());
  const other = await putOpen(bot.store, bot.clock.now());
  pool = await poolOf(bot.store, campaign);
  played = generate([campaign, campaign, campaign, other]);
  for (const row of played) await putAttempt(bot.store, row);
}, 60_000);
afterAll(() => bot.close());

describe('the figures of a campaign', () => {
  const own = () => played.filter((row) => row.campaign === campaign && counts(row));

  it('are what counting the attempts one by one comes to', async () => {
    const done = own().filter(ended);
    expect(await countPlayed(bot.store.read, { campaign })).toEqual({
      ...{ started: own().length, people: new Set(own().map(({ person }) => person)).size },
      ...{ submitted: own().filter(({ state }) => state === 'SUBMITTED').length, finished: done.length },
      ...{ score: done.reduce((sum, row) => sum + good(row), 0), slots: done.length * 3 },
    });
    expect(own().length).toBeGreaterThan(150);
  });

  it('of days, topics and groups add up to the same', async () => {
    const days = [...new Set(own().map(({ day }) => day ?? ''))].toSorted();
    expect(await countDays(bot.store.read, { campaign })).toEqual(
      days.map((key) => {
        const rows = own().filter(({ day }) => day === key);
        return { key, attempts: rows.length, people: new Set(rows.map(({ person }) => person)).size };
      }),
    );
    const answers = own().flatMap(({ questions, right }) =>
      questions.flatMap((question, at) => (right[at] === undefined ? [] : [{ question, right: right[at] }])),
    );
    for (const { key, answers: told, good: hit } of await countTopics(bot.store.read, { campaign })) {
      const mine = answers.filter(({ question }) => question.startsWith(key));
      expect([key, told, hit]).toEqual([key, mine.length, mine.filter(({ right }) => right).length]);
    }
    const groups = await countGroups(bot.store.read, { campaign });
    const whole = groups.reduce((sum, { people }) => sum + people, 0);
    expect(whole).toBe((await countPlayed(bot.store.read, { campaign })).people);
    for (const { key, people, score } of groups) {
      const rows = own().filter(({ group }) => group === key);
      expect(people).toBe(new Set(rows.map(({ person }) => person)).size);
      expect(score).toBe(rows.filter(ended).reduce((sum, row) => sum + good(row), 0));
    }
  });

  it('of each question are those of its answers in finished attempts', async () => {
    const done = own().filter(ended);
    for (const item of await readItems(bot.store.read, campaign)) {
      const marks = done.flatMap((row) => {
        const at = row.questions.indexOf(item.question.id);
        const mark = row.right[at];
        return mark === undefined ? [] : [{ mark: mark ? 1 : 0, rest: good(row) - (mark ? 1 : 0) }];
      });
      const hits = marks.filter(({ mark }) => mark === 1).length;
      const r = pearson(
        marks.map(({ mark }) => mark),
        marks.map(({ rest }) => rest),
      );
      expect([item.question.id, item.answers, item.facility]).toEqual([
        ...[item.question.id, marks.length, Math.round((hits / marks.length) * 1_000) / 10],
      ]);
      expect(Math.abs((item.discrimination ?? 9) - (r ?? 9))).toBeLessThan(0.0051);
      expect(item.options).toEqual([hits, marks.length - hits, 0]);
    }
  });
});

describe('the figures of the yearly report', () => {
  const year = { from: '2026-01-01', to: '2026-12-31' };

  it('count all campaigns, by the day of the start', async () => {
    const value = async (period: typeof year) =>
      Object.fromEntries((await quizFigures(bot.store.read, period)).map((figure) => [figure.id, figure.value]));
    const recount = (from: string, to: string) => {
      const rows = played.filter(counts).filter(({ day = '' }) => day >= from && day <= to);
      const done = rows.filter(ended);
      const percent = (part: number, whole: number) => (whole ? Math.round((part / whole) * 1_000) / 10 : undefined);
      return {
        ...{ 'quiz.campaigns': new Set(rows.map((row) => row.campaign)).size, 'quiz.participations': rows.length },
        'quiz.people': new Set(rows.map((row) => `${row.campaign} ${row.person}`)).size,
        'quiz.completion': percent(rows.filter(({ state }) => state === 'SUBMITTED').length, rows.length),
        'quiz.mean-score': percent(
          done.reduce((sum, row) => sum + good(row), 0),
          done.length * 3,
        ),
        'quiz.accuracy': percent(
          rows.reduce((sum, row) => sum + good(row), 0),
          rows.reduce((sum, { right }) => sum + right.filter((mark) => mark !== undefined).length, 0),
        ),
        'quiz.prizes': 0,
      };
    };
    expect(await value(year)).toEqual(recount('2026-01-01', '2026-12-31'));
    expect(await value({ from: '2026-04-03', to: '2026-04-03' })).toEqual(recount('2026-04-03', '2026-04-03'));
    expect(await value({ from: '2025-01-01', to: '2025-12-31' })).toEqual(recount('2025-01-01', '2025-12-31'));
  });

  it('show a query that runs as it stands and gives the same again', async () => {
    const figures = await quizFigures(bot.store.read, year);
    expect(figures.filter(({ query }) => /[?{]/.test(query))).toEqual([]);
    for (const { query } of figures) await sql.raw(query).execute(bot.store.read);
    const shown = figures.find(({ id }) => id === 'quiz.participations');
    const again = await sql.raw<{ started: number }>(shown?.query ?? '').execute(bot.store.read);
    expect(again.rows[0]?.started).toBe(shown?.value);
  });
});

describe('the sheets of the quiz', () => {
  it('have every counted attempt once, with the code instead of a name', async () => {
    const rows = await sheetRows('quiz');
    const expected = played.filter(counts).map((row) => {
      const code = codeOf(row.person).replace(/(.{4})(?=.)/g, '$1-');
      return [row.campaign, code, row.day, String(row.number), String(good(row))].join(' ');
    });
    expect(rows.map((row) => row.slice(0, 5).join(' ')).toSorted()).toEqual(expected.toSorted());
    expect(new Set(rows.map((row) => row.slice(7).join()))).toEqual(new Set(['未定,']));
    expect((await sheetRows('quiz', '2026-04-02', '2026-04-02')).every((row) => row[2] === '2026-04-02')).toBe(true);
  });

  it('tell who entered the draw and what they won, once that is known', async () => {
    const [winner, entrant] = [
      ...new Set(played.filter((row) => row.campaign === campaign && counts(row)).map((row) => row.person)),
    ];
    await bot.store.transaction(async (tx) => {
      await sql`update quiz_campaigns set state = 'PUBLISHED', drawer = ${drawer.login} where number = ${campaign}`.execute(
        tx,
      );
      for (const person of [winner ?? '', entrant ?? ''])
        await sql`insert into quiz_entries values (${campaign}, ${codeOf(person)})`.execute(tx);
      await sql`insert into quiz_winners (campaign, place, code, prize, state) values
        (${campaign}, 1, ${codeOf(entrant ?? '')}, '一等奖', 'lapsed'), (${campaign}, 2, ${codeOf(winner ?? '')}, '一等奖', 'won')`.execute(
        tx,
      );
    });
    const ends = new Map(
      (await sheetRows('quiz'))
        .filter(([number]) => number === campaign)
        .map((row) => [row[1]?.replaceAll('-', ''), row.slice(7)]),
    );
    expect(ends.get(codeOf(winner ?? ''))).toEqual(['是', '一等奖']);
    expect(ends.get(codeOf(entrant ?? ''))).toEqual(['是', '']);
    expect([...ends.values()].filter(([entered]) => entered === '否').length).toBeGreaterThan(50);
    await bot.store.transaction(async (tx) => {
      await sql`update quiz_campaigns set state = 'OPEN' where number = ${campaign}`.execute(tx);
    });
  });

  it('leave a withdrawn question out of the accuracy, and tell that it is', async () => {
    const question = pool[0] ?? '';
    const before = (await countTopics(bot.store.read, { campaign })).reduce((sum, { answers }) => sum + answers, 0);
    const items = await readItems(bot.store.read, campaign);
    await bot.store.transaction((tx) =>
      withdrawFromCampaign(
        tx,
        { number: campaign, question, reason: '题干写错了年份' },
        { member: reviewer, now: bot.clock.now() },
      ),
    );
    const rows = (await sheetRows('quiz-items')).filter(([number]) => number === campaign);
    expect(rows.find(([, id]) => id === question)?.[7]).toBe('已撤下');
    expect(rows).toHaveLength(pool.length);
    const after = (await countTopics(bot.store.read, { campaign })).reduce((sum, { answers }) => sum + answers, 0);
    expect(after).toBeLessThan(before);
    const still = (await readItems(bot.store.read, campaign)).find((item) => item.question.id === question);
    expect(still?.facility).toBe(items.find((item) => item.question.id === question)?.facility);
    const done = played.filter((row) => row.campaign === campaign && counts(row) && ended(row));
    for (const item of await readItems(bot.store.read, campaign)) {
      const marks = done.flatMap(({ questions, right }) => {
        const mark = right[questions.indexOf(item.question.id)];
        const others = questions.filter((id, at) => id !== question && id !== item.question.id && right[at]);
        return mark === undefined ? [] : [{ mark: mark ? 1 : 0, rest: others.length }];
      });
      const r = pearson(
        marks.map(({ mark }) => mark),
        marks.map(({ rest }) => rest),
      );
      expect(Math.abs((item.discrimination ?? 9) - (r ?? 9))).toBeLessThan(0.0051);
    }
  });
});
