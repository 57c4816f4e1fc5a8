/**
 * From a thousand documents to a million, beside SQLite FTS5: npx tsx bench/retrieval-growth.ts
 * An index is written by one process and asked by another, so that memory is what serving takes.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChild } from './child.js';
import { engines } from './growth/engines.js';
import { growthSource } from './growth/source.js';
import { counted, markdownTable } from './markdown.js';
import { type Curve, logLogChart } from './plots/lines.js';
import { keepReport, quick } from './results.js';
import type { Timing } from './timing.js';

const SIZES = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000].filter((size) => !quick || size <= 30_000);
/** Seconds for building at one size, and for asking in one way; fewer questions are asked where it runs out. */
const [BUILDING, ASKING] = [150, quick ? 3 : 15];

interface Written {
  readonly buildSeconds: number;
  readonly bytes: number;
  /** While building, the making of the texts included. */
  readonly peakMegabytes: number;
}

export interface GrowthRow extends Partial<Written>, Partial<Timing> {
  readonly engine: string;
  /** Which way of asking: our engine has two. */
  readonly way: string;
  readonly documents: number;
  readonly openSeconds?: number;
  readonly residentMegabytes?: number;
}

async function measure(engine: string, documents: number, folder: string): Promise<GrowthRow[]> {
  const path = join(folder, `${engine}-${documents}`);
  const words = [engine, `${documents}`, path, `${ASKING}`];
  const written = await runChild<Written>('growth/run-growth.ts', ['write', ...words], BUILDING);
  const whole = { engine, documents, ...written.lines[0] };
  console.error(`${engine}, ${counted(documents)}: building ${written.outcome}`);
  if (written.outcome !== 'done') return [{ ...whole, way: engines[engine]?.title ?? engine }];
  const asked = await runChild<Partial<GrowthRow>>('growth/run-growth.ts', ['ask', ...words], 5 * ASKING + 30);
  await rm(path);
  const resident = asked.lines.find(({ residentMegabytes }) => residentMegabytes !== undefined);
  return asked.lines.flatMap((line) => (line.way ? [{ ...whole, ...line, ...resident, way: line.way }] : []));
}

const rows: GrowthRow[] = [];
const folder = await mkdtemp(join(tmpdir(), 'yiwen-bench-'));
try {
  for (const size of SIZES)
    for (const engine of Object.keys(engines)) rows.push(...(await measure(engine, size, folder)));
} finally {
  await rm(folder, { recursive: true, force: true });
}

function line({ documents, way, buildSeconds, bytes, peakMegabytes, ...asked }: GrowthRow): string[] {
  const { openSeconds, residentMegabytes, questions, p50, p99 } = asked;
  const built =
    buildSeconds === undefined || bytes === undefined
      ? [`cut after ${BUILDING} s`, '', '', '']
      : [
          `${buildSeconds.toFixed(2)} s`,
          counted(documents / buildSeconds),
          counted(peakMegabytes ?? 0),
          (bytes / 1e6).toFixed(1),
        ];
  const times = [openSeconds, p50, p99].map((value) => value?.toFixed(2) ?? '');
  return [
    counted(documents),
    way,
    ...built,
    times[0] ?? '',
    residentMegabytes === undefined ? '' : counted(residentMegabytes),
    `${questions ?? ''}`,
    ...times.slice(1),
  ];
}

const tones = { yiwen: 'ours', 'yiwen, words alone': 'light', 'FTS5 bigrams': 'other' } as const;
type Way = keyof typeof tones;

function curve(way: Way, name: string, value: (row: GrowthRow) => number | undefined, dashed = false): Curve {
  const points = rows.flatMap((row): [number, number][] => {
    const y = row.way === way ? value(row) : undefined;
    return y === undefined ? [] : [[row.documents, y]];
  });
  return { name: `${way}, ${name}`, tone: tones[way], dashed, points };
}

const ways = Object.keys(tones) as Way[];
const source = growthSource();
const headings =
  'Documents|Engine|built in|documents/s|building MB|file MB|opened in s|serving MB|questions|p50 ms|p99 ms';
keepReport({
  name: 'retrieval-growth',
  title: 'From a thousand documents to a million',
  raw: { source: source.name, realDocuments: source.documents.length, rows },
  text: `The first ${counted(source.documents.length)} documents are those of ${source.name}${
    source.name === 'law-like' ? ', generated: no retrieval set is here' : ''
  }; beyond, documents are put together from their sentences, drawn with a fixed seed, so that term statistics stay real and the vocabulary stops growing.\n\n${markdownTable(headings.split('|'), rows.map(line))}`,
  plots: {
    'growth-time': logLogChart({
      title: 'Time to answer as the library grows',
      subtitle: 'milliseconds a question, one core; solid p50, dashed p99',
      unit: 'ms',
      curves: ways.flatMap((way) => [curve(way, 'p50', ({ p50 }) => p50), curve(way, 'p99', ({ p99 }) => p99, true)]),
    }),
    'growth-memory': logLogChart({
      title: 'Memory and disk as the library grows',
      subtitle: 'solid: resident memory of a process that serves; dashed: the file. FTS5 reads its file page by page',
      unit: 'MB',
      curves: (['yiwen', 'FTS5 bigrams'] as const).flatMap((way) => [
        curve(way, 'memory', ({ residentMegabytes }) => residentMegabytes),
        curve(way, 'file', ({ bytes }) => bytes && bytes / 1e6, true),
      ]),
    }),
  },
});
