import { openFlowOf } from '../../chat/session.js';
import type { Reply } from '../../domain/message.js';
import type { OnServiceFinished, ServiceFinished } from '../../domain/service-finished.js';
import type { LocalKey } from '../../storage/local-key.js';
import { putReply } from '../../storage/outbox.js';
import type { Reader, Tx } from '../../storage/store.js';
import { addItem, senderHash } from './items.js';
import { levelChoices } from './levels.js';
import { matterName, type RatingSettings } from './settings.js';
import type { RatingTables } from './tables.js';

export interface InviteOptions {
  readonly localKey: LocalKey;
  readonly settings: RatingSettings;
}

type Invitation =
  | { readonly status: 'sent'; readonly until: Date }
  | { readonly status: 'closed-automatically' | 'failed' | 'off' | 'staff' | 'busy' | 'outside-window' };

/**
 * Hears of finished services: each becomes an item once, and where it is fitting the resident is invited to rate it,
 * in the same transaction. The reply goes out through the outbox, under an id of its own: never twice.
 */
export function inviteToRate(options: InviteOptions): OnServiceFinished<Tx> {
  return async (tx, finished) => {
    const { matter, number, how, at, address, servedBy } = finished;
    const invitation = await decide(tx, options, finished);
    const invited = invitation.status === 'sent';
    const item = {
      ...{ matter, number, channel: address.channel, ended: how, address, invitation: invitation.status, invited },
      ...(servedBy ? { servedBy } : {}),
    };
    const id = await addItem(tx, options.localKey, item, at);
    if (id && invited)
      await putReply(tx, `rate-${id}`, address, invitationReply(options.settings, matter), at, invitation.until);
  };
}

/** Voluntary, and without a word of pressure. */
const invitationReply = (settings: RatingSettings, matter: string): Reply => ({
  status: 'service',
  service: 'ratings',
  text: `「${matterName(settings, matter)}」已办结。愿意的话，请给这次服务打分，1 最低，5 最高；不评也不影响您办事。`,
  choices: levelChoices,
});

async function decide(tx: Tx, { localKey, settings }: InviteOptions, finished: ServiceFinished): Promise<Invitation> {
  const { how, matter, address, at } = finished;
  if (how !== 'completed') return { status: how };
  if (settings.staffAccounts.includes(`${address.channel}:${address.sender}`)) return { status: 'staff' };
  if (!(await isInvitationOn(tx, matter))) return { status: 'off' };
  const open = await openFlowOf(tx, localKey, address);
  // Nobody is asked in the middle of a tip. Any other open flow counts the same, so that the record tells no reporter;
  // that of the finished matter itself (`handoff-talk`) is closed only with the next message.
  if (open && !open.startsWith(matter)) return { status: 'busy' };
  const until = await windowEnd(tx, settings, address.channel, senderHash(localKey, address));
  return until && until > at ? { status: 'sent', until } : { status: 'outside-window' };
}

/** Until when the channel lets the bot speak first: counted from the person's last message. */
async function windowEnd(
  db: Reader | Tx,
  { windowHours }: RatingSettings,
  channel: string,
  sender: string,
): Promise<Date | undefined> {
  const last = await db
    .selectFrom('inbox')
    .select((is) => is.fn.max('received_at').as('at'))
    .where('sender', '=', sender)
    .where('confidential', 'in', [0, 1])
    .executeTakeFirst();
  const hours = windowHours[channel] ?? 0;
  return last?.at && hours > 0 ? new Date(Date.parse(last.at) + hours * 3_600_000) : undefined;
}

/** Whether a message may still be sent to somebody of the bot's own accord. */
export async function canReach(
  db: Reader | Tx,
  settings: RatingSettings,
  channel: string,
  sender: string,
  now: Date,
): Promise<boolean> {
  const until = await windowEnd(db, settings, channel, sender);
  return until !== undefined && until > now;
}

async function isInvitationOn(db: Reader | Tx, matter: string): Promise<boolean> {
  const row = await db
    .withTables<RatingTables>()
    .selectFrom('rating_invitations')
    .select('enabled')
    .where('matter', '=', matter)
    .executeTakeFirst();
  return row?.enabled !== 0;
}

/** The kinds of business whose invitations are switched off. */
export async function switchedOff(db: Reader | Tx): Promise<readonly string[]> {
  const rows = await db
    .withTables<RatingTables>()
    .selectFrom('rating_invitations')
    .select('matter')
    .where('enabled', '=', 0)
    .execute();
  return rows.map(({ matter }) => matter);
}

export async function switchInvitation(tx: Tx, matter: string, on: boolean): Promise<void> {
  const enabled = on ? 1 : 0;
  await tx
    .withTables<RatingTables>()
    .insertInto('rating_invitations')
    .values({ matter, enabled })
    .onConflict((conflict) => conflict.column('matter').doUpdateSet({ enabled }))
    .execute();
}
