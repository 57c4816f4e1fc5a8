import { normalise } from '../../../lib/chinese/normalise.js';

export type OwnWords =
  | { readonly status: 'one'; readonly index: number }
  /** Near an option, and not clear which or whether. */
  | { readonly status: 'near' }
  | { readonly status: 'none' };

const NONE: OwnWords = { status: 'none' };
/** Shorter words differ too much by one character. */
const SHORTEST = 4;
/** One wrong character in so many may be overlooked. */
const CHARACTERS_A_SLIP = 6;

/** What must be the same for two texts to mean the same: every figure and every no. */
const sense = (text: string): string =>
  (text.match(/[\d不无没未非勿否别莫零一二三四五六七八九十百千万两半]/gu) ?? []).join('');

/** The option that a text repeats, whole or in part, with a wrong character here and there. */
export function readOwnWords(said: string, options: readonly string[]): OwnWords {
  const words = plain(said.replace(/^(?:我)?(?:觉得|认为|选择?|答案?是?|应该是|是)+/u, ''));
  if (words.length < SHORTEST) return NONE;
  const all = options.map(plain);
  const whole = only(all, (option) => option === words);
  if (whole !== undefined) return { status: 'one', index: whole };
  const part = only(all, (option) => option.includes(words));
  if (part !== undefined && sense(all[part] as string) === sense(words)) return { status: 'one', index: part };
  const slips = Math.max(1, Math.floor(words.length / CHARACTERS_A_SLIP));
  const close = only(all, (option) => distance(words, option, slips) <= slips);
  if (close !== undefined && sense(all[close] as string) === sense(words)) return { status: 'one', index: close };
  return all.some((option) => overlap(words, option) >= 0.5) ? { status: 'near' } : NONE;
}

const plain = (text: string): string => normalise(text).replace(/[\s\p{P}\p{S}]/gu, '');

function only(options: readonly string[], fits: (option: string) => boolean): number | undefined {
  const found = options.flatMap((option, index) => (fits(option) ? [index] : []));
  return found.length === 1 ? found[0] : undefined;
}

/** Levenshtein; more than `most` is told as `most + 1`. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at++) {
    const next = [at];
    for (let to = 1; to <= other.length; to++) {
      const same = one[at - 1] === other[to - 1] ? 0 : 1;
      next[to] = Math.min((row[to] as number) + 1, (next[to - 1] as number) + 1, (row[to - 1] as number) + same);
    }
    row = next;
  }
  return row[other.length] as number;
}

/** The share of the pairs of characters of `words` that stand in `option`. */
function overlap(words: string, option: string): number {
  const pairs = Array.from({ length: words.length - 1 }, (_, at) => words.slice(at, at + 2));
  return pairs.filter((pair) => option.includes(pair)).length / pairs.length;
}
