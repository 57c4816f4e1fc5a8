import { TermTable } from './term-table.js';

/** BM25's saturation of repeated terms. Values away from it were tried on four sets and lost. */
export const K1 = 1.2;
/** BM25's share of length normalisation, likewise. */
export const B = 0.75;
/** One step of an impact: impacts are below k1 + 1 and kept in a byte. */
export const IMPACT_STEP = (K1 + 1) / 255;

/** Everything of an index that is kept in a file. Postings of a term stand together, sorted by document. */
export interface LexicalArrays {
  /** By term: its key, and in `slots` the hash table that finds it. */
  readonly keys: Uint32Array;
  readonly slots: Uint32Array;
  /** By term: where its postings start; one more than terms. */
  readonly starts: Uint32Array;
  /** By term: the largest impact, the bound that lets a search skip it. */
  readonly peaks: Uint8Array;
  readonly documents: Uint32Array;
  /** tf·(k1+1) / (tf + k1·(1 − b + b·length/average)) in steps of IMPACT_STEP, at least one. */
  readonly impacts: Uint8Array;
  /** The folded texts one after another: title, a zero, body. What the rerank reads. */
  readonly units: Uint16Array;
  /** By document: where its units start; one more than documents. */
  readonly unitStarts: Uint32Array;
  /** By document: units of the title. */
  readonly titleLengths: Uint16Array;
  /** By document: ln(1 + documents that name its work in 《》), in steps of AUTHORITY_STEP. */
  readonly authorities: Uint8Array;
}

/** An inverted index over characters, neighbouring pairs and Latin words, in typed arrays. */
export interface LexicalIndex {
  readonly size: number;
  readonly arrays: LexicalArrays;
  readonly terms: TermTable;
  /** How many documents hold the term with this number; 0 for -1. */
  documentFrequency(term: number): number;
}

export function lexicalIndex(arrays: LexicalArrays): LexicalIndex {
  return {
    size: arrays.titleLengths.length,
    arrays,
    terms: new TermTable(arrays),
    documentFrequency: (term) => (term < 0 ? 0 : (arrays.starts[term + 1] ?? 0) - (arrays.starts[term] ?? 0)),
  };
}

/** Robertson's idf, never negative: ln(1 + (N − n + ½) / (n + ½)). */
export function inverseDocumentFrequency(size: number, documentFrequency: number): number {
  return Math.log(1 + (size - documentFrequency + 0.5) / (documentFrequency + 0.5));
}
