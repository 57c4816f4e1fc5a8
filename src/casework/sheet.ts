import type { Permission, StaffMember } from '../domain/staff.js';
import type { Keyring } from '../storage/sealing/keyring.js';
import type { Reader } from '../storage/store.js';
import type { Period } from './figure.js';

export interface SheetRequest extends Period {
  readonly read: Reader;
  readonly member: StaffMember;
  readonly now: Date;
  /** For columns that are sealed; they say 未解锁 without. */
  readonly keyring: Keyring | undefined;
}

/** A table that is exported: every cell is a string, personal data masked unless the sheet's permission says else. */
export interface Sheet {
  /** `tips`, `tips-payments`. Names are unique across desks. */
  readonly name: string;
  /** 举报线索 */
  readonly title: string;
  readonly needs: Permission;
  /** A second person has to have approved it: told in the form and checked before anything is read. */
  readonly approval?: string;
  readonly columns: readonly string[];
  /** In the order of the columns. Read in pieces: a hundred thousand rows do not fit a small machine twice. */
  rows(request: SheetRequest): AsyncIterable<readonly string[]>;
}
