import type { Topic } from '../domain/answer.js';
import type { Choice } from '../domain/message.js';
import type { LocalKey } from '../storage/local-key.js';
import { deleteSession, findSession, type SessionRow, saveSession } from '../storage/sessions.js';
import type { Reader, Tx } from '../storage/store.js';

export interface OpenFlow {
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly confidential: boolean;
  /** Ends without a word when nobody goes on with it. */
  readonly quiet?: true;
  readonly state: unknown;
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
  /** Messages replied to in confidence since the flow began, by their ids in the inbox: erased when it ends. */
  readonly confided?: readonly string[];
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
  /** A flow that nobody went on with in time. */
  readonly idle?: OpenFlow;
}

/** After this long a conversation starts anew. */
export const IDLE_MS = 30 * 60_000;

export async function loadSession(read: Reader, localKey: LocalKey, key: string, now: Date): Promise<Session> {
  const row = await findSession(read, key);
  if (!row) return { key, version: 0, memory: {} };
  const memory = readMemory(localKey, row);
  const idle = now.getTime() - Date.parse(row.updatedAt) > IDLE_MS;
  if (!idle) return { key, version: row.version, memory };
  return { key, version: row.version, memory: forgetIdle(memory), ...(memory.flow ? { idle: memory.flow } : {}) };
}

/** What is left of a conversation that fell silent: only that something was dropped. */
export function forgetIdle({ flow, dropped }: Memory): Memory {
  const title = flow && !flow.quiet ? flow.title : dropped;
  return title ? { dropped: title } : {};
}

/**
 * @param memory undefined where nothing is remembered: the row goes, and with it how often and when this sender wrote
 * @returns false if another process wrote first
 */
export function keepSession(
  tx: Tx,
  localKey: LocalKey,
  session: Session,
  memory: Memory | undefined,
  now: Date,
): Promise<boolean> {
  if (!memory) return deleteSession(tx, session.key, session.version);
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
