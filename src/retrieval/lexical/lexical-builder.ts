import { foldInto, roomFor } from '../../lib/chinese/normalise.js';
import { Citations } from './citations.js';
import { B, IMPACT_STEP, K1, type LexicalArrays, type LexicalIndex, lexicalIndex } from './lexical-index.js';
import { eachTerm } from './term-key.js';
import { grown, TermTable } from './term-table.js';

/** A term in a title counts as this many in the text. */
const TITLE_WEIGHT = 2;

/** Indexes documents one by one; `finish` lays the postings out by term. Documents are numbered from 0 as added. */
export class LexicalBuilder {
  readonly #terms = new TermTable();
  readonly #citations = new Citations();
  #units = new Uint16Array(1 << 16);
  #unitCount = 0;
  #pairTerms = new Uint32Array(1 << 16);
  #pairCounts = new Uint8Array(1 << 16);
  #pairs = 0;
  /** By term: the document that saw it last (plus one), and where its pair of that document stands. */
  #lastDocument = new Uint32Array(1 << 12);
  #lastPair = new Uint32Array(1 << 12);
  readonly #pairStarts: number[] = [0];
  readonly #unitStarts: number[] = [0];
  readonly #titleLengths: number[] = [];
  readonly #lengths: number[] = [];

  add(title: string, text: string): void {
    const from = this.#unitCount;
    this.#reserve(roomFor(title) + roomFor(text) + 1);
    const titleLength = Math.min(65_535, foldInto(title, this.#units, from));
    const bodyStart = from + titleLength + 1;
    this.#units[bodyStart - 1] = 0;
    this.#unitCount = bodyStart + foldInto(text, this.#units, bodyStart);
    const length = this.#count(from, bodyStart - 1, TITLE_WEIGHT) + this.#count(bodyStart, this.#unitCount, 1);
    this.#citations.add(this.#units, from, bodyStart - 1, this.#unitCount);
    this.#lengths.push(length);
    this.#titleLengths.push(titleLength);
    this.#unitStarts.push(this.#unitCount);
    this.#pairStarts.push(this.#pairs);
  }

  finish(): LexicalIndex {
    const { keys, slots } = this.#terms.arrays();
    const starts = this.#starts(keys.length);
    const documents = new Uint32Array(this.#pairs);
    const impacts = new Uint8Array(this.#pairs);
    const peaks = new Uint8Array(keys.length);
    this.#place(starts, documents, impacts, peaks);
    const arrays: LexicalArrays = {
      keys: keys.slice(),
      slots,
      starts,
      peaks,
      documents,
      impacts,
      units: this.#units.slice(0, this.#unitCount),
      unitStarts: Uint32Array.from(this.#unitStarts),
      titleLengths: Uint16Array.from(this.#titleLengths),
      authorities: this.#citations.authorities(),
    };
    return lexicalIndex(arrays);
  }

  /** Adds the terms of a stretch to the current document. @returns its length in characters and words */
  #count(from: number, to: number, weight: number): number {
    const stamp = this.#lengths.length + 1;
    let length = 0;
    eachTerm(this.#units, from, to, (key, _at, size) => {
      const term = this.#terms.number(key);
      if (size !== 2 || key < 0x2000_0000) length++;
      if (term >= this.#lastDocument.length) this.#widen();
      if (this.#lastDocument[term] === stamp) {
        const pair = this.#lastPair[term] as number;
        this.#pairCounts[pair] = Math.min(255, (this.#pairCounts[pair] as number) + weight);
        return;
      }
      if (this.#pairs === this.#pairTerms.length) this.#lengthen();
      this.#lastDocument[term] = stamp;
      this.#lastPair[term] = this.#pairs;
      this.#pairTerms[this.#pairs] = term;
      this.#pairCounts[this.#pairs++] = weight;
    });
    return length;
  }

  #starts(terms: number): Uint32Array {
    const starts = new Uint32Array(terms + 1);
    for (let pair = 0; pair < this.#pairs; pair++) {
      const next = (this.#pairTerms[pair] as number) + 1;
      starts[next] = (starts[next] as number) + 1;
    }
    for (let term = 0; term < terms; term++) starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number);
    return starts;
  }

  #place(starts: Uint32Array, documents: Uint32Array, impacts: Uint8Array, peaks: Uint8Array): void {
    const next = starts.slice();
    const average = this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.#lengths.length);
    for (let document = 0; document < this.#lengths.length; document++) {
      const norm = K1 * (1 - B + (B * (this.#lengths[document] as number)) / Math.max(1, average));
      const end = this.#pairStarts[document + 1] as number;
      for (let pair = this.#pairStarts[document] as number; pair < end; pair++) {
        const term = this.#pairTerms[pair] as number;
        const count = this.#pairCounts[pair] as number;
        const at = next[term] as number;
        next[term] = at + 1;
        const impact = Math.max(1, Math.round((count * (K1 + 1)) / (count + norm) / IMPACT_STEP));
        documents[at] = document;
        impacts[at] = impact;
        if (impact > (peaks[term] as number)) peaks[term] = impact;
      }
    }
  }

  #reserve(room: number): void {
    if (this.#unitCount + room <= this.#units.length) return;
    this.#units = grown(this.#units, Math.max(this.#units.length * 2, this.#unitCount + room));
  }

  #widen(): void {
    this.#lastDocument = grown(this.#lastDocument, this.#lastDocument.length * 2);
    this.#lastPair = grown(this.#lastPair, this.#lastPair.length * 2);
  }

  #lengthen(): void {
    this.#pairTerms = grown(this.#pairTerms, this.#pairTerms.length * 2);
    this.#pairCounts = grown(this.#pairCounts, this.#pairCounts.length * 2);
  }
}
