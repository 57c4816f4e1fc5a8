import type { Fault } from '../fault.js';
import type { Question } from '../question.js';
import type { Written } from '../written.js';

/** Where something stands in a file, from 1: a line of a text, a row of a sheet. */
export interface Place {
  readonly at: number;
}

/** A question of a file as it was understood, not yet held against the bank; or why it was not. */
export type Parsed = Place &
  (
    | {
        readonly status: 'parsed';
        readonly written: Written /** What was dropped, in words. */;
        readonly note?: string;
      }
    | { readonly status: 'refused'; readonly about: string; readonly faults: readonly [Fault, ...Fault[]] }
  );

/** A question that a format cannot hold. */
export interface LeftOut {
  readonly id: string;
  readonly why: string;
}

export interface WrittenFile {
  readonly bytes: Buffer;
  readonly left: readonly LeftOut[];
}

/** A way of exchanging questions. One file in this folder and one line in its index make a new one. */
export interface QuestionFormat {
  /** `gift`. */
  readonly name: string;
  /** With the dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** What it is, and what it cannot hold, for who chooses. */
  readonly about: string;
  /** Whether a file is of this format. Looks at the content: many are called .txt. */
  accepts(bytes: Uint8Array): boolean;
  /** Every question in the order of the file. @throws YiwenError `ingestion.*` where the file as a whole is unreadable */
  parse(bytes: Uint8Array): Promise<readonly Parsed[]>;
  write(questions: readonly Question[]): Promise<WrittenFile>;
}
