/** One engine at one size, in this process: run-growth.ts write|ask ENGINE DOCUMENTS PATH SECONDS. Prints JSON. */
import { residentMegabytes, say } from '../child.js';
import { timesOf, timingOf } from '../timing.js';
import { engines } from './engines.js';
import { recombined } from './recombine.js';
import { growthSource } from './source.js';

const [step = '', name = '', documents = '', path = '', seconds = ''] = process.argv.slice(2);
const engine = engines[name];
if (!engine) throw new Error('run-growth.ts write|ask ENGINE DOCUMENTS PATH SECONDS');
const QUESTIONS = 300;

async function write(file: FileEngine): Promise<void> {
  const source = growthSource();
  const count = Number(documents);
  const making = performance.now();
  for (const _ of recombined(source.documents, count));
  const made = performance.now();
  const bytes = await file.write(path, recombined(source.documents, count));
  // The texts are made while they are indexed: making them, timed beforehand, is taken off.
  const buildSeconds = Math.max(0.001, (performance.now() - made - (made - making)) / 1_000);
  say({ buildSeconds, bytes, peakMegabytes: process.resourceUsage().maxRSS / 1e3 });
}

async function ask(file: FileEngine): Promise<void> {
  const questions = growthSource()
    .questions.slice(0, QUESTIONS)
    .map(({ text }) => text);
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
