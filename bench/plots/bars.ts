import { element, picture, text } from './svg.js';

export interface Bar {
  readonly name: string;
  /** Absent: nothing is drawn but the label, which says why. */
  readonly value?: number;
  readonly label: string;
  readonly tone: 'ours' | 'light' | 'other' | 'warm';
}

export interface BarGroup {
  readonly name: string;
  readonly bars: readonly Bar[];
  /** A line across the group, with what it means. */
  readonly goal?: { readonly value: number; readonly label: string };
}

export interface BarChart {
  readonly title: string;
  readonly subtitle: string;
  readonly groups: readonly BarGroup[];
  /** Powers of ten at even distances; bars then start at the largest power below all values. */
  readonly logarithmic?: boolean;
}

const WIDTH = 860;
const LEFT = 240;
const RIGHT = 110;
const ROW = 21;

/** Horizontal bars, a group under the other, each with its name and its number. */
export function barChart({ title, subtitle, groups, logarithmic = false }: BarChart): string {
  const values = groups.flatMap(({ bars, goal }) => [...bars.map(({ value }) => value), goal?.value]);
  const across = scale(
    values.filter((value) => value !== undefined),
    logarithmic,
  );
  const parts: string[] = [];
  let y = 76;
  for (const { name, bars, goal } of groups) {
    parts.push(text(24, y + 14, name, 'group'));
    y += 24;
    const rows = bars.map((bar, at) => row(bar, y + at * ROW, across));
    const end = y + bars.length * ROW;
    // The line lies over the bars and under the numbers, which keep a rim of paper around them.
    parts.push(...rows.map(({ drawn }) => drawn));
    if (goal) parts.push(goalLine(across(goal.value), y, end, goal.label));
    parts.push(...rows.map(({ said }) => said));
    y = end + 16;
  }
  return picture(WIDTH, y + 8, title, subtitle, parts.join(''));
}

/** From a value to its place across. */
function scale(values: readonly number[], logarithmic: boolean): (value: number) => number {
  const room = WIDTH - LEFT - RIGHT;
  const most = Math.max(...values, Number.MIN_VALUE);
  if (!logarithmic) return (value) => LEFT + (room * Math.max(0, value)) / most;
  const least = 10 ** Math.floor(Math.log10(Math.min(...values)) - 0.01);
  return (value) => LEFT + (room * Math.log10(Math.max(value, least) / least)) / Math.log10(most / least);
}

function row({ name, value, label, tone }: Bar, y: number, across: (value: number) => number) {
  const end = value === undefined ? LEFT : across(value);
  const kind = tone === 'ours' ? 'strong' : '';
  const box = { class: tone, x: LEFT, y: y + 3, width: Math.max(1, end - LEFT), height: ROW - 7, rx: 2 };
  return {
    drawn: value === undefined ? '' : element('rect', box),
    said: `${text(LEFT - 10, y + 14, name, kind, 'end')}${text(end + 6, y + 14, label, value === undefined ? 'faint' : kind)}`,
  };
}

function goalLine(x: number, from: number, to: number, label: string): string {
  return `${element('line', { class: 'goal', x1: x, x2: x, y1: from - 2, y2: to })}${text(x, from - 6, label, 'goal-name', 'middle')}`;
}
