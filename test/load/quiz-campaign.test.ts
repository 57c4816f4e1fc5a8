import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/app/config.js';
import { openRecords, type Records } from '../../src/app/records.js';
import { participantCode } from '../../src/services/quiz/play/person.js';
import { createDice } from '../services/casework-rows.js';
import { compileBot } from '../support/compiled-bot.js';
import { insertQuiz, someQuestions } from '../support/quiz-fixture.js';
import { type CampaignBot, openCampaignBot, writeConfig } from './quiz/campaign-bot.js';
import { createPlayer, type Player } from './quiz/player.js';
import { differences, readRows } from './quiz/recount.js';

/** As one bureau's campaign was: 13,385 participations. Fewer by `PEOPLE` and `ATTEMPTS` for a first look. */
const PEOPLE = Number(process.env.PEOPLE ?? 6_000);
const ATTEMPTS = Number(process.env.ATTEMPTS ?? 13_385);
const SLOTS = 5;
const A_DAY = 3;
const PORT = 18_137;
/** Answers a second that are sent whatever the bot does, and for how long. */
const RATE = 75;
const STEADY_SECONDS = Number(process.env.STEADY ?? 300);
const COME_IN_SECONDS = 15;
const GOAL_P95_MS = 500;
const KILL_EVERY_MS = 60_000;
/** Of one hundred last attempts, those that are given up in the middle. */
const LEAVE = 8;

const folder = mkdtempSync(join(tmpdir(), 'yiwen-campaign-'));
const dice = createDice(2026);
const faults: string[] = [];
let timing: number[] = [];
let answered = 0;
let bot: CampaignBot;
let config: string;
const players: Player[] = [];

const withRecords = async <T>(work: (records: Records) => Promise<T>): Promise<T> => {
  const records = await openRecords(loadConfig({ file: config, environment: {} }));
  try {
    return await work(records);
  } finally {
    await records.store.close();
  }
};

beforeAll(async () => {
  await compileBot(join(folder, 'bot'));
  config = writeConfig({ folder, port: PORT });
  const day = 86_400_000;
  const plan = {
    ...{ opensAt: new Date(Date.now() - day).toISOString(), closesAt: new Date(Date.now() + 9 * day).toISOString() },
    ...{ pools: [{ topic: 'fund-supervision', count: SLOTS }] as const, attemptsPerDay: A_DAY, entryScore: 3 },
  };
  await withRecords(({ store }) => insertQuiz(store, { plan, questions: someQuestions(40) }));
  bot = await openCampaignBot(join(folder, 'bot'), config, PORT);
  for (const [at, attempts] of share(ATTEMPTS, PEOPLE, A_DAY).entries()) players.push(newPlayer(at, attempts));
}, 300_000);

afterAll(async () => {
  await bot?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** So many attempts for so many people, one at least and `most` at most each. */
function share(attempts: number, people: number, most: number): number[] {
  const shares = Array.from({ length: people }, () => 1);
  for (let left = attempts - people; left > 0; ) {
    const at = dice.below(people);
    if ((shares[at] ?? most) >= most) continue;
    shares[at] = (shares[at] ?? 0) + 1;
    left--;
  }
  return shares;
}

function newPlayer(at: number, attempts: number): Player {
  const leaves = dice.below(100) < LEAVE;
  return createPlayer(
    {
      ...{ url: `http://127.0.0.1:${PORT}`, address: `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}` },
      dice: createDice(at + 1),
      onReply(milliseconds, kind) {
        timing.push(milliseconds);
        if (kind === 'answer') answered++;
      },
      onFault: (what) => faults.push(what),
    },
    Array.from({ length: attempts }, (_, number) => ({ leaves: leaves && number === attempts - 1 })),
  );
}

/** Who is in the middle of it just now, first come first served; the others come when one of these is through. */
const playing: Player[] = [];
const waiting: Player[] = [];
const AT_ONCE = 400;
const MOST_UNDER_WAY = 100;
const percentile = (values: readonly number[], part: number) =>
  values.toSorted((one, other) => one - other)[Math.ceil(values.length * part) - 1] ?? 0;
const say = (line: string) => process.stdout.write(`${line}\n`);

function nextPlayer(): Player | undefined {
  while (playing.length < AT_ONCE && waiting.length > 0) playing.push(...waiting.splice(0, 1));
  return playing.shift();
}

/** One step of one person, who then waits for the next question, or for the next attempt behind all others. */
async function serve(player: Player): Promise<void> {
  const before = player.attempts.length;
  const more = await player.step();
  if (!more) return;
  if (player.between && player.attempts.length === before) waiting.push(player);
  else playing.push(player);
}

describe(`a campaign of ${ATTEMPTS} attempts by ${PEOPLE} people`, () => {
  it('has read its knowledge before anybody comes', async () => {
    const asked = { id: 'm-first-question', text: '医保卡可以借给谁用' };
    const response = await fetch(`${bot.url}/api/messages`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(asked) },
    });
    expect(response.status).toBe(200);
  });

  it(`holds ${RATE} answers a second for ${STEADY_SECONDS} seconds`, async () => {
    waiting.push(...players);
    const underWay = new Set<Promise<void>>();
    // Beginnings and other words come on top: the clock goes by answers that were due.
    const answerFor = async (seconds: number) => {
      const from = Date.now();
      answered = 0;
      timing = [];
      while (Date.now() - from < seconds * 1_000 && faults.length < 50) {
        const due = ((Date.now() - from) / 1_000) * RATE;
        // A bot that falls behind is not buried: the rate that is held says so.
        while (answered + underWay.size < due && underWay.size < MOST_UNDER_WAY) {
          const player = nextPlayer();
          if (!player) break;
          const served = serve(player).finally(() => underWay.delete(served));
          underWay.add(served);
        }
        await setTimeout(5);
      }
    };
    // First they all begin, and nobody answers yet.
    await answerFor(COME_IN_SECONDS);
    await answerFor(STEADY_SECONDS);
    const rate = answered / STEADY_SECONDS;
    await Promise.all(underWay);
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((part) => percentile(timing, part).toFixed(0));
    say(
      `steady: ${rate.toFixed(1)} answers/s, ${(timing.length / STEADY_SECONDS).toFixed(1)} messages/s for ${STEADY_SECONDS} s, p50 ${p50}, p95 ${p95}, p99 ${p99} ms`,
    );
    expect(rate).toBeGreaterThanOrEqual(RATE * 0.995);
    expect(percentile(timing, 0.95)).toBeLessThan(GOAL_P95_MS);
    expect(faults).toEqual([]);
  });

  it('goes on, as fast as it can, while the process is killed every minute', async () => {
    timing = [];
    answered = 0;
    const from = Date.now();
    let kills = 0;
    let down = 0;
    const seconds: number[] = [];
    let last = 0;
    const ticking = setInterval(() => {
      seconds.push(answered - last);
      last = answered;
    }, 1_000);
    let over = false;
    const killing = (async () => {
      while (!over) {
        for (let waited = 0; waited < KILL_EVERY_MS && !over; waited += 100) await setTimeout(100);
        if (over) return;
        const at = Date.now();
        await bot.killAndStart();
        down += Date.now() - at;
        kills++;
      }
    })();
    const workers = Array.from({ length: 64 }, async () => {
      for (let player = nextPlayer(); player && faults.length < 50; player = nextPlayer()) {
        await serve(player);
      }
    });
    await Promise.all(workers);
    over = true;
    await killing;
    clearInterval(ticking);
    const took = (Date.now() - from) / 1_000;
    const peak = percentile(seconds, 0.95);
    say(
      `peak: ${peak} answers/s (95th percentile of seconds), ${(answered / (took - down / 1_000)).toFixed(1)} on average while it lived, p95 ${percentile(timing, 0.95).toFixed(0)} ms with 64 at once; ${kills} kills, ${(down / Math.max(1, kills) / 1_000).toFixed(1)} s down each, ${took.toFixed(0)} s`,
    );
    expect(faults).toEqual([]);
  });

  it('has recorded exactly what people sent and were told', async () => {
    await bot.stop();
    const fault = bot.printed.filter((line) => /SQLITE|busy|locked|"level":(?:50|60)/i.test(line));
    expect(fault).toEqual([]);
    await withRecords(async ({ store, localKey }) => {
      const rows = await readRows(store);
      const senders = new Map(rows.people.map(({ code, person }) => [code, person]));
      for (const [code, person] of senders) expect(participantCode(localKey, 'QZ2026-01', person)).toBe(code);
      const personOf = ({ sender }: Player) => localKey.fingerprint('sender', 'web-chat', sender);
      const played = players.map((player) => ({ person: personOf(player), attempts: player.attempts }));
      expect(differences(rows, played, SLOTS)).toEqual([]);
      expect(rows.attempts).toHaveLength(ATTEMPTS);
      expect(rows.people).toHaveLength(PEOPLE);
      say(
        `recount: ${rows.attempts.length} attempts, ${rows.answers.length} answers, ${rows.people.length} people: equal`,
      );
    });
  });
});
