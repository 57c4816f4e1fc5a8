import { isLetterOrDigit } from '../lib/chinese/character.js';
import { inverseDocumentFrequency, type LexicalIndex } from './lexical/lexical-index.js';
import { isCharacter, wordEnd, wordKey } from './lexical/term-key.js';
import type { Question } from './question.js';
import { QuestionTable, SLOTS } from './question-table.js';

/** How a text holds a question. Shares are of what the question weighs, 0 to 1, a little more where words were added. */
export interface Fit {
  /** Of all terms. */
  coverage: number;
  /** Of pairs and words. */
  pairs: number;
  characters: number;
  /** Of the squares of all weights: whether the rare terms are there. */
  rare: number;
  /** Of all terms, within the best sentence. */
  sentence: number;
  /** Of what the best sentence's characters weigh, the part that the question asked for: little said beside it. */
  precision: number;
  /** Where the best sentence begins: 0 at the start of the text, towards 1 at its end. */
  depth: number;
  /** Of the pairs, with characters that sound alike held to be the same. */
  sound: number;
  /** Natural logarithm of the length in units, by ten. */
  length: number;
}

/** Reads texts with a question in hand. One scanner serves one question at a time. */
export class TextScanner {
  readonly #table = new QuestionTable();
  readonly #unitWeights: Float32Array;
  #seen = new Int32Array(0);
  #sentenceSeen = new Int32Array(0);
  #soundSeen = new Int32Array(0);
  #stamp = 0;
  #sentenceStamp = 0;

  constructor(readonly index: LexicalIndex) {
    this.#unitWeights = characterWeights(index);
  }

  /** What the terms of the question prepared weigh together. */
  get total(): number {
    return this.#table.total;
  }

  prepare(question: Question): void {
    this.#table.fill(question);
    this.#seen = new Int32Array(question.terms.length);
    this.#sentenceSeen = new Int32Array(question.terms.length);
    this.#soundSeen = new Int32Array(this.#table.soundWeights.length);
  }

  /** How the document with this number fits the question prepared. */
  fit(document: number): Fit {
    const { unitStarts } = this.index.arrays;
    const from = unitStarts[document] as number;
    const to = unitStarts[document + 1] as number;
    const { total, pairTotal, characterTotal, squareTotal } = this.#table;
    const found = this.#scan(from, to);
    return {
      coverage: (found.pairs + found.characters) / (total || 1),
      pairs: found.pairs / (pairTotal || 1),
      characters: found.characters / (characterTotal || 1),
      rare: found.squares / (squareTotal || 1),
      sentence: found.sentence / (total || 1),
      precision: found.precision,
      depth: found.start / (to - from + 1),
      sound: found.sound / (pairTotal || 1),
      length: Math.log(1 + to - from) / 10,
    };
  }

  /** One pass over the units; written out in one piece, since it runs a hundred thousand times a second. */
  #scan(from: number, to: number) {
    const { units } = this.index.arrays;
    const { slots, single, pair, soundSlots, soundPair, syllables, words } = this.#table;
    const { weights, isCharacter: character, soundWeights } = this.#table;
    const [seen, sentenceSeen, soundSeen] = [this.#seen, this.#sentenceSeen, this.#soundSeen];
    const unitWeights = this.#unitWeights;
    const stamp = ++this.#stamp;
    let mark = ++this.#sentenceStamp;
    const found = { pairs: 0, characters: 0, squares: 0, sentence: 0, precision: 0, start: 0, sound: 0 };
    let [sentence, held, said, start] = [0, 0, 0, from];
    let [last, lastSound] = [0, 0];
    const meet = (term: number): void => {
      const weight = weights[term] as number;
      if (seen[term] !== stamp) {
        seen[term] = stamp;
        if (character[term] === 1) found.characters += weight;
        else found.pairs += weight;
        found.squares += weight * weight;
      }
      if (sentenceSeen[term] !== mark) {
        sentenceSeen[term] = mark;
        sentence += weight;
      }
    };
    for (let at = from; at <= to; at++) {
      const unit = at < to ? (units[at] as number) : 0;
      if (isSentenceEnd(unit) || at === to) {
        if (sentence > found.sentence) {
          found.sentence = sentence;
          found.precision = held / (said || 1);
          found.start = start - from;
        }
        [sentence, held, said, start] = [0, 0, 0, at + 1];
        [last, lastSound] = [0, 0];
        mark = ++this.#sentenceStamp;
        continue;
      }
      const slot = slots[unit] as number;
      const weight = unitWeights[unit] as number;
      said += weight;
      if (slot > 0) {
        const term = single[slot] as number;
        if (term > 0) {
          meet(term - 1);
          held += weight;
        }
        if (last > 0 && (pair[last * SLOTS + slot] as number) > 0) meet((pair[last * SLOTS + slot] as number) - 1);
      } else if (weight === 0 && words.size > 0 && isLetterOrDigit(unit)) {
        const end = wordEnd(units, at, to);
        const term = words.get(wordKey(units, at, end));
        if (term !== undefined) meet(term);
        at = end - 1;
      }
      const sound = soundSlots[syllables[unit] as number] as number;
      if (sound > 0 && lastSound > 0) {
        const alike = soundPair[lastSound * SLOTS + sound] as number;
        if (alike > 0 && soundSeen[alike - 1] !== stamp) {
          soundSeen[alike - 1] = stamp;
          found.sound += soundWeights[alike - 1] as number;
        }
      }
      last = slot;
      lastSound = sound;
    }
    return found;
  }
}

/** By UTF-16 unit: idf of the Chinese characters that the index holds. */
function characterWeights({ arrays: { keys }, size, documentFrequency }: LexicalIndex): Float32Array {
  const weights = new Float32Array(65_536);
  keys.forEach((key, term) => {
    if (isCharacter(key)) weights[key] = inverseDocumentFrequency(size, documentFrequency(term));
  });
  return weights;
}

/** 。！？； — a title belongs to the first sentence. */
function isSentenceEnd(unit: number): boolean {
  return unit === 0x3002 || unit === 33 || unit === 63 || unit === 59;
}
