import { seeded } from '../../src/lib/seeded.js';
import type { DrawFile } from '../../src/services/quiz/draw/draw-file.js';
import { commitmentOf } from '../../src/services/quiz/draw/entropy.js';
import { type DrawInputs, makeDraw } from '../../src/services/quiz/draw/make-draw.js';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function codes(next: () => number, count: number): string[] {
  const made = new Set<string>();
  while (made.size < count) made.add(Array.from({ length: 12 }, () => LETTERS[Math.floor(next() * 32)]).join(''));
  return [...made];
}

const FROZEN = '2026-05-01T02:00:00.000Z';

/** A draw of chance: 1 to 200 entrants, one to four prizes, either kind of entropy. */
export function randomDraw(seed: number, entrants?: number): DrawFile {
  const next = seeded(seed);
  const whole = (most: number) => Math.floor(next() * most);
  const prizes = Array.from({ length: 1 + whole(4) }, (_, at) => ({
    ...{ name: `${'一二三四'[at]}等奖`, what: '雨伞一把', count: 1 + whole(5) },
  }));
  const inputs: DrawInputs = {
    campaign: { number: 'QZ2026-01', title: `宣传月竞答<${seed}>`, bureau: '样例市医保局' },
    ...{ entrants: codes(next, entrants ?? 1 + whole(200)), frozenAt: FROZEN, publishedAt: '2026-05-03T02:00:00.000Z' },
    ...{ prizes, alternateCount: whole(12), entropy: whole(2) === 0 ? publicValue(whole) : secrets(whole) },
  };
  return makeDraw(inputs);
}

function publicValue(whole: (most: number) => number): DrawInputs['entropy'] {
  const numbers = Array.from({ length: 7 }, () => String(1 + whole(33)).padStart(2, '0'));
  return {
    ...{ kind: 'public', source: '双色球第2026050期开奖号码', knownFrom: '2026-05-02T13:15:00.000Z' },
    typed: [
      { at: '2026-05-02T14:00:00.000Z', value: numbers.join(' ') },
      { at: '2026-05-02T14:05:00.000Z', value: ` ${numbers.join('　')} ` },
    ],
  };
}

function secrets(whole: (most: number) => number): DrawInputs['entropy'] {
  const part = (at: number) => {
    const secret = `暗号${at}-${whole(2 ** 31)}`;
    return {
      ...{ commitment: commitmentOf(secret), committedAt: `2026-04-30T0${at}:00:00.000Z` },
      ...{ secret, revealedAt: `2026-05-02T0${at}:00:00.000Z` },
    };
  };
  return { kind: 'commit-reveal', parts: [part(1), part(2)] };
}

type Path = readonly (string | number)[];

/** Every single value of a structure: where it stands. */
export function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

/** A copy with one value put in place of another. */
export function changed<Whole>(whole: Whole, path: Path, to: (before: unknown) => unknown): Whole {
  const copy = structuredClone(whole);
  let at = copy as Record<string, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  at[last] = to(at[last]);
  return copy;
}

/** Something else of the same kind. */
export function another(before: unknown): unknown {
  if (typeof before === 'number') return before + 1;
  const text = String(before);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return text.replace(/\d\dZ$/, (end) => (end === '77Z' ? '78Z' : '77Z'));
  const other = /\d$/.test(text) ? String((Number(text.at(-1)) + 1) % 10) : text.endsWith('A') ? 'B' : 'A';
  return text.slice(0, -1) + other;
}
