import { homophones, syllableNumbers } from '../lib/chinese/pinyin.js';
import { isCharacter, isPair } from './lexical/term-key.js';
import type { Question } from './question.js';

/** Distinct characters of a question that are looked at; what is beyond hardly matters in a question. */
export const SLOTS = 128;

/**
 * A question laid out so that reading a text costs a few array look-ups a character: each character of the question
 * gets a slot, and two slots lead to the term that they make. Filled anew for each question, to spare the memory.
 */
export class QuestionTable {
  /** By UTF-16 unit: its slot, 0 when the question does not hold it. */
  readonly slots = new Uint8Array(65_536);
  /** By slot: number of the character's term plus one. */
  readonly single = new Int16Array(SLOTS);
  /** By first slot · SLOTS + second: number of the pair's term plus one. */
  readonly pair = new Int16Array(SLOTS * SLOTS);
  /** By UTF-16 unit: the slot of its sound; characters of one sound share it. */
  readonly sounds = new Uint8Array(65_536);
  /** Like `pair`, by sound. */
  readonly soundPair = new Int16Array(SLOTS * SLOTS);
  readonly words = new Map<number, number>();

  weights = new Float64Array(0);
  /** By term: 1 for a character. */
  isCharacter = new Uint8Array(0);
  soundWeights = new Float64Array(0);
  /** What the question's own terms weigh: all, the pairs and words, the characters, the squares of all. */
  total = 0;
  pairTotal = 0;
  characterTotal = 0;
  squareTotal = 0;

  #slotted: number[] = [];

  fill({ terms }: Question): void {
    this.#clear();
    this.weights = Float64Array.from(terms, ({ weight }) => weight);
    this.isCharacter = Uint8Array.from(terms, ({ key }) => (isCharacter(key) ? 1 : 0));
    const soundWeights: number[] = [];
    terms.forEach(({ key, weight, at }, term) => {
      if (at >= 0) this.#addToTotals(weight, isCharacter(key));
      if (isPair(key)) this.#fillPair(key >>> 16, key & 0xffff, term, at < 0 ? undefined : { weight, soundWeights });
      else if (isCharacter(key)) this.single[this.#slotFor(key)] = term + 1;
      else this.words.set(key, term);
    });
    this.single[0] = 0;
    this.soundWeights = Float64Array.from(soundWeights);
  }

  #addToTotals(weight: number, character: boolean): void {
    this.total += weight;
    this.squareTotal += weight * weight;
    if (character) this.characterTotal += weight;
    else this.pairTotal += weight;
  }

  #fillPair(first: number, second: number, term: number, own?: { weight: number; soundWeights: number[] }): void {
    const left = this.#slotFor(first);
    const right = this.#slotFor(second);
    if (left === 0 || right === 0) return;
    this.pair[left * SLOTS + right] = term + 1;
    const leftSound = this.sounds[first] as number;
    const rightSound = this.sounds[second] as number;
    if (!own || leftSound === 0 || rightSound === 0) return;
    own.soundWeights.push(own.weight);
    this.soundPair[leftSound * SLOTS + rightSound] = own.soundWeights.length;
  }

  #slotFor(unit: number): number {
    const known = this.slots[unit] as number;
    if (known > 0 || this.#slotted.length >= SLOTS - 1) return known;
    const slot = this.#slotted.push(unit);
    const syllables = syllableNumbers();
    this.slots[unit] = slot;
    if (syllables[unit] !== 0 && this.sounds[unit] === 0)
      for (const alike of homophones(unit)) this.sounds[alike] = slot;
    return slot;
  }

  #clear(): void {
    for (const unit of this.#slotted) {
      this.slots[unit] = 0;
      if (this.sounds[unit] !== 0) for (const alike of homophones(unit)) this.sounds[alike] = 0;
    }
    this.#slotted = [];
    for (const table of [this.single, this.pair, this.soundPair]) table.fill(0);
    this.words.clear();
    this.total = 0;
    this.pairTotal = 0;
    this.characterTotal = 0;
    this.squareTotal = 0;
  }
}
