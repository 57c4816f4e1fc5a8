import type { Kept } from '../../../chat/form/form-state.js';
import { daysBefore } from '../../../chat/keeper.js';
import { actorOf, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { LocalKey } from '../../../storage/local-key.js';
import type { Keyring } from '../../../storage/sealing/keyring.js';
import type { Store, Tx } from '../../../storage/store.js';
import type { Campaign } from '../campaign/campaign.js';
import { notice } from '../campaign/notices.js';
import { readCampaign } from '../campaign/read.js';
import { showCode } from '../play/person.js';
import type { QuizTables } from '../tables.js';
import { claimEnd, tellWinner } from './tell-winner.js';
import { changeWinner, type Winner, winnerAt, winnerOf } from './winners.js';

interface Passing {
  readonly localKey: LocalKey;
}

/**
 * What has had its time: prizes that nobody claimed go to who stands by, and what was told to claim one is erased some
 * days after it was settled. The outbox and the notices are written in the same transaction.
 */
export async function lapseClaims(tx: Tx, now: Date, options: Passing): Promise<void> {
  const db = tx.withTables<QuizTables>();
  const late = await db
    .selectFrom('quiz_winners')
    .selectAll()
    .where('state', '=', 'won')
    .where('claim_until', '<=', now.toISOString())
    .orderBy('campaign')
    .orderBy('place')
    .execute();
  for (const winner of late.map(winnerOf)) await endPrize(tx, winner, 'lapsed', 'bot', now, options);
  await eraseClaims(tx, now);
}

/** A prize that its winner did not take goes to the first who stands by, with a new time. */
async function endPrize(
  tx: Tx,
  winner: Winner,
  state: 'lapsed' | 'declined',
  actor: string,
  now: Date,
  { localKey }: Passing,
): Promise<boolean> {
  if (!(await changeWinner(tx, winner, { state, settled_at: now.toISOString() }))) return false;
  const campaign = await readCampaign(tx, winner.campaign);
  if (!campaign) return true;
  const why = state === 'lapsed' ? '逾期未领' : '放弃';
  const next = await nextAlternate(tx, campaign.number);
  const left = `${winner.prize}（${showCode(winner.code)}）${why}`;
  if (!next) {
    await notice(tx, campaign.number, `${left}，已没有候补。`, actor, now);
    return true;
  }
  const claimUntil = claimEnd(now, campaign.claimDays);
  await changeWinner(tx, next, { state: 'won', prize: winner.prize, claim_until: claimUntil });
  await tellWinner(tx, localKey, campaign, { ...next, prize: winner.prize, claimUntil }, now);
  await notice(tx, campaign.number, `${left}，由候补 ${showCode(next.code)} 递补。`, actor, now);
  return true;
}

async function nextAlternate(tx: Tx, campaign: string): Promise<Winner | undefined> {
  const row = await tx
    .withTables<QuizTables>()
    .selectFrom('quiz_winners')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('state', '=', 'alternate')
    .orderBy('place')
    .limit(1)
    .executeTakeFirst();
  return row && winnerOf(row);
}

async function eraseClaims(tx: Tx, now: Date): Promise<void> {
  const db = tx.withTables<QuizTables>();
  const kept = await db
    .selectFrom('quiz_winners')
    .select(['campaign', 'place', 'settled_at'])
    .where('claim', 'is not', null)
    .where('settled_at', 'is not', null)
    .execute();
  for (const { campaign, place, settled_at } of kept) {
    const days = (await readCampaign(tx, campaign))?.claimKeepDays ?? 0;
    if (settled_at === null || settled_at >= daysBefore(now, days)) continue;
    await db
      .updateTable('quiz_winners')
      .set({ claim: null })
      .where('campaign', '=', campaign)
      .where('place', '=', place)
      .execute();
  }
}

export interface ClaimOrder {
  readonly number: string;
  readonly place: number;
}

/** @throws YiwenError `quiz.unknown-winner` */
async function requireWinner(tx: Tx, { number, place }: ClaimOrder): Promise<Winner> {
  const found = await winnerAt(tx, number, place);
  if (found && found.prize !== '') return found;
  throw new YiwenError('quiz.unknown-winner', '没有这一位中奖者', '请回到领奖列表再选');
}

interface Acting extends Passing {
  readonly member: StaffMember;
  readonly now: Date;
}

/**
 * The prize was given: to who claimed it in the chat, or to who came to the counter with code and document.
 * @throws YiwenError `quiz.unknown-winner`, `quiz.changed-meanwhile`
 */
export async function handOver(tx: Tx, order: ClaimOrder, { member, now }: Acting): Promise<void> {
  const winner = await requireWinner(tx, order);
  requireOpen(winner);
  if (!(await changeWinner(tx, winner, { state: 'handed-over', settled_at: now.toISOString() })))
    throw settledMeanwhile();
  await appendAudit(tx, { at: now, actor: actorOf(member), action: 'quiz.handed-over', subject: subjectOf(order) });
}

/** The winner does not want it: the next who stands by does. @throws YiwenError as `handOver` */
export async function decline(tx: Tx, order: ClaimOrder, acting: Acting): Promise<void> {
  const { member, now } = acting;
  const winner = await requireWinner(tx, order);
  requireOpen(winner);
  if (!(await endPrize(tx, winner, 'declined', actorOf(member), now, acting))) throw settledMeanwhile();
  await appendAudit(tx, { at: now, actor: actorOf(member), action: 'quiz.declined', subject: subjectOf(order) });
}

const subjectOf = ({ number, place }: ClaimOrder): string => `${number}/${place}`;

function requireOpen({ state, claimUntil }: Winner): void {
  if ((state === 'won' && claimUntil !== null) || state === 'claimed') return;
  throw settledMeanwhile();
}

const settledMeanwhile = () =>
  new YiwenError('quiz.changed-meanwhile', '这一位的奖品已经办过，或还没有公布', '请刷新页面，看看现在的情况');

/** What was told to claim a prize, by field: in the clear. */
export type OpenedClaim = Readonly<Record<string, string>>;

/**
 * Opens what a winner told. That it was opened stands in the audit before a word of it is shown.
 * @throws YiwenError `quiz.unknown-winner`, `quiz.no-claim`, `sealing.locked`, `sealing.not-granted`
 */
export async function openClaim(
  store: Store,
  order: ClaimOrder,
  { member, keyring, now }: { readonly member: StaffMember; readonly keyring: Keyring | undefined; readonly now: Date },
): Promise<OpenedClaim> {
  if (!keyring) throw new YiwenError('sealing.locked', '您的密钥还没有打开', '请输入口令解锁');
  const claim = await store.transaction(async (tx) => {
    const winner = await requireWinner(tx, order);
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'quiz.claim-opened', subject: subjectOf(order) });
    return winner.claim;
  });
  if (claim === null) throw new YiwenError('quiz.no-claim', '这一位还没有登记，或登记的内容已按期删除', '请等其登记');
  const fields = Object.entries(JSON.parse(claim) as Record<string, Kept>);
  return Object.fromEntries(fields.map(([name, { sealed, shown }]) => [name, sealed ? keyring.open(sealed) : shown]));
}

/** Whether a prize is sent by post. */
export const isSent = ({ prizes }: Pick<Campaign, 'prizes'>, prize: string): boolean =>
  prizes.find(({ name }) => name === prize)?.sent === true;
