import { IMPACT_STEP, type LexicalIndex } from './lexical-index.js';
import { TopK } from './top-k.js';

/** A term to score with: `weight` includes its idf, so that a document scores Σ weight · impact. */
export interface WeightedTerm {
  readonly term: number;
  readonly weight: number;
}

export interface Hit {
  readonly document: number;
  readonly score: number;
}

/** Bounds are compared with a little slack, since sums of 32-bit floats depend on their order. */
const SLACK = 1e-3;

/**
 * Finds the best documents, exactly. Lists are added from the rarest term on; once no document that is still unseen
 * can enter the k best, the long lists that remain are only looked up for those that can (MaxScore, Turtle and Flood
 * 1995, by term). One searcher serves one search at a time.
 */
export class LexicalSearcher {
  readonly #scores: Float32Array;
  readonly #seen: Uint32Array;
  #seenCount = 0;

  constructor(readonly index: LexicalIndex) {
    this.#scores = new Float32Array(index.size);
    this.#seen = new Uint32Array(index.size);
  }

  /** @param allowed by document, 1 where it may be found; all when absent. @returns best first, at most k */
  search(terms: readonly WeightedTerm[], k: number, allowed?: Uint8Array): Hit[] {
    const { peaks } = this.index.arrays;
    const lists = terms
      .filter(({ term, weight }) => term >= 0 && weight > 0)
      .map(({ term, weight }) => ({ term, step: weight * IMPACT_STEP, length: this.index.documentFrequency(term) }))
      .sort((a, b) => a.length - b.length || a.term - b.term);
    const rest = new Float64Array(lists.length + 1);
    for (let at = lists.length - 1; at >= 0; at--) {
      const list = lists[at] as (typeof lists)[number];
      rest[at] = (rest[at + 1] as number) + list.step * (peaks[list.term] as number);
    }
    const top = new TopK(k);
    let at = 0;
    for (; at < lists.length; at++) {
      const list = lists[at] as (typeof lists)[number];
      if (this.#seenCount >= k && list.length * 4 > this.#seenCount) {
        const threshold = this.#offerSeen(top);
        top.take();
        if ((rest[at] as number) + SLACK < threshold) {
          this.#keep(threshold - (rest[at] as number) - SLACK);
          break;
        }
      }
      this.#addList(list.term, list.step, allowed);
    }
    for (; at < lists.length; at++) {
      const list = lists[at] as (typeof lists)[number];
      this.#lookUp(list.term, list.step);
    }
    this.#offerSeen(top);
    this.#clear();
    return top.take();
  }

  #addList(term: number, step: number, allowed: Uint8Array | undefined): void {
    const { starts, documents, impacts } = this.index.arrays;
    const scores = this.#scores;
    const end = starts[term + 1] as number;
    const from = starts[term] as number;
    const seen = this.#seen;
    let count = this.#seenCount;
    for (let at = from; at < end; at++) {
      const document = documents[at] as number;
      const before = scores[document] as number;
      if (before === 0) {
        if (allowed !== undefined && allowed[document] === 0) continue;
        seen[count++] = document;
      }
      scores[document] = before + step * (impacts[at] as number);
    }
    this.#seenCount = count;
  }

  /** Adds a list to the documents seen, which are sorted. */
  #lookUp(term: number, step: number): void {
    const { starts, documents, impacts } = this.index.arrays;
    const end = starts[term + 1] as number;
    let at = starts[term] as number;
    for (let candidate = 0; candidate < this.#seenCount; candidate++) {
      const document = this.#seen[candidate] as number;
      at = firstFrom(documents, at, end, document);
      if (at === end) return;
      if (documents[at] === document) {
        this.#scores[document] = (this.#scores[document] as number) + step * (impacts[at] as number);
      }
    }
  }

  #offerSeen(top: TopK): number {
    for (let at = 0; at < this.#seenCount; at++) {
      const document = this.#seen[at] as number;
      const score = this.#scores[document] as number;
      if (score >= top.threshold) top.offer(document, score);
    }
    return top.threshold;
  }

  #keep(least: number): void {
    let count = 0;
    for (let at = 0; at < this.#seenCount; at++) {
      const document = this.#seen[at] as number;
      if ((this.#scores[document] as number) >= least) this.#seen[count++] = document;
      else this.#scores[document] = 0;
    }
    this.#seenCount = count;
    this.#seen.subarray(0, count).sort();
  }

  #clear(): void {
    for (let at = 0; at < this.#seenCount; at++) this.#scores[this.#seen[at] as number] = 0;
    this.#seenCount = 0;
  }
}

/** The first position in [from, end) whose document is not smaller, or end: galloping, then halving. */
function firstFrom(documents: Uint32Array, from: number, end: number, document: number): number {
  let step = 1;
  let low = from;
  while (low < end && (documents[low] as number) < document) {
    const next = low + step;
    if (next >= end || (documents[next] as number) >= document) {
      let high = Math.min(next, end);
      low++;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((documents[middle] as number) < document) low = middle + 1;
        else high = middle;
      }
      return low;
    }
    low = next;
    step *= 2;
  }
  return low;
}
