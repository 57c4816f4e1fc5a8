import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Assistant, createAssistant } from '../../src/chat/assistant.js';
import type { RateLimit } from '../../src/chat/limit.js';
import type { PrivacyNotice } from '../../src/chat/plan.js';
import type { Service, Services } from '../../src/chat/service.js';
import type { Answering } from '../../src/domain/answer.js';
import type { Bureau } from '../../src/domain/bureau.js';
import type { IncomingMessage, Reply } from '../../src/domain/message.js';
import type { Clock } from '../../src/lib/clock.js';
import { type Log, silentLog } from '../../src/lib/log.js';
import type { EstimateOptions } from '../../src/services/benefits/talk/flow.js';
import type { HandoffSettings } from '../../src/services/handoff/handoff.js';
import { createServices, serviceMigrations } from '../../src/services/index.js';
import { defaultQuizSettings, type QuizSettings } from '../../src/services/quiz/settings.js';
import { defaultRatingSettings, type RatingSettings } from '../../src/services/ratings/settings.js';
import { openStore } from '../../src/storage/engines/index.js';
import { type LocalKey, openLocalKey } from '../../src/storage/local-key.js';
import type { Seal } from '../../src/storage/sealing/sealed-text.js';
import { createSealing } from '../../src/storage/sealing/sealing.js';
import type { Store } from '../../src/storage/store.js';
import { fixedAnswering } from './fixed-answering.js';
import { putMigratedDatabase } from './migrated-database.js';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  pass(minutes: number): void;
}

export function testClock(start = '2026-04-01T02:00:00Z'): TestClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    pass(minutes) {
      now += minutes * 60_000;
    },
  };
}

export const testBureau: Bureau = {
  name: '样例市医保局',
  address: '样例路1号',
  hours: '工作日9:00—17:00',
  phones: [{ label: '咨询电话', number: '0100-1234567' }],
};

export interface TestAssistantOptions {
  readonly folder?: string;
  readonly answering?: Answering;
  readonly bureau?: Bureau;
  readonly clock?: TestClock;
  readonly log?: Log;
  readonly rateLimit?: RateLimit;
  readonly lateWithinMs?: number;
  readonly notice?: PrivacyNotice;
  readonly emergency?: (text: string) => string | undefined;
  /** Rules for estimates; none are worked out without. */
  readonly benefits?: EstimateOptions;
  readonly ratings?: Partial<RatingSettings>;
  /** The channel of the tests knows who somebody is, unless it says otherwise. */
  readonly quiz?: Partial<QuizSettings>;
  /** When staff take conversations over; never when absent. */
  readonly handoff?: HandoffSettings;
  /** Asked before the others of the table, in place of those of the same name. */
  readonly services?: readonly Service[];
}

/** As by default, with a message window for the channel of the tests. */
export const testRatings: RatingSettings = { ...defaultRatingSettings, windowHours: { test: 48 } };

export const testQuiz: QuizSettings = { ...defaultQuizSettings, verifiedChannels: ['test'] };

/** A whole assistant over a real store in a folder of its own; `restart` opens both anew on the same folder. */
export interface TestAssistant {
  readonly folder: string;
  readonly clock: TestClock;
  /** The founding code, once there is one; a second one would be a fault. */
  readonly codes: readonly string[];
  assistant: Assistant;
  store: Store;
  localKey: LocalKey;
  services: Services;
  seal: () => Promise<Seal>;
  receive(message: Partial<IncomingMessage>, withinMs?: number): Promise<Reply>;
  /** One text message with an id of its own. */
  say(text: string, from?: Partial<IncomingMessage>): Promise<Reply>;
  restart(): Promise<void>;
  count(table: string): Promise<number>;
  rows(table: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** The least that scrypt takes: the assistants of the tests are made by the hundred. */
export const TEST_COST = 1_024;

export async function createTestAssistant(options: TestAssistantOptions = {}): Promise<TestAssistant> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'yiwen-'));
  const clock = options.clock ?? testClock();
  const answering = options.answering ?? fixedAnswering();
  const codes: string[] = [];
  const open = async (fresh: boolean) => {
    const localKey = openLocalKey(folder);
    const { benefits, handoff, bureau = testBureau } = options;
    const ratings = { ...testRatings, ...options.ratings };
    const quiz = { ...testQuiz, ...options.quiz };
    const given = { ...(benefits ? { benefits } : {}), ...(handoff ? { handoff } : {}) };
    const table = createServices({ bureau, localKey, ratings, quiz, ...given });
    const named = new Set(options.services?.map(({ name }) => name));
    const others = [...(options.services ?? []), ...table.others.filter(({ name }) => !named.has(name))];
    const services = { ...table, others };
    const migrations = serviceMigrations(services);
    if (fresh) await putMigratedDatabase(folder, migrations);
    const store = await openStore({ folder, migrations });
    const sealing = createSealing({ store, onCodeCreated: (code) => codes.push(code), cost: TEST_COST });
    const { rateLimit, emergency, lateWithinMs, notice, log = silentLog } = options;
    const limits = {
      ...(notice ? { notice } : {}),
      ...(rateLimit ? { rateLimit } : {}),
      ...(emergency ? { emergency } : {}),
      ...(lateWithinMs === undefined ? {} : { lateWithinMs }),
    };
    const seal = () => sealing.seal();
    return {
      store,
      localKey,
      seal,
      services,
      assistant: createAssistant({ store, localKey, answering, services, seal, clock, log, ...limits }),
    };
  };
  let sent = 0;
  const test: TestAssistant = {
    folder,
    clock,
    codes,
    ...(await open(options.folder === undefined)),
    receive: (message, withinMs) =>
      test.assistant.receive(
        completed(message, clock, () => `m${++sent}`),
        withinMs,
      ),
    say: (text, from) => test.receive({ ...from, text }),
    async restart() {
      await test.assistant.close();
      await test.store.close();
      Object.assign(test, await open(false));
    },
    rows: async (table) =>
      (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(test.store.read)).rows,
    count: async (table) => (await test.rows(table)).length,
    async close() {
      await test.assistant.close();
      await test.store.close();
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
  return test;
}

function completed(message: Partial<IncomingMessage>, clock: Clock, nextId: () => string): IncomingMessage {
  const sender = message.sender ?? '甲';
  return {
    channel: 'test',
    chat: sender,
    id: message.id ?? nextId(),
    kind: 'text',
    text: '',
    sentAt: clock.now(),
    ...message,
    sender,
  };
}
