import { radicals } from './radicals.js';
import { simplifiedForms, traditionalForms } from './traditional-pairs.js';

/** A code that several characters stand for (㎡ → m2): looked up in `expansions`. */
const SEVERAL = 1;
const DROPPED = 0;
const SPACE = 32;

interface FoldTable {
  /** By UTF-16 unit: the unit to write, DROPPED or SEVERAL. */
  readonly units: Uint16Array;
  readonly expansions: ReadonlyMap<number, string>;
}

let built: FoldTable | undefined;

/** Built at first use, in 2 ms. */
function foldTable(): FoldTable {
  if (built) return built;
  const units = new Uint16Array(65_536);
  for (let code = 0; code < 65_536; code++) units[code] = code;
  const expansions = new Map<number, string>();
  foldCompatible(units, expansions);
  for (const [radical, ordinary] of radicals) units[radical] = ordinary;
  for (let at = 0; at < traditionalForms.length; at++) {
    units[traditionalForms.charCodeAt(at)] = simplifiedForms.charCodeAt(at);
  }
  foldMarks(units);
  // What folding leads to may fold again: ⾧ is 長 is 长.
  for (let code = 0; code < 65_536; code++) {
    const unit = units[code] as number;
    if (unit > SEVERAL) units[code] = units[unit] as number;
  }
  built = { units, expansions };
  return built;
}

/** NFKC and lower case where they change anything: Latin to Cyrillic, signs and enclosed forms, compatibility forms (Arabic ligatures aside). */
function foldCompatible(units: Uint16Array, expansions: Map<number, string>): void {
  for (const [from, to] of [
    [0x41, 0x530],
    [0x1e00, 0x33ff],
    [0xf900, 0xfb06],
    [0xfe30, 0xffef],
  ] as const) {
    for (let code = from; code <= to; code++) {
      const folded = String.fromCharCode(code).normalize('NFKC').toLowerCase();
      if (folded.length === 1) units[code] = folded.charCodeAt(0);
      else if (folded.length > 1) {
        units[code] = SEVERAL;
        expansions.set(code, folded);
      }
    }
  }
}

function foldMarks(units: Uint16Array): void {
  const into = (target: number, marks: string): void => {
    for (const mark of marks) units[mark.charCodeAt(0)] = target;
  };
  into(34, '“”„‟「」『』〝〞＂');
  into(39, '‘’‚‛＇');
  into(45, '‐‑‒–—―−－﹣─');
  into(126, '～〜∼');
  into(SPACE, '\t\n\v\f\r\u00a0\u3000\u2028\u2029');
  const drop = (from: number, to: number): void => {
    units.fill(DROPPED, from, to + 1);
  };
  drop(0, 8);
  drop(0x0e, 0x1f);
  drop(0x7f, 0x9f);
  drop(0xad, 0xad);
  drop(0x200b, 0x200f);
  drop(0x202a, 0x202e);
  drop(0x2060, 0x206f);
  drop(0xfe00, 0xfe0f);
  drop(0xfeff, 0xfeff);
}

/** Pairs whose low halves are tags and variation selectors (U+E0000–E0FFF): never text, at times hidden instructions. */
const TAG_HIGH = 0xdb40;

/**
 * Writes a text as it is searched: half-width, lower case, simplified, without invisible characters.
 * @param out receives UTF-16 units; must hold `roomFor(text)`.
 * @returns how many units were written
 */
export function foldInto(text: string, out: Uint16Array, start = 0): number {
  const { units, expansions } = foldTable();
  let size = start;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const unit = units[code] as number;
    if (unit > SEVERAL) {
      if (unit < 0xd800 || unit > 0xdbff) out[size++] = unit;
      else {
        at++;
        size = foldPair(text.slice(at - 1, at + 1), out, size);
      }
    } else if (unit === SEVERAL) {
      for (const part of expansions.get(code) ?? '') out[size++] = units[part.charCodeAt(0)] as number;
    }
  }
  return size - start;
}

function foldPair(pair: string, out: Uint16Array, start: number): number {
  if (pair.charCodeAt(0) === TAG_HIGH) return start;
  const folded = pair.normalize('NFKC').toLowerCase();
  const { units } = foldTable();
  for (let at = 0; at < folded.length; at++) out[start + at] = units[folded.charCodeAt(at)] as number;
  return start + folded.length;
}

/** Room that a folded text may need: one unit may become six (㌖), most stay one. */
export function roomFor(text: string): number {
  return text.length * 6;
}

/** A text as it is searched: NFKC, lower case, simplified, one kind of quote and dash, no invisible characters. */
export function normalise(text: string): string {
  const out = new Uint16Array(roomFor(text));
  const size = foldInto(text, out);
  let result = '';
  for (let at = 0; at < size; at += 8_192) {
    result += String.fromCharCode(...out.subarray(at, Math.min(size, at + 8_192)));
  }
  return result.replace(/ {2,}/g, ' ').trim();
}
