import type { Permission, StaffMember } from '../domain/staff.js';
import type { Markup } from '../pages/markup.js';
import type { Keyring } from '../storage/sealing/keyring.js';
import type { Seal } from '../storage/sealing/sealed-text.js';
import type { Reader, Store } from '../storage/store.js';
import type { Figure, Period } from './figure.js';
import type { Sheet } from './sheet.js';

/** What came with a form: the last value of a field, all values of one that may be ticked several times, files. */
export interface Form {
  /** Trimmed; '' where there is none. */
  text(name: string): string;
  all(name: string): readonly string[];
  file(name: string): UploadedFile | undefined;
}

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A request of somebody who is signed in and may do this. */
export interface DeskRequest {
  readonly member: StaffMember;
  /** Parts of the path: `/:number`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Form;
  readonly now: Date;
  readonly store: Store;
  /** Their own keys, opened with their password. Undefined if this process does not hold them: ask to unlock. */
  readonly keyring: Keyring | undefined;
  readonly seal: Seal;
}

export type DeskReply =
  | {
      readonly status: 'page';
      readonly title: string;
      readonly body: Markup;
      readonly wide?: boolean;
      /** Seconds after which the page is asked for again: something is under way. */
      readonly again?: number;
    }
  /** After something was done: to another page, which says so first. `to` is a path of the console. */
  | { readonly status: 'go'; readonly to: string; readonly said?: string }
  | { readonly status: 'file'; readonly name: string; readonly type: string; readonly bytes: Buffer };

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Below the desk's own path: `/`, `/:number`, `/:number/assign`. */
  readonly path: string;
  /** Any one of these. */
  readonly needs: Permission | readonly Permission[];
  /** The password has to have been given within the last ten minutes. */
  readonly proved?: boolean;
  /** Takes files. */
  readonly files?: boolean;
  /** Throws a YiwenError for what cannot be done: the console shows cause and remedy, and loses nothing. */
  handle(request: DeskRequest): Promise<DeskReply>;
}

/** A line of today's board: what waits, how urgent it is, where to go. */
export interface TodayItem {
  readonly title: string;
  readonly count: number;
  readonly tone: 'calm' | 'soon' | 'late';
  readonly path: string;
}

/** A service's side that staff see: pages, what waits today, exports, figures. One entry of the console's menu. */
export interface Desk {
  /** `tips`: the path below the console and the name of the export command. */
  readonly name: string;
  /** 举报 */
  readonly title: string;
  /** Any of these shows it in the menu. */
  readonly sees: readonly Permission[];
  readonly routes: readonly Route[];
  today?(request: Pick<DeskRequest, 'member' | 'now'> & { readonly read: Reader }): Promise<readonly TodayItem[]>;
  readonly sheets?: readonly Sheet[];
  figures?(read: Reader, period: Period): Promise<readonly Figure[]>;
}

export const defineDesk = (desk: Desk): Desk => desk;
