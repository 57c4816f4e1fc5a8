import { isHan, isLetterOrDigit } from '../lib/chinese/character.js';
import { syllableNumbers } from '../lib/chinese/pinyin.js';
import type { LexicalIndex } from './lexical/lexical-index.js';
import { isCharacter, isPair, wordEnd, wordKey } from './lexical/term-key.js';
import type { Question } from './question.js';

/** How a text holds a question, each part as a share of all that the question weighs, 0 to 1 (a little more with synonyms). */
export interface Fit {
  /** Of the whole text. */
  coverage: number;
  /** Of its best sentence. */
  sentence: number;
  /** Of the longest stretch that stands in both. */
  run: number;
  /** Of the title. */
  title: number;
  /** The share of the title that the question holds: 1 for a title named in full. */
  titleNamed: number;
  /** Of the pairs, with characters that sound alike held to be the same. */
  sound: number;
  /** Natural logarithm of the length in units. */
  length: number;
}

/** Distinct characters of a question that are looked at; what is beyond hardly matters in a question. */
const SLOTS = 128;

/** Reads texts with a question in hand. One scanner serves one question at a time; its tables are reused. */
export class TextScanner {
  readonly #slots = new Uint8Array(65_536);
  readonly #pairs = new Int16Array(SLOTS * SLOTS);
  readonly #soundSlots = new Uint8Array(1_024);
  readonly #soundPairs = new Int16Array(SLOTS * SLOTS);
  readonly #syllables = syllableNumbers();
  readonly #words = new Map<number, number>();
  readonly #singles = new Int16Array(SLOTS);
  #slotted: number[] = [];
  #weights = new Float64Array(0);
  #positions = new Int16Array(0);
  #seen = new Int32Array(0);
  #seenSentence = new Int32Array(0);
  #soundWeights: number[] = [];
  #soundSeen = new Int32Array(0);
  #stamp = 0;
  #sentenceStamp = 0;
  #total = 0;
  #pairTotal = 0;

  constructor(readonly index: LexicalIndex) {}

  /** The most that a text can cover of the current question. */
  get total(): number {
    return this.#total;
  }

  prepare(question: Question): void {
    this.#forget();
    const { terms } = question;
    this.#weights = Float64Array.from(terms, ({ weight }) => weight);
    this.#positions = Int16Array.from(terms, ({ at }) => at);
    this.#seen = new Int32Array(terms.length);
    this.#seenSentence = new Int32Array(terms.length);
    this.#total = 0;
    this.#pairTotal = 0;
    terms.forEach(({ key, weight, at }, term) => {
      if (at >= 0) this.#total += weight;
      if (isPair(key)) {
        if (at >= 0) this.#pairTotal += weight;
        this.#preparePair(key >>> 16, key & 0xffff, term, weight, at);
      } else if (isCharacter(key)) {
        const slot = this.#slotFor(key);
        if (slot > 0) this.#singles[slot] = term + 1;
      } else this.#words.set(key, term);
    });
    this.#soundSeen = new Int32Array(this.#soundWeights.length);
  }

  #preparePair(first: number, second: number, term: number, weight: number, at: number): void {
    const left = this.#slotFor(first);
    const right = this.#slotFor(second);
    if (left === 0 || right === 0) return;
    this.#pairs[left * SLOTS + right] = term + 1;
    const leftSound = this.#soundSlots[this.#syllables[first] as number] as number;
    const rightSound = this.#soundSlots[this.#syllables[second] as number] as number;
    if (at < 0 || leftSound === 0 || rightSound === 0) return;
    this.#soundWeights.push(weight);
    this.#soundPairs[leftSound * SLOTS + rightSound] = this.#soundWeights.length;
  }

  #slotFor(unit: number): number {
    const known = this.#slots[unit] as number;
    if (known > 0 || this.#slotted.length >= SLOTS - 1) return known;
    this.#slotted.push(unit);
    const slot = this.#slotted.length;
    this.#slots[unit] = slot;
    const syllable = this.#syllables[unit] as number;
    if (syllable > 0 && this.#soundSlots[syllable] === 0) this.#soundSlots[syllable] = slot;
    return slot;
  }

  #forget(): void {
    for (const unit of this.#slotted) {
      this.#slots[unit] = 0;
      this.#soundSlots[this.#syllables[unit] as number] = 0;
    }
    this.#slotted = [];
    this.#pairs.fill(0);
    this.#soundPairs.fill(0);
    this.#singles.fill(0);
    this.#words.clear();
    this.#soundWeights = [];
  }

  /** How the document with this number fits the question prepared. */
  fit(document: number): Fit {
    const { units, unitStarts, titleLengths } = this.index.arrays;
    const from = unitStarts[document] as number;
    const to = unitStarts[document + 1] as number;
    const titleEnd = from + (titleLengths[document] as number);
    this.#stamp++;
    const title = this.#scan(units, from, titleEnd);
    const body = this.#scan(units, titleEnd + 1, to);
    const total = this.#total || 1;
    return {
      coverage: (title.covered + body.covered) / total,
      sentence: Math.max(title.sentence, body.sentence) / total,
      run: Math.max(title.run, body.run) / (this.#pairTotal || 1),
      title: title.sentence / total,
      titleNamed: title.held / Math.max(1, titleEnd - from),
      sound: (title.sound + body.sound) / (this.#pairTotal || 1),
      length: Math.log(1 + to - from),
    };
  }

  #scan(units: Uint16Array, from: number, to: number) {
    const result = { covered: 0, sentence: 0, run: 0, held: 0, sound: 0 };
    const { seen, seenSentence } = { seen: this.#seen, seenSentence: this.#seenSentence };
    const stamp = this.#stamp;
    let sentenceStamp = ++this.#sentenceStamp;
    let sentence = 0;
    let run = 0;
    let runPosition = -2;
    let previousSlot = 0;
    let previousSound = 0;
    const meet = (term: number): void => {
      const weight = this.#weights[term] as number;
      if (seen[term] !== stamp) {
        seen[term] = stamp;
        result.covered += weight;
      }
      if (seenSentence[term] !== sentenceStamp) {
        seenSentence[term] = sentenceStamp;
        sentence += weight;
      }
    };
    for (let at = from; at < to; at++) {
      const unit = units[at] as number;
      const slot = this.#slots[unit] as number;
      const sound = this.#soundSlots[this.#syllables[unit] as number] as number;
      if (slot > 0) {
        const single = this.#singles[slot] as number;
        if (single > 0) meet(single - 1);
        const pair = previousSlot > 0 ? (this.#pairs[previousSlot * SLOTS + slot] as number) : 0;
        if (pair > 0) {
          meet(pair - 1);
          result.held += result.held > 0 && runPosition >= 0 ? 1 : 2;
          const position = this.#positions[pair - 1] as number;
          run =
            position === runPosition + 1
              ? run + (this.#weights[pair - 1] as number)
              : (this.#weights[pair - 1] as number);
          runPosition = position;
          if (run > result.run) result.run = run;
        } else runPosition = -2;
      } else {
        runPosition = -2;
        if (isSentenceEnd(unit)) {
          if (sentence > result.sentence) result.sentence = sentence;
          sentence = 0;
          sentenceStamp = ++this.#sentenceStamp;
        } else if (isLetterOrDigit(unit) && !isHan(unit)) {
          const end = wordEnd(units, at, to);
          const term = this.#words.get(wordKey(units, at, end));
          if (term !== undefined) {
            meet(term);
            result.held += end - at;
          }
          at = end - 1;
        }
      }
      if (sound > 0 && previousSound > 0) {
        const pair = this.#soundPairs[previousSound * SLOTS + sound] as number;
        if (pair > 0 && this.#soundSeen[pair - 1] !== stamp) {
          this.#soundSeen[pair - 1] = stamp;
          result.sound += this.#soundWeights[pair - 1] as number;
        }
      }
      previousSlot = slot;
      previousSound = sound;
    }
    if (sentence > result.sentence) result.sentence = sentence;
    return result;
  }
}

/** 。！？； and line ends (which folding made blanks) part sentences. */
function isSentenceEnd(unit: number): boolean {
  return unit === 0x3002 || unit === 33 || unit === 63 || unit === 59;
}
