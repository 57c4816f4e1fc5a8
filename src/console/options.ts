import type { Desk } from '../casework/desk.js';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import type { AuditHead } from '../storage/audit.js';
import type { LocalKey } from '../storage/local-key.js';
import type { Seal } from '../storage/sealing/sealed-text.js';
import type { Store } from '../storage/store.js';

export interface ConsoleOptions {
  /** Where to listen; this machine only unless said otherwise. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** True where staff come over https: the cookie is then never sent in the clear. */
  readonly secureCookie?: boolean;
  /** True behind a reverse proxy that sets X-Forwarded-For. */
  readonly trustProxy?: boolean;
  /** Other origins (`https://desk.example.cn`) under which a proxy serves the console. */
  readonly origins?: readonly string[];
  readonly bureau: string;
  /** The services' desks, in the order of the menu. */
  readonly desks: readonly Desk[];
  readonly store: Store;
  readonly localKey: LocalKey;
  readonly seal: () => Promise<Seal>;
  /** How far the audit was on earlier days, as noted outside the database; nothing when absent. */
  readonly auditHeads?: () => Promise<readonly AuditHead[]>;
  readonly clock: Clock;
  readonly log: Log;
}
