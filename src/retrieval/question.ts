import { normalise } from '../lib/chinese/normalise.js';
import { repairHomophones } from './homophone-repair.js';
import { inverseDocumentFrequency, type LexicalIndex } from './lexical/lexical-index.js';
import type { WeightedTerm } from './lexical/lexical-search.js';
import { eachTerm, isCharacter, isPair, type TermKey } from './lexical/term-key.js';
import type { Wording } from './wording.js';

/** A character says less than a pair: tuned on five sets together. */
const CHARACTER_WEIGHT = 0.6;
/** A pair whose characters meet hardly more often than by chance (员门) belongs to no word: half a clue as well. */
const CHANCE_WEIGHT = 0.7;
/** Pointwise mutual information, in nats, below which a pair is held to be one of chance. */
const CHANCE = 1;
/** A pair that reaches into a question word (率是): half a clue. */
const HALF_SILENT_WEIGHT = 0.6;
const SYNONYM_WEIGHT = 0.4;
const RELATED_WEIGHT = 0.15;

/** A pair that more than one document in so many holds is no reason to look at a text: it only adds to what others found. */
const COMMON = 32;

/** A term that a question is searched for. */
export interface QuestionTerm {
  readonly key: TermKey;
  /** Its number in the index, -1 where no document holds it. */
  readonly term: number;
  /** Family and expansion weight times idf. */
  readonly weight: number;
  /** Where it stands in the question; -1 for a word that was added. */
  readonly at: number;
}

/** A question as it is searched. */
export interface Question {
  /** Normalised, turns of speech replaced. */
  readonly text: string;
  readonly units: Uint16Array;
  readonly terms: readonly QuestionTerm[];
  /** The terms as the lexical index takes them: characters only refine what pairs and words find. */
  readonly searched: readonly WeightedTerm[];
}

/** Reads a question: which terms to search, how heavy each is. */
export function readQuestion(raw: string, index: LexicalIndex, wording: Wording): Question {
  const text = wording.replacePhrases(normalise(raw));
  const terms = new Map<TermKey, QuestionTerm>();
  const add = (key: TermKey, factor: number, at: number): void => {
    const term = index.terms.find(key);
    const idf = inverseDocumentFrequency(index.size, index.documentFrequency(term));
    const weight = factor * familyWeight(key, term, index) * idf;
    const known = terms.get(key);
    if (!known || known.weight < weight)
      terms.set(key, { key, term, weight, at: known && known.at >= 0 ? known.at : at });
  };
  const silent = wording.silent(text);
  const units = unitsOf(text);
  eachTerm(units, 0, units.length, (key, at, length) => {
    let quiet = 0;
    for (let position = at; position < at + length; position++) quiet += silent[position] as number;
    if (quiet < length) add(key, quiet > 0 ? HALF_SILENT_WEIGHT : 1, at);
  });
  for (const { word, weight } of addedWords(text, index, wording, silent)) {
    const added = unitsOf(word);
    eachTerm(added, 0, added.length, (key) => add(key, weight, -1));
  }
  const all = [...terms.values()];
  return {
    text,
    units,
    terms: all,
    searched: all.map(({ key, term, weight }) => ({
      term,
      weight,
      refines: isCharacter(key) || index.documentFrequency(term) * COMMON > index.size,
    })),
  };
}

function familyWeight(key: TermKey, term: number, index: LexicalIndex): number {
  if (isCharacter(key)) return CHARACTER_WEIGHT;
  return term >= 0 && isPair(key) && cohesion(key, term, index) < CHANCE ? CHANCE_WEIGHT : 1;
}

/** ln(P(ab) / (P(a)·P(b))) over documents. */
function cohesion(key: TermKey, term: number, index: LexicalIndex): number {
  const frequency = (unit: number): number => index.documentFrequency(index.terms.find(unit)) + 1;
  const together = (index.documentFrequency(term) + 0.5) * index.size;
  return Math.log(together / (frequency(key >>> 16) * frequency(key & 0xffff)));
}

function addedWords(text: string, index: LexicalIndex, wording: Wording, silent: Uint8Array) {
  const added: { word: string; weight: number }[] = [];
  for (const { term, related } of wording.reworded(text)) {
    if (term !== undefined) added.push({ word: term, weight: SYNONYM_WEIGHT });
    for (const word of related) added.push({ word, weight: RELATED_WEIGHT });
  }
  return [...added, ...repairHomophones(text, silent, index, wording)];
}

export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
  return units;
}
