import { readings } from './readings.js';

/** How two syllables are held to be the same: by the letter, or as many speakers and pinyin keyboards mix them. */
export type Accent = 'exact' | 'fuzzy';

interface PinyinTable {
  /** By UTF-16 unit: number of the syllable, 0 where there is none. */
  readonly exact: Uint16Array;
  readonly fuzzy: Uint16Array;
  readonly syllables: readonly string[];
  readonly sounding: Readonly<Record<Accent, ReadonlyMap<number, readonly number[]>>>;
}

let built: PinyinTable | undefined;

function pinyinTable(): PinyinTable {
  if (built) return built;
  const exact = new Uint16Array(65_536);
  const fuzzy = new Uint16Array(65_536);
  const syllables = [''];
  const numbers = new Map<string, number>();
  const numberOf = (syllable: string): number => {
    const known = numbers.get(syllable);
    if (known !== undefined) return known;
    numbers.set(syllable, syllables.length);
    return syllables.push(syllable) - 1;
  };
  const sounding = { exact: new Map<number, number[]>(), fuzzy: new Map<number, number[]>() };
  for (const entry of readings.split(' ')) {
    const syllable = entry.replace(/[^a-z]+$/, '');
    const own = numberOf(syllable);
    const blurred = numberOf(blur(syllable));
    for (let at = syllable.length; at < entry.length; at++) {
      const unit = entry.charCodeAt(at);
      exact[unit] = own;
      fuzzy[unit] = blurred;
      add(sounding.exact, own, unit);
      add(sounding.fuzzy, blurred, unit);
    }
  }
  built = { exact, fuzzy, syllables, sounding };
  return built;
}

function add(lists: Map<number, number[]>, key: number, unit: number): void {
  const list = lists.get(key);
  if (list) list.push(unit);
  else lists.set(key, [unit]);
}

/** zh/z, ch/c, sh/s, n/l, ang/an, eng/en, ing/in: mixed in the south and by most keyboards. */
export function blur(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=[aeiouv])/, 'l')
    .replace(/([aei]n)g$/, '$1');
}

/** By UTF-16 unit: number of the syllable a character is mostly read as, 0 where it has none. For hot paths. */
export function syllableNumbers(accent: Accent = 'exact'): Uint16Array {
  return pinyinTable()[accent];
}

/** The characters that sound like this one, itself included; itself alone where it has no reading. */
export function homophones(unit: number, accent: Accent = 'exact'): readonly number[] {
  const table = pinyinTable();
  return table.sounding[accent].get(table[accent][unit] ?? 0) ?? [unit];
}

/** Syllables parted by blanks, other characters as they are: 报销3次 → `bao xiao 3 ci`. */
export function pinyin(text: string): string {
  const table = pinyinTable();
  return text
    .replace(/[㐀-鿿]/g, (character) => {
      const syllable = table.syllables[table.exact[character.charCodeAt(0)] ?? 0];
      return syllable ? ` ${syllable} ` : character;
    })
    .replace(/ +/g, ' ')
    .trim();
}

/** Equal for texts that sound the same character by character, so that it can be a key. Not for showing. */
export function pinyinKey(text: string, accent: Accent = 'fuzzy'): string {
  const numbers = syllableNumbers(accent);
  let key = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const syllable = numbers[unit] as number;
    // Syllables are numbered from 1: they go to the private-use area, which no text holds.
    key += syllable === 0 ? text[at] : String.fromCharCode(0xe000 + syllable);
  }
  return key;
}
