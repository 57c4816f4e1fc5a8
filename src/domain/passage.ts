import type { Certainty, DocumentKind } from './message.js';

/** A day as ISO text, `2026-04-01`. Days compare as strings. */
export type Day = string;

/** 职工医保, 居民医保, or a text that concerns both. */
export type Scheme = 'employee' | 'resident' | 'both';

/** What a text is, where and when it holds. Front matter gives it; a section may narrow it. */
export interface Provenance {
  readonly kind: DocumentKind;
  readonly title: string;
  /** 全国, or a place as its documents name it: 浙江省, 天津市南开区. '' where nobody said. */
  readonly place: string;
  readonly scheme: Scheme;
  readonly documentNumber?: string;
  readonly article?: string;
  readonly year?: number;
  /** A day, or no more than its month or year where the source gives no more. */
  readonly published?: string;
  /** As `published`. */
  readonly effectiveFrom?: string;
  /** The last day on which the text holds. */
  readonly effectiveTo?: Day;
  /** No text gives `effectiveTo`: it is the day before the successor begins. */
  readonly endDerived?: true;
  /** What this text takes the place of, as written: a document number, `path` or `path#heading`; several with 、. */
  readonly replaces?: string;
  /** What took the place of this text, written as `replaces`. */
  readonly replacedBy?: string;
  /** Why nobody can say from when the text holds: the source gives no date. */
  readonly undated?: string;
  readonly source?: string;
  readonly certainty: Certainty;
}

/** A file as read. `text` is what citations quote: every chunk's text is an exact substring of it. */
export interface SourceDocument extends Provenance {
  /** Relative to the folder it was indexed from, with forward slashes. Unique in a snapshot. */
  readonly path: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly contentHash: string;
  readonly text: string;
}

/** A stretch of a document that is found and cited as one. */
export interface Chunk extends Provenance {
  /** `path#ordinal`, unique in a snapshot. */
  readonly id: string;
  readonly path: string;
  /** Titles from the document's down to the section's own. */
  readonly headings: readonly string[];
  readonly text: string;
  /** Table rows made readable, `门诊：60%；住院：70%`, one a line, searched beside the text and quoted as rows. */
  readonly rows?: readonly string[];
  /** Ids of the facts that the section says it carries. */
  readonly facts: readonly string[];
  /** How people ask for it, in their words: searched beside the text, never shown or quoted. */
  readonly asks?: readonly string[];
  /** Ids of the chunks that took this one's place, and of those whose place it took; found out by `withSuccession`. */
  readonly successors?: readonly string[];
  readonly predecessors?: readonly string[];
}

/** Which rules may speak. */
export interface Scope {
  /** The place asked about; every place when absent. Rules of the place, of places around it and 全国 match. */
  readonly place?: string;
  readonly scheme?: Exclude<Scheme, 'both'>;
}

export interface Query {
  readonly text: string;
  /** Texts that do not hold on this day are left out. */
  readonly asOf: Day;
  /** With it, texts that hold on any day from `asOf` to this one are found. */
  readonly until?: Day;
  /** `include` also finds what ended before or begins after: only to be told as such. Left out by default. */
  readonly otherTimes?: 'leave-out' | 'include';
  readonly scope: Scope;
  /** 1 to 100. */
  readonly limit: number;
}

/** A chunk found, with how well it fits. */
export interface Passage {
  readonly chunk: Chunk;
  /** Comparable within one search only. */
  readonly score: number;
  /** 0 to 1: the share of what the question could score that this passage scores. Comparable between searches. */
  readonly confidence: number;
  /** How much of the question was found in all, as the sum of BM25 weights: a long story finds much, a chance word little. */
  readonly evidence: number;
}
