import { isHan } from '../lib/chinese/character.js';
import { homophones } from '../lib/chinese/pinyin.js';
import type { LexicalIndex } from './lexical/lexical-index.js';
import { pairKey } from './lexical/term-key.js';
import type { Wording } from './wording.js';

/** A word of the lexicon that sounds like a stretch of the question is very likely meant. */
const LEXICON_WEIGHT = 0.8;
/** A pair of the corpus that differs in one character of the same sound: likely when the pair itself is unknown. */
const CORPUS_WEIGHT = 0.5;
/** Of a pair's sound-alikes the corpus holds, as many are added. */
const MOST_PER_PAIR = 2;

/** Words that misspelt stretches may stand for (报消 → 报销), each with the weight it is searched with. */
export function repairHomophones(
  text: string,
  silent: Uint8Array,
  index: LexicalIndex,
  wording: Wording,
): { word: string; weight: number }[] {
  const found: { word: string; weight: number }[] = [];
  for (let at = 0; at + 1 < text.length; at++) {
    const first = text.charCodeAt(at);
    const second = text.charCodeAt(at + 1);
    if (!isHan(first) || !isHan(second) || silent[at] === 1 || silent[at + 1] === 1) continue;
    if (index.terms.find(pairKey(first, second)) >= 0) continue;
    const meant = soundAlike(text, at, wording);
    if (meant) found.push({ word: meant, weight: LEXICON_WEIGHT });
    else found.push(...commonPairs(first, second, index));
  }
  return found;
}

/** The longest word of the lexicon that covers the pair at `at` and sounds like what stands there. */
function soundAlike(text: string, at: number, wording: Wording): string | undefined {
  for (let length = 4; length >= 2; length--) {
    for (let from = Math.max(0, at + 2 - length); from <= at && from + length <= text.length; from++) {
      const written = text.slice(from, from + length);
      const word = wording.sounding(written).find((candidate) => candidate !== written);
      if (word !== undefined) return word;
    }
  }
  return undefined;
}

function commonPairs(first: number, second: number, index: LexicalIndex): { word: string; weight: number }[] {
  const pairs: { word: string; frequency: number }[] = [];
  const consider = (left: number, right: number): void => {
    const frequency = index.documentFrequency(index.terms.find(pairKey(left, right)));
    if (frequency > 0) pairs.push({ word: String.fromCharCode(left, right), frequency });
  };
  for (const other of homophones(first)) consider(other, second);
  for (const other of homophones(second)) consider(first, other);
  pairs.sort((a, b) => b.frequency - a.frequency);
  return pairs.slice(0, MOST_PER_PAIR).map(({ word }) => ({ word, weight: CORPUS_WEIGHT }));
}
