import type { Reader, Tx } from '../storage/store.js';

/** One kind of thing that is kept about a sender, in plain words. */
export interface Kept {
  /** 咨询记录 */
  readonly what: string;
  readonly count: number;
  /** How long, and in what form: 保存3年，证件号和电话已隐去. */
  readonly how: string;
  /** Why it cannot be deleted now: 还没办完. Deletable when absent. */
  readonly held?: string;
}

/** Days that each kind of record is kept; then it is erased or no longer tied to anybody. The audit stays for good. */
export interface Retention {
  /** Who wrote when (a keyed hash), and what was said: the access log. At least 183: Cybersecurity Law, six months. */
  readonly inboxDays: number;
  /** Words of questions and answers; what is counted stays. */
  readonly questionsDays: number;
  /** Addresses, reasons and forms of cases that are closed; what is counted stays. */
  readonly closedCasesDays: number;
}

/** What a service keeps about people, told to them, deleted at their wish (PIPL 45–47) and after its time (19). */
export interface Keeper {
  kept(read: Reader, sender: string): Promise<readonly Kept[]>;
  /** Deletes, or unties from the sender, what no open case holds. Returns how many records. */
  release(tx: Tx, sender: string): Promise<number>;
  /** The same for what has had its time, whoever it was. Returns how many records. */
  expire(tx: Tx, retention: Retention, now: Date): Promise<number>;
}

/** The moment before which something that is kept for so many days has had its time. */
export const daysBefore = (now: Date, days: number): string =>
  new Date(now.getTime() - days * 86_400_000).toISOString();
