import { isLetterOrDigit } from '../lib/chinese/character.js';
import { AUTHORITY_STEP } from './lexical/citations.js';
import { inverseDocumentFrequency, type LexicalIndex } from './lexical/lexical-index.js';
import { isCharacter, wordEnd, wordKey } from './lexical/term-key.js';
import type { Question } from './question.js';
import { QuestionTable, SLOTS } from './question-table.js';

/** How a text holds a question. Shares are of what the question weighs, 0 to 1, a little more where words were added. */
export interface Fit {
  /** Of pairs and words. */
  readonly pairs: number;
  /** Of pairs and words, within the body alone. */
  readonly body: number;
  readonly characters: number;
  /** Of the squares of all weights: whether the rare terms are there. */
  readonly rare: number;
  /** Of all terms, within the best sentence. */
  readonly sentence: number;
  /** Of what the best sentence's characters weigh, the part that the question asked for: little said beside it. */
  readonly precision: number;
  /** Of what the title's characters weigh, the part that the question asked for. */
  readonly named: number;
  /** Where the best sentence begins: 0 at the start of the text, towards 1 at its end. */
  readonly depth: number;
  /** Of the pairs, with characters that sound alike held to be the same. */
  readonly sound: number;
  /** Natural logarithm of the length in units, by ten. */
  readonly length: number;
  /** How much others name the work: natural logarithm, by ten. */
  readonly authority: number;
}

/** Which sums a term adds to. */
const [PAIRS, CHARACTERS, BODY, SQUARES] = [0, 1, 2, 3];

/** Reads texts with a question in hand. One scanner serves one question at a time. */
export class TextScanner {
  readonly #table = new QuestionTable();
  readonly #unitWeights: Float32Array;
  /** By term: twice the number of the text that held it last, one more where its body did. */
  #seen = new Int32Array(0);
  /** By term: the number of the sentence that held it last. */
  #sentenceSeen = new Int32Array(0);
  #soundSeen = new Int32Array(0);
  #texts = 0;
  #sentences = 0;
  readonly #sums = new Float64Array(4);

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
    this.#texts = 0;
    this.#sentences = 0;
  }

  /** How the document with this number fits the question prepared. */
  fit(document: number): Fit {
    const { unitStarts, titleLengths, authorities } = this.index.arrays;
    const from = unitStarts[document] as number;
    const to = unitStarts[document + 1] as number;
    const { total, pairTotal, characterTotal, squareTotal } = this.#table;
    const { sentence, precision, named, start, sound } = this.#scan(
      from,
      from + (titleLengths[document] as number),
      to,
    );
    const sums = this.#sums;
    return {
      pairs: (sums[PAIRS] as number) / (pairTotal || 1),
      body: (sums[BODY] as number) / (pairTotal || 1),
      characters: (sums[CHARACTERS] as number) / (characterTotal || 1),
      rare: (sums[SQUARES] as number) / (squareTotal || 1),
      sentence: sentence / (total || 1),
      precision,
      named,
      depth: start / (to - from + 1),
      sound: sound / (pairTotal || 1),
      length: Math.log(1 + to - from) / 10,
      authority: ((authorities[document] as number) * AUTHORITY_STEP) / 10,
    };
  }

  /** One pass over the units; written out in one piece, since it runs ten thousand times a second. */
  #scan(from: number, titleEnd: number, to: number) {
    const { units } = this.index.arrays;
    const {
      slots,
      single,
      pair,
      sounds,
      soundPair,
      words,
      weights,
      isCharacter: character,
      soundWeights,
    } = this.#table;
    const [seen, sentenceSeen, soundSeen, unitWeights] = [
      this.#seen,
      this.#sentenceSeen,
      this.#soundSeen,
      this.#unitWeights,
    ];
    const sums = this.#sums.fill(0);
    const [inTitle, inBody] = [++this.#texts * 2, this.#texts * 2 + 1];
    let mark = ++this.#sentences;
    let [bestSentence, precision, named, bestStart, sound] = [0, 0, 0, 0, 0];
    let [sentence, held, said, start, last, lastSound] = [0, 0, 0, from, 0, 0];
    for (let at = from; at <= to; at++) {
      const unit = at < to ? (units[at] as number) : 0;
      const heavy = unitWeights[unit] as number;
      const slot = slots[unit] as number;
      // Two terms may end at one place: a character and the pair that it closes.
      let term = 0;
      let other = 0;
      if (heavy > 0) {
        said += heavy;
        if (slot > 0) {
          term = single[slot] as number;
          if (term > 0) held += heavy;
          if (last > 0) other = pair[last * SLOTS + slot] as number;
        }
        const heard = sounds[unit] as number;
        if (heard > 0 && lastSound > 0) {
          const alike = soundPair[lastSound * SLOTS + heard] as number;
          if (alike > 0 && soundSeen[alike - 1] !== inTitle) {
            soundSeen[alike - 1] = inTitle;
            sound += soundWeights[alike - 1] as number;
          }
        }
        last = slot;
        lastSound = heard;
      } else {
        if (at === titleEnd) named = held / (said || 1);
        if (at === to || isSentenceEnd(unit)) {
          if (sentence > bestSentence) {
            bestSentence = sentence;
            precision = held / (said || 1);
            bestStart = start - from;
          }
          sentence = held = said = 0;
          start = at + 1;
          mark = ++this.#sentences;
        } else if (words.size > 0 && isLetterOrDigit(unit)) {
          const end = wordEnd(units, at, to);
          term = (words.get(wordKey(units, at, end)) ?? -1) + 1;
          at = end - 1;
        }
        last = lastSound = 0;
      }
      for (; term > 0 || other > 0; term = other, other = 0) {
        if (term === 0) continue;
        const weight = weights[term - 1] as number;
        if (sentenceSeen[term - 1] !== mark) {
          sentenceSeen[term - 1] = mark;
          sentence += weight;
        }
        const before = seen[term - 1] as number;
        if (before === inBody || (before === inTitle && at < titleEnd)) continue;
        const kind = character[term - 1] === 1 ? CHARACTERS : PAIRS;
        if (before < inTitle) {
          sums[kind] = (sums[kind] as number) + weight;
          sums[SQUARES] = (sums[SQUARES] as number) + weight * weight;
        }
        if (at >= titleEnd && kind === PAIRS) sums[BODY] = (sums[BODY] as number) + weight;
        seen[term - 1] = at < titleEnd ? inTitle : inBody;
      }
    }
    return { sentence: bestSentence, precision, named, start: bestStart, sound };
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
