import { element, picture, text } from './svg.js';

export interface Curve {
  readonly name: string;
  readonly tone: 'ours' | 'light' | 'other' | 'warm';
  readonly dashed?: boolean;
  /** All above 0. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface LogLogChart {
  readonly title: string;
  readonly subtitle: string;
  readonly unit: string;
  readonly curves: readonly Curve[];
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [860, 470, 80, 250, 84, 48];
/** Names at the ends of curves stand at least this far apart. */
const APART = 16;

/** Curves over two logarithmic axes; each is named at its end, with its last number. */
export function logLogChart({ title, subtitle, unit, curves }: LogLogChart): string {
  const points = curves.flatMap((curve) => curve.points);
  const across = axis(
    points.map(([x]) => x),
    LEFT,
    WIDTH - RIGHT,
  );
  const up = axis(
    points.map(([, y]) => y),
    HEIGHT - BOTTOM,
    TOP,
  );
  const parts = [
    ...across.ticks.map((tick) =>
      text(across.at(tick), HEIGHT - BOTTOM + 20, `${tick.toLocaleString('en')}`, 'tick', 'middle'),
    ),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, 'documents', 'faint', 'middle'),
    ...up.ticks.flatMap((tick) => [
      element('line', { class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: up.at(tick), y2: up.at(tick) }),
      text(LEFT - 8, up.at(tick) + 4, `${short(tick)} ${unit}`, 'tick', 'end'),
    ]),
    ...curves.map((curve) => drawn(curve, across.at, up.at)),
    ...names(curves, across.at, up.at, unit),
  ];
  return picture(WIDTH, HEIGHT, title, subtitle, parts.join(''));
}

/** Whole powers of ten around the values, and where each value stands. */
function axis(values: readonly number[], from: number, to: number) {
  const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at)),
    at: (value: number) => from + ((to - from) * (Math.log10(value) - low)) / (high - low),
  };
}

type Place = (value: number) => number;

function drawn({ tone, dashed, points }: Curve, across: Place, up: Place): string {
  const path = points
    .map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${across(x).toFixed(1)} ${up(y).toFixed(1)}`)
    .join('');
  return [
    element('path', { class: `curve ${tone}${dashed ? ' dashed' : ''}`, d: path }),
    ...points.map(([x, y]) => element('circle', { class: tone, cx: across(x), cy: up(y), r: 2.8 })),
  ].join('');
}

function names(curves: readonly Curve[], across: Place, up: Place, unit: string): string[] {
  const ends = curves
    .flatMap(({ name, tone, points }) => {
      const last = points.at(-1);
      return last ? [{ name, tone, x: across(last[0]), y: up(last[1]), value: last[1] }] : [];
    })
    .sort((a, b) => a.y - b.y);
  let lowest = Number.NEGATIVE_INFINITY;
  return ends.map(({ name, tone, x, y, value }) => {
    lowest = Math.max(y + 4, lowest + APART);
    return text(x + 10, lowest, `${name} ${short(value)} ${unit}`, tone === 'ours' ? 'strong' : '');
  });
}

/** Two or three leading figures: 0.52, 4.8, 15, 1,200. */
function short(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return `${Number(value.toPrecision(2))}`;
}
