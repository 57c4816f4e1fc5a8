import type { Topic } from '../domain/answer.js';
import type { Choice } from '../domain/message.js';
import type { LocalKey } from '../storage/local-key.js';
import { findSession, type SessionRow, saveSession } from '../storage/sessions.js';
import type { Reader, Tx } from '../storage/store.js';

export interface OpenFlow {
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly confidential: boolean;
  readonly state: unknown;
  /** Open for as long as its service says. */
  readonly holds?: true;
}

/** What the bot remembers of a conversation between two messages. */
export interface Memory {
  readonly flow?: OpenFlow;
  /** Title of a flow that was dropped because nobody went on with it: told with the next reply. */
  readonly dropped?: string;
  /** The choices shown last. */
  readonly choices?: readonly Choice[];
  /** The message replied to last, by its id in the inbox, which keeps the reply. Absent after a confidential one. */
  readonly repliedTo?: string;
  /** What a follow-up question (那退休的呢) leans on. */
  readonly topic?: Topic;
  /** The answer that 有用/没用 is about. */
  readonly answerId?: string;
}

/** A memory and the version of the row it came from; 0 where there is none yet. */
export interface Session {
  readonly key: string;
  readonly version: number;
  readonly memory: Memory;
}

/** After this long a conversation starts anew. */
export const IDLE_MS = 30 * 60_000;
/** A conversation with a person may be silent for longer on one side; its own records say when it is over. */
const HELD_MS = 24 * 3_600_000;

/** How long a conversation may be silent. */
export const idleMs = ({ flow }: Memory): number => (flow?.holds ? HELD_MS : IDLE_MS);

export async function loadSession(read: Reader, localKey: LocalKey, key: string, now: Date): Promise<Session> {
  const row = await findSession(read, key);
  if (!row) return { key, version: 0, memory: {} };
  const memory = readMemory(localKey, row);
  const idle = now.getTime() - Date.parse(row.updatedAt) > idleMs(memory);
  return { key, version: row.version, memory: idle ? forgetIdle(memory) : memory };
}

/** What is left of a conversation that fell silent: only that something was dropped. */
export function forgetIdle({ flow, dropped }: Memory): Memory {
  const title = flow?.title ?? dropped;
  return title ? { dropped: title } : {};
}

/** False if another process wrote first. */
export function keepSession(tx: Tx, localKey: LocalKey, session: Session, memory: Memory, now: Date): Promise<boolean> {
  return saveSession(tx, session.key, session.version, {
    flow: memory.flow?.name ?? null,
    confidential: memory.flow?.confidential ?? false,
    data: localKey.encrypt(JSON.stringify(memory)),
    updatedAt: now.toISOString(),
  });
}

/** A row that cannot be read (another local key) counts as a new conversation. */
export function readMemory(localKey: LocalKey, row: SessionRow): Memory {
  const text = localKey.decrypt(row.data);
  return text === undefined ? {} : (JSON.parse(text) as Memory);
}
