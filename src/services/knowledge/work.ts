import type { Answer } from '../../domain/answer.js';
import type { Chunk, Provenance } from '../../domain/passage.js';
import type { Finding } from '../../ingestion/check/finding.js';
import type { StaffAct, Withdrawal } from '../../storage/withdrawals.js';

/** A document as the snapshot in use has it. */
export interface ShelfDocument extends Provenance {
  readonly path: string;
  readonly passages: number;
  /** The last days of its passages that end, its own among them, each once, the earliest first. */
  readonly ends: readonly string[];
}

/** What residents are answered from now. */
export interface Shelf {
  readonly snapshot: string;
  readonly builtAt: string;
  readonly documents: readonly ShelfDocument[];
}

/** One passage by its id, or all of a document. */
export type Which = { readonly passage: string } | { readonly path: string };

/** What an upload says of itself; fields of the file's own front matter outrank it. */
export type DraftFields = Readonly<Record<string, string>>;

export interface DraftFile {
  /** Neutralised: see `safeFileName`. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly fields: DraftFields;
}

/** A draft as it would be found and cited. */
export interface Cut {
  readonly document: Provenance;
  readonly passages: readonly Chunk[];
  /** A word to staff: the file's name says another format. */
  readonly note?: string;
}

/** What comes into use and what goes out of it, in one step. */
export interface Swap {
  /** Id of the draft whose file is put in. */
  readonly add?: string;
  /** Path of the document that is taken out. */
  readonly remove?: string;
  /** As the audit will say. */
  readonly actor: string;
  /** Why it is put in use although questions are answered worse. */
  readonly anyway?: string;
}

/** Told how far it is, in words. */
export type Say = (how: string) => void;

/** What the desk has done for it: the app hands it in. Everything throws a YiwenError that says what to do. */
export interface KnowledgeWork {
  /** @throws YiwenError `retrieval.no-snapshot` */
  shelf(): Promise<Shelf>;
  passages(path: string): Promise<readonly Chunk[]>;
  /** What `index --check` finds in the files as they are now. */
  findings(): Promise<readonly Finding[]>;
  withdrawals(): Promise<readonly Withdrawal[]>;
  /** Gives how many passages are no longer found, and how many answers used them. */
  withdraw(
    which: Which,
    reason: string,
    act: StaffAct,
  ): Promise<{ readonly passages: number; readonly answers: number }>;
  /** Gives how many passages are back. */
  restore(which: Which, act: StaffAct): Promise<number>;
  /** Keeps a draft outside the live folders, readable by the owner only. */
  keep(id: string, file: DraftFile): Promise<void>;
  drop(id: string): Promise<void>;
  cut(id: string): Promise<Cut>;
  /** Builds a snapshot of the live texts and the draft in a folder of its own: nobody else is answered from it. */
  prepareTrial(id: string, say: Say): Promise<void>;
  /** Undefined while no trial is prepared. */
  tryOut(id: string, question: string): Promise<Answer | undefined>;
  /** Swaps files, has the question sets asked, puts the snapshot in use; undone where that fails. Lines of what was done. */
  publish(swap: Swap, say: Say): Promise<readonly string[]>;
}
