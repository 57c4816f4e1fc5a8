/** One engine at one size, in this process: run-growth.ts write|ask ENGINE DOCUMENTS PATH SECONDS. Prints JSON. */

import { residentMegabytes, say } from '../child.js';
import type { SetDocument } from '../shared-sets.js';
import { timesOf, timingOf } from '../timing.js';
import { engines } from './engines.js';
import { recombined } from './recombine.js';
import { growthQuestions, growthSource } from './source.js';

const [step = '', name = '', documents = '', path = '', seconds = ''] = process.argv.slice(2);
const engine = engines[name];
if (!engine) throw new Error('run-growth.ts write|ask ENGINE DOCUMENTS PATH SECONDS');
const QUESTIONS = 300;

/** Hands on the documents and counts the milliseconds that making them takes: they are made while they are indexed. */
function* timed(documents: Iterator<SetDocument>, spent: { making: number }): Generator<SetDocument> {
  for (;;) {
    const started = performance.now();
    const next = documents.next();
    spent.making += performance.now() - started;
    if (next.done) return;
    yield next.value;
  }
}

async function write(file: FileEngine): Promise<void> {
  const spent = { making: 0 };
  const made = timed(recombined(growthSource().documents, Number(documents)), spent);
  const started = performance.now();
  const bytes = await file.write(path, made);
  const buildSeconds = (performance.now() - started - spent.making) / 1_000;
  say({ buildSeconds, bytes, peakMegabytes: process.resourceUsage().maxRSS / 1e3 });
}

async function ask(file: FileEngine): Promise<void> {
  const questions = growthQuestions().slice(0, QUESTIONS);
  const opening = performance.now();
  const ways = await file.open(path);
  const openSeconds = (performance.now() - opening) / 1_000;
  for (const [way, find] of Object.entries(ways)) {
    await timesOf(questions.slice(0, 20), find, Number(seconds) / 4);
    say({ way, openSeconds, ...timingOf(await timesOf(questions, find, Number(seconds))) });
  }
  say({ residentMegabytes: residentMegabytes() });
}

type FileEngine = NonNullable<typeof engine>;
await (step === 'write' ? write(engine) : ask(engine));
