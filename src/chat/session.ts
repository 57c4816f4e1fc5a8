import type { Topic } from '../domain/answer.js';
import type { Address, Choice } from '../domain/message.js';
import type { LocalKey } from '../storage/local-key.js';
import { changeData, deleteSession, findSession, type SessionRow, saveSession } from '../storage/sessions.js';
import type { Reader, Tx } from '../storage/store.js';

export interface OpenFlow {
  readonly name: string;
  readonly title: string;
  readonly version: number;
  readonly confidential: boolean;
  readonly untraced?: true;
  /** Ends without a word when nobody goes on with it. */
  readonly quiet?: true;
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
  /** Messages replied to in confidence since the flow began, by their ids in the inbox: erased when it ends. */
  readonly confided?: readonly string[];
  /** What a follow-up question (那退休的呢) leans on. */
  readonly topic?: Topic;
  /** The answer that 有用/没用 is about. */
  readonly answerId?: string;
}

/** A stored row; version 0 where there is none yet. */
interface Row {
  readonly key: string;
  readonly version: number;
}

/**
 * Where a conversation stands. An untraced flow has a row of its own beside the plain one, which stays as it was before
 * and goes when the flow ends: neither a count nor a time is left to show that there was one.
 */
export interface Session {
  readonly plain: Row & { readonly memory: Memory };
  readonly aside: Row;
  readonly memory: Memory;
  /** A flow that nobody went on with in time. */
  readonly idle?: OpenFlow;
}

/** After this long a conversation starts anew. */
export const IDLE_MS = 30 * 60_000;
/** A conversation with a person may be silent for longer on one side; its own records say when it is over. */
const HELD_MS = 24 * 3_600_000;

/** How long a conversation may be silent. */
export const idleMs = ({ flow }: Memory): number => (flow?.holds ? HELD_MS : IDLE_MS);

export async function loadSession(read: Reader, localKey: LocalKey, address: Address, now: Date): Promise<Session> {
  const [plain, aside] = [
    await readRow(read, localKey, sessionKey(localKey, address), now),
    await readRow(read, localKey, asideKey(localKey, address), now),
  ];
  const { topic, answerId } = plain.memory;
  const lasting = { ...(topic ? { topic } : {}), ...(answerId ? { answerId } : {}) };
  const open = aside.memory.flow ?? aside.memory.dropped;
  const memory = open ? { ...lasting, ...aside.memory } : plain.memory;
  const idle = aside.idle ?? plain.idle;
  return { plain, aside, memory, ...(idle ? { idle } : {}) };
}

export const sessionKey = (localKey: LocalKey, { channel, chat, sender }: Address): string =>
  localKey.fingerprint('session', channel, chat, sender);

const asideKey = (localKey: LocalKey, { channel, chat, sender }: Address): string =>
  localKey.fingerprint('session aside', channel, chat, sender);

/** The flow that somebody is in the middle of, by its name: for those who would speak first. */
export async function openFlowOf(read: Reader | Tx, localKey: LocalKey, address: Address): Promise<string | undefined> {
  const aside = await findSession(read, asideKey(localKey, address));
  const plain = await findSession(read, sessionKey(localKey, address));
  return aside?.flow ?? plain?.flow ?? undefined;
}

async function readRow(read: Reader, localKey: LocalKey, key: string, now: Date) {
  const row = await findSession(read, key);
  if (!row) return { key, version: 0, memory: {} };
  const memory = readMemory(localKey, row);
  const idle = now.getTime() - Date.parse(row.updatedAt) > idleMs(memory);
  if (!idle) return { key, version: row.version, memory };
  return { key, version: row.version, memory: forgetIdle(memory), ...(memory.flow ? { idle: memory.flow } : {}) };
}

/** What is left of a conversation that fell silent: only that something was dropped. */
export function forgetIdle({ flow, dropped }: Memory): Memory {
  const title = flow && !flow.quiet ? flow.title : dropped;
  return title ? { dropped: title } : {};
}

/**
 * @param memory undefined where an untraced flow ended: what there was before it is what there is again
 * @returns false if another process wrote first
 */
export async function keepSession(
  tx: Tx,
  localKey: LocalKey,
  { plain, aside }: Session,
  memory: Memory | undefined,
  now: Date,
): Promise<boolean> {
  if (!memory) return deleteSession(tx, aside.key, aside.version);
  if (!memory.flow?.untraced) {
    const saved = await keepMemory(tx, localKey, plain, memory, now);
    return saved && (aside.version === 0 || deleteSession(tx, aside.key, aside.version));
  }
  // A flow that is taken over ends; that it did is noted without a time.
  const { flow: over, ...rest } = plain.memory;
  if (over) await changeData(tx, plain.key, localKey.encrypt(JSON.stringify(rest)));
  return keepMemory(tx, localKey, aside, memory, now);
}

/** Writes one row over the version that was read. False if another process wrote first. */
export function keepMemory(tx: Tx, localKey: LocalKey, { key, version }: Row, memory: Memory, now: Date) {
  return saveSession(tx, key, version, {
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
