import type { ReadRecords } from '../../chat/effect.js';
import type { IncomingMessage } from '../../domain/message.js';
import type { LocalKey } from '../../storage/local-key.js';
import { codeIn, codeTries, itemByCode, itemById, MOST_TRIES, TRIES_WITHIN_MS } from './items.js';
import { changeableRatings, isLocked, openInvitation, ratingOf } from './records.js';
import { matterName, type RatingSettings } from './settings.js';
import type { ItemTable } from './tables.js';
import type { Subject } from './words.js';

/** A finished service that somebody may rate now. */
export interface Candidate extends Subject {
  readonly id: string;
}

/** What stands on record before a turn. */
export type Standing =
  | { readonly status: 'staff' }
  | { readonly status: 'unknown-code' }
  | { readonly status: 'too-many' }
  | { readonly status: 'taken' }
  | { readonly status: 'locked'; readonly ratedAt: string }
  /** This one: an invitation that is open, or the code was typed. */
  | { readonly status: 'item'; readonly item: Candidate }
  /** Nothing waits; `earlier` may still be changed. */
  | { readonly status: 'day'; readonly earlier: readonly Candidate[] };

export interface RatingOptions {
  readonly localKey: LocalKey;
  readonly settings: RatingSettings;
}

const DAY_MS = 24 * 3_600_000;

/** Whether an account belongs to staff: they do not rate. */
export const isStaffAccount = ({ settings }: RatingOptions, { channel, sender }: IncomingMessage): boolean =>
  settings.staffAccounts.includes(`${channel}:${sender}`);

export async function standing(
  options: RatingOptions,
  message: IncomingMessage,
  records: ReadRecords,
): Promise<Standing> {
  if (isStaffAccount(options, message)) return { status: 'staff' };
  const { db, sender, now } = records;
  const { settings } = options;
  const code = codeIn(message.text);
  if (code) return byCode(options, code, records);
  const waiting = await openInvitation(db, sender, now, settings.editDays * DAY_MS);
  if (waiting) return { status: 'item', item: candidate(settings, waiting) };
  const earlier: Candidate[] = [];
  for (const { item_id } of await changeableRatings(db, sender, now, settings.editDays)) {
    const item = item_id === null ? undefined : await itemById(db, item_id);
    if (item) earlier.push(candidate(settings, item));
  }
  return { status: 'day', earlier };
}

const candidate = (settings: RatingSettings, { id, matter, day }: ItemTable): Candidate => ({
  ...{ id, day },
  title: matterName(settings, matter),
});

async function byCode(options: RatingOptions, code: string, { db, sender, now }: ReadRecords): Promise<Standing> {
  const { localKey, settings } = options;
  const tries = await codeTries(db, sender, new Date(now.getTime() - TRIES_WITHIN_MS));
  if (tries >= MOST_TRIES) return { status: 'too-many' };
  const item = await itemByCode(db, localKey, code);
  if (!item) return { status: 'unknown-code' };
  const before = await ratingOf(db, { sender, channel: item.channel, item }, '');
  const own = !before || before.source === 'default';
  if (!own && before.sender !== sender) return { status: 'taken' };
  if (!own && isLocked(before, settings.editDays, now)) return { status: 'locked', ratedAt: before.rated_at };
  return { status: 'item', item: candidate(settings, item) };
}
