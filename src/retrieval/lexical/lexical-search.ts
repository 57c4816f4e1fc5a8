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

/** A term that more than one document in so many holds gets a row of impacts by document, which is quicker to look up. */
const ROW_FROM = 8;

/** How finely scores are told apart when the best are parted from the rest. */
const BUCKETS = 512;

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
  /** By document, all zero between searches. */
  readonly #scores: Float32Array;
  /** The documents in the running, and their scores once they are gathered. */
  readonly #seen: Uint32Array;
  readonly #points: Float32Array;
  #seenCount = 0;
  readonly #rows: ReadonlyMap<number, Uint8Array>;
  readonly #counts = new Uint32Array(BUCKETS);

  constructor(readonly index: LexicalIndex) {
    this.#scores = new Float32Array(index.size);
    this.#seen = new Uint32Array(index.size);
    this.#points = new Float32Array(index.size);
    this.#rows = rowsOf(index);
  }

  /** @param allowed by document, 1 where it may be found; all when absent. @returns best first, at most k */
  search(terms: readonly WeightedTerm[], k: number, allowed?: Uint8Array): Hit[] {
    const scored = terms.filter(({ term, weight }) => term >= 0 && weight > 0);
    const leading = this.#lists(scored.filter(({ refines }) => !refines)).sort(byLength);
    const refining = this.#lists(scored.filter(({ refines }) => refines));
    this.#seenCount = 0;
    for (const { term, step } of leading) this.#addList(term, step, allowed);
    const refinable = this.#seenCount >= k;
    if (!refinable) for (const { term, step } of refining) this.#addList(term, step, allowed);
    this.#gather();
    if (refinable && refining.length > 0) this.#refine(refining.sort(byBound(this.index.arrays.peaks)), k);
    const top = new TopK(k);
    for (let at = 0; at < this.#seenCount; at++) {
      const score = this.#points[at] as number;
      if (score >= top.threshold) top.offer(this.#seen[at] as number, score);
    }
    return top.take();
  }

  #lists(terms: readonly WeightedTerm[]): PostingList[] {
    return terms.map(({ term, weight }) => ({
      term,
      step: weight * IMPACT_STEP,
      length: this.index.documentFrequency(term),
    }));
  }

  #addList(term: number, step: number, allowed: Uint8Array | undefined): void {
    const { starts, documents, impacts } = this.index.arrays;
    const scores = this.#scores;
    const seen = this.#seen;
    const end = starts[term + 1] as number;
    let count = this.#seenCount;
    for (let at = starts[term] as number; at < end; at++) {
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

  /** Takes the scores of the documents seen beside them, and leaves all scores zero for the next search. */
  #gather(): void {
    for (let at = 0; at < this.#seenCount; at++) {
      const document = this.#seen[at] as number;
      this.#points[at] = this.#scores[document] as number;
      this.#scores[document] = 0;
    }
  }

  /** Adds the lists, heaviest first, to the shortlist. */
  #refine(lists: readonly PostingList[], k: number): void {
    const { peaks } = this.index.arrays;
    this.#keepFrom(this.#floorOf(Math.max(SHORTLIST, k)));
    this.#sortByDocument();
    let rest = lists.reduce((sum, { term, step }) => sum + step * (peaks[term] as number), 0);
    lists.forEach(({ term, step }, at) => {
      const row = this.#rows.get(term);
      if (row) this.#addRow(row, step);
      else this.#lookUp(term, step);
      rest -= step * (peaks[term] as number);
      if (at % 3 === 2 && this.#seenCount > k) this.#keepFrom(this.#floorOf(k) - rest - SLACK);
    });
  }

  /** A score that at least n of the documents seen reach, and few others: the lower edge of the n-th best's bucket. */
  #floorOf(n: number): number {
    const [points, counts] = [this.#points, this.#counts];
    let highest = 0;
    for (let at = 0; at < this.#seenCount; at++) highest = Math.max(highest, points[at] as number);
    if (this.#seenCount <= n || highest === 0) return 0;
    const scale = (BUCKETS - 1) / highest;
    counts.fill(0);
    for (let at = 0; at < this.#seenCount; at++) {
      const bucket = ((points[at] as number) * scale) | 0;
      counts[bucket] = (counts[bucket] as number) + 1;
    }
    let bucket = BUCKETS;
    for (let left = n; left > 0 && bucket > 0; left -= counts[bucket] as number) bucket--;
    return bucket / scale - SLACK;
  }

  #keepFrom(least: number): void {
    const [seen, points] = [this.#seen, this.#points];
    let count = 0;
    for (let at = 0; at < this.#seenCount; at++) {
      if ((points[at] as number) < least) continue;
      seen[count] = seen[at] as number;
      points[count++] = points[at] as number;
    }
    this.#seenCount = count;
  }

  #sortByDocument(): void {
    const kept = this.#seen.subarray(0, this.#seenCount);
    kept.forEach((document, at) => {
      this.#scores[document] = this.#points[at] as number;
    });
    kept.sort();
    this.#gather();
  }

  #addRow(row: Uint8Array, step: number): void {
    const [seen, points] = [this.#seen, this.#points];
    for (let at = 0; at < this.#seenCount; at++) {
      points[at] = (points[at] as number) + step * (row[seen[at] as number] as number);
    }
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
        this.#points[candidate] = (this.#points[candidate] as number) + step * (impacts[at] as number);
      }
    }
  }
}

/** By term that many documents hold: its impacts by document, 0 where it is not. */
function rowsOf({ size, arrays: { keys, starts, documents, impacts } }: LexicalIndex): Map<number, Uint8Array> {
  const rows = new Map<number, Uint8Array>();
  for (let term = 0; term < keys.length; term++) {
    const [from, end] = [starts[term] as number, starts[term + 1] as number];
    if ((end - from) * ROW_FROM < size) continue;
    const row = new Uint8Array(size);
    for (let at = from; at < end; at++) row[documents[at] as number] = impacts[at] as number;
    rows.set(term, row);
  }
  return rows;
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
