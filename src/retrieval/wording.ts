import { pinyinKey } from '../lib/chinese/pinyin.js';
import { emptyLexicon, type Lexicon } from './lexicon.js';
import { questionWords } from './question-words.js';

/** A stretch of a question that a lexicon entry was found for, and the words it is searched as as well. */
export interface Reworded {
  readonly at: number;
  readonly length: number;
  /** The official term; absent where the question holds it already. */
  readonly term?: string;
  readonly related: readonly string[];
}

/** A lexicon made ready for looking up: what to replace, what to pass over, what to add. Built once a snapshot. */
export interface Wording {
  /** The question with turns of speech replaced. */
  replacePhrases(question: string): string;
  /** By character: 1 where the question only asks or fills. */
  silent(question: string): Uint8Array;
  reworded(question: string): readonly Reworded[];
  /** Terms and variants that may sound like a stretch of a question. */
  sounding(written: string): readonly string[];
}

export function createWording(lexicon: Lexicon = emptyLexicon): Wording {
  const phrases = new LongestMatch(new Map(Object.entries(lexicon.phrases)));
  const silentWords = [...questionWords, ...lexicon.fillers, ...lexicon.questionWords];
  const silence = new LongestMatch(new Map(silentWords.map((word) => [word, true])));
  const entries = new Map<string, { term?: string; related: readonly string[] }>();
  for (const { term, variants, related } of lexicon.synonyms) {
    for (const variant of variants) entries.set(variant, { term, related });
    entries.set(term, { related });
  }
  const synonyms = new LongestMatch(entries);
  const sounds = new Map<string, string[]>();
  for (const word of entries.keys()) {
    if (word.length < 2 || word.length > 4) continue;
    const key = pinyinKey(word);
    sounds.set(key, [...(sounds.get(key) ?? []), word]);
  }
  return {
    replacePhrases: (question) => {
      let result = '';
      let end = 0;
      for (const { at, length, value } of phrases.all(question)) {
        result += question.slice(end, at) + value;
        end = at + length;
      }
      return result + question.slice(end);
    },
    silent: (question) => {
      const mask = new Uint8Array(question.length);
      for (const { at, length } of silence.all(question)) mask.fill(1, at, at + length);
      for (const { at, length } of synonyms.all(question)) mask.fill(0, at, at + length);
      return mask;
    },
    reworded: (question) => synonyms.all(question).map(({ at, length, value }) => ({ at, length, ...value })),
    sounding: (written) => sounds.get(pinyinKey(written)) ?? [],
  };
}

/** Finds words in a text from left to right, the longest at each place, none overlapping. */
class LongestMatch<Value> {
  readonly #lengths: readonly number[];

  constructor(readonly words: ReadonlyMap<string, Value>) {
    this.#lengths = [...new Set([...words.keys()].map((word) => word.length))].sort((a, b) => b - a);
  }

  all(text: string): { at: number; length: number; value: Value }[] {
    const found: { at: number; length: number; value: Value }[] = [];
    for (let at = 0; at < text.length; ) {
      const match = this.#longestAt(text, at);
      if (match) found.push(match);
      at += match?.length ?? 1;
    }
    return found;
  }

  #longestAt(text: string, at: number): { at: number; length: number; value: Value } | undefined {
    for (const length of this.#lengths) {
      if (length === 0 || at + length > text.length) continue;
      const value = this.words.get(text.slice(at, at + length));
      if (value !== undefined) return { at, length, value };
    }
    return undefined;
  }
}
