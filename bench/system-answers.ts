import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble, type House } from '../src/app/assemble.js';
import { type Config, loadConfig } from '../src/app/config.js';
import { openAnswering } from '../src/app/open-answering.js';
import { conversationOf, parseQuestionSet, type QuestionRow } from '../src/evaluation/question-set.js';
import { chinaDay, systemClock } from '../src/lib/clock.js';
import { silentLog } from '../src/lib/log.js';
import { type Figure, percentile } from './figures.js';

const rounds = 10;

const readRows = async () =>
  parseQuestionSet(await readFile(new URL('../test/evaluation/questions.jsonl', import.meta.url), 'utf8'));

async function timed(task: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await task();
  return performance.now() - started;
}

/** Every question, one after the other, and all of them again. The first ones are counted too: nothing is warmed up. */
async function timesOf(
  rows: readonly QuestionRow[],
  ask: (row: QuestionRow, round: number) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) for (const row of rows) times.push(await timed(() => ask(row, round)));
  return times;
}

function figuresOf(what: string, times: readonly number[], questions: number): Figure[] {
  const note = `${questions} questions × ${rounds}`;
  return [
    { what: `${what}, p50`, measured: percentile(times, 0.5), unit: 'ms', note },
    { what: `${what}, p99`, measured: percentile(times, 0.99), goal: 20, unit: 'ms', note },
    { what: `${what}, slowest`, measured: Math.max(...times), unit: 'ms', note: 'the first one included' },
  ];
}

async function answering(config: Config, rows: readonly QuestionRow[]): Promise<Figure[]> {
  const { answering, library } = await openAnswering({ config, warn: console.error, build: 'missing' });
  const asOf = chinaDay(systemClock.now());
  const times = await timesOf(rows, ({ question }) => answering.extract({ question, asOf }));
  library.close();
  return figuresOf('Extractive answer', times, rows.length);
}

function ask({ assistant }: House, row: QuestionRow, round: number): Promise<unknown> {
  const sender = `${conversationOf(row)}-${round}`;
  const id = `${row.id}-${round}`;
  return assistant.receive({
    channel: 'bench',
    chat: sender,
    sender,
    id,
    kind: 'text',
    text: row.question,
    sentAt: new Date(),
  });
}

async function conversing(config: Config, rows: readonly QuestionRow[]): Promise<Figure[]> {
  const recordsFolder = await mkdtemp(join(tmpdir(), 'yiwen-bench-'));
  const house = await assemble({
    config,
    recordsFolder,
    build: 'missing',
    warn: console.error,
    onPasswordCreated: () => {},
    messagesPerMinute: 1_000_000,
    log: silentLog,
  });
  const times = await timesOf(rows, (row, round) => ask(house, row, round));
  await house.close();
  await rm(recordsFolder, { recursive: true });
  return figuresOf('Message to reply, recorded on disk', times, rows.length);
}

/** In this process, on the knowledge as shipped: the answer alone, then the whole way of a message. */
export async function measureAnswers(dataFolder: string): Promise<Figure[]> {
  const config = loadConfig({ environment: { YIWEN_DATA: dataFolder }, workingFolder: dataFolder });
  const rows = await readRows();
  return [...(await answering(config, rows)), ...(await conversing(config, rows))];
}
