/**
 * yiwen beside other search engines on every set, each in a process of its own: npx tsx bench/retrieval-peers.ts
 * What an engine does not finish in time is cut, and said to be.
 */
import { type ChildReport, runChild } from './child.js';
import { counted, markdownTable, share } from './markdown.js';
import { peers } from './peers/index.js';
import { type BarGroup, barChart } from './plots/bars.js';
import { keepReport, quick } from './results.js';
import { setGoals } from './set-goals.js';
import { sharedSets } from './shared-sets.js';

/** Seconds for building and answering. */
const LIMIT = quick ? 20 : 100;
const QUESTIONS = quick ? 100 : 1_000;

/** What the child says: first of building, then of answering. */
interface Measured {
  readonly documentsPerSecond: number;
  readonly megabytes: number;
  readonly mrr: number;
  readonly questions: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

export interface PeerRow extends Partial<Measured> {
  readonly set: string;
  readonly documents: number;
  readonly peer: string;
  readonly title: string;
  readonly outcome: ChildReport<unknown>['outcome'];
}

const sets = sharedSets().filter(({ name }) => !quick || name === 'cmrc');
const rows: PeerRow[] = [];
for (const { name, documents } of sets) {
  for (const [peer, { title }] of Object.entries(peers)) {
    const words = [peer, name, `${QUESTIONS}`];
    const { lines, outcome } = await runChild<Partial<Measured>>('peers/run-peer.ts', words, LIMIT);
    console.error(`${name}: ${title}: ${outcome}`);
    rows.push({ set: name, documents: documents.length, peer, title, outcome, ...Object.assign({}, ...lines) });
  }
}

const instead = ({ outcome }: PeerRow) => (outcome === 'cut' ? `cut after ${LIMIT} s` : 'did not run');

function line(row: PeerRow): string[] {
  const { title, mrr, perSecond, p50, p99, documentsPerSecond, megabytes } = row;
  const building = [documentsPerSecond, megabytes].map((value) => (value === undefined ? '' : counted(value)));
  const asked = [mrr, perSecond, p50, p99].every((value) => value !== undefined)
    ? [share(mrr as number), counted(perSecond as number), (p50 as number).toFixed(2), (p99 as number).toFixed(2)]
    : [instead(row), '', '', ''];
  return [title, ...asked, ...building];
}

const headings = ['Engine', 'MRR@10', 'questions/s', 'p50 ms', 'p99 ms', 'documents/s', 'MB'];
const ofSet = (name: string) => rows.filter(({ set }) => set === name);
const text = sets.map(
  ({ name, documents, questions }) =>
    `## ${name}: ${counted(documents.length)} documents, ${Math.min(QUESTIONS, questions.length)} questions\n\n` +
    markdownTable(headings, ofSet(name).map(line)),
);

function groupOf(
  name: string,
  value: (row: PeerRow) => number | undefined,
  label: (value: number) => string,
): BarGroup {
  const bars = ofSet(name).map((row) => {
    const number = value(row);
    const tone =
      row.peer === 'yiwen' ? ('ours' as const) : row.peer === 'yiwen-words' ? ('light' as const) : ('other' as const);
    return number === undefined
      ? { name: row.title, label: instead(row), tone }
      : { name: row.title, value: number, label: label(number), tone };
  });
  return { name: `${name}, ${counted(ofSet(name)[0]?.documents ?? 0)} documents`, bars };
}

const quality = sets.map(({ name }) => {
  const goal = setGoals[name]?.mrr;
  const group = groupOf(name, ({ mrr }) => mrr, share);
  return goal === undefined ? group : { ...group, goal: { value: goal, label: `goal ${share(goal)}` } };
});
const speed = sets.map(({ name }) => groupOf(name, ({ perSecond }) => perSecond, counted));
keepReport({
  name: 'retrieval-peers',
  title: 'yiwen beside other engines',
  raw: { rows },
  text:
    sets.length === 0
      ? 'No retrieval sets here: YIWEN_BENCH_SETS names the folder that holds them.'
      : text.join('\n\n'),
  plots:
    sets.length === 0
      ? {}
      : {
          quality: barChart({
            title: 'What is found',
            subtitle: 'MRR@10: 1 when the right text always comes first; longer is better',
            groups: quality,
          }),
          speed: barChart({
            title: 'Questions answered in a second',
            subtitle: 'one process, one core, logarithmic; longer is better',
            groups: speed,
            logarithmic: true,
          }),
        },
});
