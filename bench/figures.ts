import { cpus, loadavg, totalmem } from 'node:os';

/** One thing measured, beside the goal that it was given, where it was. */
export interface Figure {
  readonly what: string;
  readonly measured: number;
  /** At most this much. */
  readonly goal?: number;
  readonly unit: 'ms' | 's' | 'MB';
  /** How it came about: runs, questions. */
  readonly note: string;
}

/** The value that `share` (0 to 1) of the values do not exceed. Nearest rank: always a value that was measured. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const shown = (value: number, unit: Figure['unit']) => `${value.toFixed(unit === 'MB' ? 0 : 2)} ${unit}`;

function line({ what, measured, goal, unit, note }: Figure): string {
  const cells =
    goal === undefined
      ? ['', '', '']
      : [`≤ ${goal} ${unit}`, `${(measured / goal).toFixed(2)}`, measured <= goal ? 'yes' : '**no**'];
  return `| ${[what, shown(measured, unit), ...cells, note].join(' | ')} |`;
}

/** A Markdown table. `of goal` is measured ÷ goal: 1 is the goal itself, smaller is better. */
export function tableOf(figures: readonly Figure[]): string {
  return ['| Figure | Measured | Goal | of goal | Met | How |', '|---|---|---|---|---|---|', ...figures.map(line)].join(
    '\n',
  );
}

/** What the figures were measured on, and how busy it was: a loaded machine makes every time longer. */
export function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0]?.toFixed(1);
  return `Node ${process.versions.node}, ${process.platform}, ${cpus().length} × ${first?.model ?? 'CPU'}, ${memory} GB; load ${load} at the start.`;
}
