import { type Kind, kindOf } from './personal-numbers.js';

/** A number that names a person. `start` and `end` are positions in the text as it was given. */
export interface PersonalNumber {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

/** One digit, or the X that closes an ID number, and where it stands. */
interface Unit {
  readonly digit: string;
  readonly at: number;
  /** A blank, hyphen or bracket stands before it, or nothing at all. */
  readonly fresh: boolean;
}

const DIGIT = /[0-9０-９]/;
const LETTER_X = /[xXｘＸ]/;
/** What people put between the digits of one number. Zero-width characters are put there to slip past a filter. */
const SEPARATOR = /[\s.．·_\-‐-―−－ー()（）\u200b-\u200d\u2060\ufeff\u00ad]/;
const LONGEST_GAP = 3;
/** Shorter runs are amounts, years and short service numbers (12393): left alone. */
const SHORTEST = 10;
/** A receipt. */
const LONGEST = 20;

const CARD =
  /((?:医保|社保|社会保障|医疗|就诊|参保)卡?(?:卡号|号码|编号|号|卡)(?:是|为|[:：\s])*)([A-Za-z0-9０-９Ａ-Ｚａ-ｚ]{8,20})/g;

/** Finds ID numbers, phones, bank and medical cards and receipts, written in any width and with blanks or hyphens. */
export function findPersonalNumbers(text: string): PersonalNumber[] {
  const numbers = runs(text).flatMap(numbersIn);
  for (const match of text.matchAll(CARD)) {
    const start = match.index + (match[1] ?? '').length;
    const end = match.index + match[0].length;
    if (numbers.every((number) => number.end <= start || number.start >= end)) {
      numbers.push({ kind: 'medical-card', start, end });
    }
  }
  return numbers.sort((one, other) => one.start - other.start);
}

/** The text with every personal number masked, digit by digit: positions stay, blanks and hyphens too. */
export function maskPersonalData(text: string): string {
  return maskNumbers(text, findPersonalNumbers(text));
}

/** Whether masking would change anything. */
export function holdsPersonalData(text: string): boolean {
  return findPersonalNumbers(text).length > 0;
}

/**
 * Two messages that follow each other, masked: a number that ends the first and goes on in the second is found as one.
 * A few words before the second half (后面是) do not hide it.
 */
export function maskAcross(previous: string, current: string): readonly [string, string] {
  const tail = runs(previous).at(-1);
  const head = closingX(current) ?? runs(current)[0];
  const own = [maskPersonalData(previous), maskPersonalData(current)] as const;
  if (!tail || !head || !/^[\s\p{P}]*$/u.test(previous.slice((tail.at(-1)?.at ?? 0) + 1))) return own;
  if ((head[0]?.at ?? 0) > 8) return own;
  const joined = [...tail, ...head.map((unit) => ({ ...unit, at: unit.at + previous.length }))];
  const kind = joined.length > SHORTEST ? kindOf(digitsOf(joined)) : undefined;
  if (!kind || tail.length === joined.length) return own;
  const span = { kind, start: joined[0]?.at ?? 0, end: (joined.at(-1)?.at ?? 0) + 1 };
  const masked = maskNumbers(previous + current, [span], joined);
  return [maskPersonalData(masked.slice(0, previous.length)), maskPersonalData(masked.slice(previous.length))];
}

/** An ID number cut just before the X that closes it. */
function closingX(text: string): Unit[] | undefined {
  const at = text.search(/\S/);
  const character = text.charAt(at);
  const alone = LETTER_X.test(character) && !/[a-z0-9]/i.test(text.charAt(at + 1));
  return alone ? [{ digit: 'X', at, fresh: true }] : undefined;
}

/** A name with its surname only: 张** for 张小明, 欧阳* for 欧阳锋. */
export function maskName(name: string): string {
  const characters = [...name.trim()];
  const surname = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯)/.test(name.trim()) ? 2 : 1;
  return characters.map((character, at) => (at < surname ? character : '*')).join('');
}

/** How many digits stay readable at either end. A receipt is a secret: none. */
const kept: Readonly<Record<Kind, readonly [number, number]>> = {
  'id-number': [3, 4],
  phone: [3, 4],
  landline: [3, 4],
  'bank-card': [0, 4],
  'medical-card': [0, 4],
  receipt: [0, 0],
};

function maskNumbers(text: string, numbers: readonly PersonalNumber[], units?: readonly Unit[]): string {
  const characters = text.split('');
  for (const { kind, start, end } of numbers) {
    const places = units?.map(({ at }) => at) ?? placesOf(text, start, end);
    const [leading, last] = kept[kind];
    // A country code before a phone (0086) stays readable with it.
    const first = kind === 'phone' ? places.length - 8 : leading;
    places.slice(first, places.length - last).forEach((at) => {
      characters[at] = '*';
    });
  }
  return characters.join('');
}

function placesOf(text: string, start: number, end: number): number[] {
  const places = Array.from({ length: end - start }, (_, offset) => start + offset);
  return places.filter((at) => !SEPARATOR.test(text.charAt(at)));
}

/** Stretches of digits that may be one number: separators of up to three characters are looked through. */
function runs(text: string): Unit[][] {
  const found: Unit[][] = [];
  let run: Unit[] = [];
  let gap = LONGEST_GAP + 1;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const closing = LETTER_X.test(character) && run.length > 0 && gap <= LONGEST_GAP;
    if (DIGIT.test(character) || closing) {
      if (gap > LONGEST_GAP) run = startRun(found);
      run.push({ digit: closing ? 'X' : character.normalize('NFKC'), at, fresh: gap > 0 });
      gap = closing ? LONGEST_GAP + 1 : 0;
    } else {
      gap = SEPARATOR.test(character) ? gap + 1 : LONGEST_GAP + 1;
    }
  }
  return found;
}

function startRun(found: Unit[][]): Unit[] {
  const run: Unit[] = [];
  found.push(run);
  return run;
}

const digitsOf = (units: readonly Unit[]) => units.map(({ digit }) => digit).join('');

type Stretch = readonly [from: number, to: number, kind: Kind];

/** The numbers of one run: the longest stretches between separators that are one, then what is left between them. */
function numbersIn(run: readonly Unit[]): PersonalNumber[] {
  if (run.length < SHORTEST) return [];
  const found = apart(stretchesBetweenSeparators(run));
  const ends = [0, ...found.map(([, to]) => to)];
  const between = ends.map((end, at) => run.slice(end, found[at]?.[0] ?? run.length));
  return between.flatMap((rest, at) => {
    const next = found[at];
    return [...gluedNumbers(rest), ...(next ? [spanOf(run, next)] : [])];
  });
}

function spanOf(run: readonly Unit[], [from, to, kind]: Stretch): PersonalNumber {
  return { kind, start: run[from]?.at ?? 0, end: (run[to - 1]?.at ?? 0) + 1 };
}

/** Longest first, and from the left. No kind has more digits than `LONGEST`: a message full of digits stays cheap. */
function stretchesBetweenSeparators(run: readonly Unit[]): Stretch[] {
  const starts = run.flatMap(({ fresh }, at) => (fresh || at === 0 ? [at] : []));
  const ends = new Set([...starts.slice(1), run.length]);
  const found: Stretch[] = [];
  for (let length = Math.min(LONGEST, run.length); length >= SHORTEST; length--) {
    for (const from of starts) {
      if (!ends.has(from + length)) continue;
      const units = run.slice(from, from + length);
      const kind = kindOf(digitsOf(units), groupsOf(units));
      if (kind) found.push([from, from + length, kind]);
    }
  }
  return found;
}

/** Those that overlap none before them in the list, from left to right. */
function apart(stretches: readonly Stretch[]): Stretch[] {
  const taken = new Set<number>();
  const kept = stretches.filter(([from, to]) => {
    const places = Array.from({ length: to - from }, (_, offset) => from + offset);
    if (places.some((place) => taken.has(place))) return false;
    for (const place of places) taken.add(place);
    return true;
  });
  return kept.sort(([one], [other]) => one - other);
}

/** Where no separators show a number's ends, only an ID number is sure enough; what stands beside it is looked at anew. */
function gluedNumbers(run: readonly Unit[]): PersonalNumber[] {
  const found = gluedIdNumber(run);
  if (!found) return [];
  const [from, to] = found;
  return [...numbersIn(run.slice(0, from)), spanOf(run, found), ...numbersIn(run.slice(to))];
}

/** An ID number written straight beside other digits, where no separator shows its ends. */
function gluedIdNumber(run: readonly Unit[]): Stretch | undefined {
  for (let from = 0; from + 18 <= run.length; from++) {
    if (kindOf(digitsOf(run.slice(from, from + 18))) === 'id-number') return [from, from + 18, 'id-number'];
  }
  return undefined;
}

/** Lengths of the groups as they were written: 4-4-4-4 is 16 digits with three gaps. */
function groupsOf(units: readonly Unit[]): string[] {
  const groups: string[] = [];
  units.forEach(({ digit, fresh }, at) => {
    if (fresh || at === 0) groups.push(digit);
    else groups[groups.length - 1] += digit;
  });
  return groups;
}
