import { IMPACT_STEP, type LexicalIndex } from './lexical-index.js';
import { TopK } from './top-k.js';

/** A term to score with: `weight` includes its idf, so that a document scores Σ weight · impact. */
export interface WeightedTerm {
  readonly term: number;
  readonly weight: number;
  /** Only adds to what other terms found, if they found enough: a single character is no reason to look at a text. */
  readonly refines?: boolean;
}

export interface Hit {
  readonly document: number;
  readonly score: number;
}

/** Bounds are compared with a little slack, since sums of 32-bit floats depend on their order. */
const SLACK = 1e-3;

/** As many of the best by leading terms are refined. */
const SHORTLIST = 400;

interface PostingList {
  readonly term: number;
  /** Score of one step of impact. */
  readonly step: number;
  readonly length: number;
}

/**
 * Finds the best documents. Leading lists are added from the rarest on; the shortlist that they give is then looked up
 * in the long lists that only refine, and thinned whenever the rest cannot lift a document among the k best (MaxScore,
 * Turtle and Flood 1995, by term). One searcher serves one search at a time.
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
    const scored = terms.filter(({ term, weight }) => term >= 0 && weight > 0);
    const leading = this.#lists(scored.filter(({ refines }) => !refines)).sort(byLength);
    const refining = this.#lists(scored.filter(({ refines }) => refines));
    for (const { term, step } of leading) this.#addList(term, step, allowed);
    if (this.#seenCount >= k) this.#refine(refining.sort(byBound(this.index.arrays.peaks)), k);
    else for (const { term, step } of refining) this.#addList(term, step, allowed);
    const top = new TopK(k);
    this.#offerSeen(top);
    this.#clear();
    return top.take();
  }

  #lists(terms: readonly WeightedTerm[]): PostingList[] {
    return terms.map(({ term, weight }) => ({
      term,
      step: weight * IMPACT_STEP,
      length: this.index.documentFrequency(term),
    }));
  }

  /** Adds the lists, heaviest first, to the shortlist. */
  #refine(lists: readonly PostingList[], k: number): void {
    const { peaks } = this.index.arrays;
    this.#shorten(Math.max(SHORTLIST, k));
    let rest = lists.reduce((sum, { term, step }) => sum + step * (peaks[term] as number), 0);
    lists.forEach(({ term, step }, at) => {
      this.#lookUp(term, step);
      rest -= step * (peaks[term] as number);
      if (at % 3 === 2 && this.#seenCount > k) this.#keep(this.#kthScore(k) - rest - SLACK);
    });
  }

  /** Keeps the n best of the documents seen, sorted by number. */
  #shorten(n: number): void {
    if (this.#seenCount > n) this.#keep(this.#kthScore(n));
    this.#seen.subarray(0, this.#seenCount).sort();
  }

  #kthScore(k: number): number {
    const top = new TopK(k);
    this.#offerSeen(top);
    return top.threshold;
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

  #offerSeen(top: TopK): void {
    for (let at = 0; at < this.#seenCount; at++) {
      const document = this.#seen[at] as number;
      const score = this.#scores[document] as number;
      if (score >= top.threshold) top.offer(document, score);
    }
  }

  #keep(least: number): void {
    let count = 0;
    for (let at = 0; at < this.#seenCount; at++) {
      const document = this.#seen[at] as number;
      if ((this.#scores[document] as number) >= least) this.#seen[count++] = document;
      else this.#scores[document] = 0;
    }
    this.#seenCount = count;
  }

  #clear(): void {
    for (let at = 0; at < this.#seenCount; at++) this.#scores[this.#seen[at] as number] = 0;
    this.#seenCount = 0;
  }
}

function byLength(a: PostingList, b: PostingList): number {
  return a.length - b.length || a.term - b.term;
}

function byBound(peaks: Uint8Array): (a: PostingList, b: PostingList) => number {
  const bound = ({ term, step }: PostingList): number => step * (peaks[term] as number);
  return (a, b) => bound(b) - bound(a) || a.term - b.term;
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
