import { actorOf, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Keyring } from '../../../storage/sealing/keyring.js';
import { readSealed } from '../../../storage/sealing/sealed-text.js';
import type { Reader, Store } from '../../../storage/store.js';
import type { BoxKey } from '../files/box.js';
import { filesOf, openFile } from '../files/records.js';
import { eventsOf } from './events.js';
import { additionsOf } from './messages.js';
import { mayRead, requireRecord, type TipRecord } from './record.js';
import { cases } from './tables.js';
import { keepOut, tiedTo } from './ties.js';

/** A tip in the clear, for the eyes of who opened it. */
export interface OpenedStory {
  readonly record: TipRecord;
  /** What the reporter told, by part: target, story, when … */
  readonly parts: Readonly<Record<string, readonly string[]>>;
  /** Whom staff found it to be about. */
  readonly target: Readonly<Record<string, string>>;
  /** Notes of the history, by event. */
  readonly notes: ReadonlyMap<string, string>;
  readonly additions: readonly { readonly at: string; readonly text: string }[];
  readonly files: readonly TipFile[];
}

/** A picture or file that the reporter sent. `size` in bytes. */
export interface TipFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

export interface Opener {
  readonly store: Store;
  readonly member: StaffMember;
  readonly keyring: Keyring | undefined;
  readonly now: Date;
}

/** @throws YiwenError `sealing.locked` */
export function requireKeyring(keyring: Keyring | undefined): Keyring {
  if (keyring) return keyring;
  throw new YiwenError('sealing.locked', '还没有解锁', '请输入口令解锁，再打开一次');
}

/**
 * Opens one tip. Who turns out to be tied to the institution is kept out before a word is shown, and the reading stands
 * in the audit before that, too.
 * @throws YiwenError `tips.story-denied`, `tips.conflict-of-interest`, `sealing.locked`, `sealing.not-granted`
 */
export async function openStory(opener: Opener, number: string): Promise<OpenedStory> {
  const { store, member, now } = opener;
  const record = await requireRecord(store.read, member, number);
  if (!mayRead(member, record))
    throw new YiwenError('tips.story-denied', '这条举报的内容不归您看', '只有承办人、举报主管和新件的受理人员能打开');
  const keyring = requireKeyring(opener.keyring);
  const { parts, target } = await openTarget(store.read, keyring, number);
  const tied = await tiedTo(store.read, keyring, aboutWhom({ parts, target }));
  await store.transaction(async (tx) => {
    await keepOut(tx, record, tied, now);
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.opened', subject: number });
  });
  await requireRecord(store.read, member, number);
  const events = await eventsOf(store.read, number);
  const notes = events.flatMap(({ id, sealed }) => (sealed ? [[id, keyring.open(sealed)] as const] : []));
  const added = await additionsOf(store.read, number);
  const files = await filesOf(store.read, number);
  return {
    ...{ record, parts, target, notes: new Map(notes) },
    additions: added.map(({ at, sealed }) => ({ at, text: keyring.open(sealed) })),
    files: files.map(({ id, sealed }) => ({ id, ...nameAndSize(keyring.open(sealed)) })),
  };
}

const nameAndSize = (opened: string): Omit<TipFile, 'id'> => {
  const { name, size } = JSON.parse(opened) as BoxKey;
  return { name, size };
};

/**
 * One file in the clear, under the same conditions as the story; a line of its own in the audit.
 * @throws YiwenError as `openStory`, `tips.unknown-file`, `tips.file-unreadable`
 */
export async function openTipFile(opener: Opener, number: string, id: string) {
  await openStory(opener, number);
  const { store, member, now } = opener;
  const entry = { at: now, actor: actorOf(member), action: 'tips.file-opened', subject: number, detail: { file: id } };
  await store.transaction((tx) => appendAudit(tx, entry));
  const keyring = requireKeyring(opener.keyring);
  const file = await openFile(store.read, number, id, (sealed) => keyring.open(sealed));
  if (file) return file;
  throw new YiwenError('tips.unknown-file', '这条举报没有这个附件', '请重新打开举报内容，从列表里选');
}

type Told = Pick<OpenedStory, 'parts' | 'target'>;

/** What a tip says about whom it is about. */
export const aboutWhom = ({ parts, target }: Told): readonly string[] =>
  [...(parts.target ?? []), target.name ?? '', target.code ?? ''].filter((text) => text !== '');

/** Story and target in the clear. Only for what is audited: by opening, comparing, searching, exporting. */
export async function openTarget(db: Reader, keyring: Keyring, number: string): Promise<Told> {
  const row = await cases(db)
    .selectFrom('tips')
    .leftJoin('tip_stories', 'tip_stories.number', 'tips.number')
    .leftJoin('tip_targets', 'tip_targets.number', 'tips.number')
    .select(['tip_stories.sealed as story', 'tip_targets.sealed as target'])
    .where('tips.number', '=', number)
    .executeTakeFirst();
  return openRow(keyring, { story: row?.story ?? null, target: row?.target ?? null });
}

export function openRow(
  keyring: Keyring,
  { story, target }: { readonly story: string | null; readonly target: string | null },
): Told {
  return {
    parts: story ? openParts(keyring, story) : {},
    target: target ? (JSON.parse(keyring.open(target)) as Record<string, string>) : {},
  };
}

/** Every sealed piece of a stored structure, under the name it stands by. */
export function openParts(keyring: Keyring, stored: string): Record<string, string[]> {
  const parsed: unknown = JSON.parse(stored);
  const named = Array.isArray(parsed) ? { all: parsed } : (parsed as Record<string, unknown>);
  return Object.fromEntries(Object.entries(named).map(([name, value]) => [name, openPieces(keyring, value)]));
}

function openPieces(keyring: Keyring, value: unknown): string[] {
  if (typeof value === 'string') return [readSealed(value) ? keyring.open(value) : value];
  if (typeof value === 'object' && value !== null)
    return Object.values(value).flatMap((one) => openPieces(keyring, one));
  return value === null || value === undefined ? [] : [String(value)];
}
