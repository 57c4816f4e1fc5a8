/** One engine on one set, in this process: run-peer.ts PEER SET QUESTIONS. Prints what it built, then what it found. */
import { residentMegabytes, say } from '../child.js';
import { meanReciprocalRank, sharedSets } from '../shared-sets.js';
import { timesOf, timingOf } from '../timing.js';
import { peers } from './index.js';

const [name = '', setName = '', most = ''] = process.argv.slice(2);
const set = sharedSets([setName])[0];
const peer = peers[name];
if (!set || !peer) throw new Error(`run-peer.ts PEER SET QUESTIONS: no peer ${name} or no set ${setName}`);
const build = await peer.load();
const before = residentMegabytes();
const started = performance.now();
const ask = await build(set.documents);
const seconds = (performance.now() - started) / 1_000;
say({ documentsPerSecond: set.documents.length / seconds, megabytes: residentMegabytes() - before });

const questions = set.questions.slice(0, Number(most));
const texts = questions.map(({ text }) => text);
await timesOf(texts.slice(0, 20), ask);
const ranks: number[] = [];
const found: (readonly string[])[] = [];
const times = await timesOf(texts, async (text) => {
  found.push(await ask(text));
});
questions.forEach(({ rel }, at) => {
  ranks.push(found[at]?.findIndex((id) => rel.includes(id)) ?? -1);
});
say({ mrr: meanReciprocalRank(ranks), ...timingOf(times) });
process.exit(0);
