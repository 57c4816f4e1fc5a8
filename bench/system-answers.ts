import { readFile } from 'node:fs/promises';
import { type Config, loadConfig } from '../src/app/config.js';
import { openAnswering } from '../src/app/open-answering.js';
import { withTrial } from '../src/app/trial.js';
import { conversationOf, parseQuestionSet, type QuestionRow } from '../src/evaluation/question-set.js';
import { chinaDay, systemClock } from '../src/lib/clock.js';
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
  await library.close();
  return figuresOf('Extractive answer', times, rows.length);
}

async function conversing(config: Config, rows: readonly QuestionRow[]): Promise<Figure[]> {
  const { library, ...answering } = await openAnswering({ config, warn: console.error, build: 'missing', warm: true });
  const times = await withTrial(config, answering, (ask) =>
    timesOf(rows, (row, round) => ask(`${conversationOf(row)}-${round}`, `${row.id}-${round}`, row.question)),
  );
  await library.close();
  return figuresOf('Message to reply, recorded on disk', times, rows.length);
}

/** In this process, on the knowledge as shipped: the answer alone, then the whole way of a message. */
export async function measureAnswers(dataFolder: string): Promise<Figure[]> {
  const config = loadConfig({ environment: { YIWEN_DATA: dataFolder }, workingFolder: dataFolder });
  const rows = await readRows();
  return [...(await answering(config, rows)), ...(await conversing(config, rows))];
}
