import { actorOf } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { type Fen, sayYuan } from '../../../lib/money/money.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Seal } from '../../../storage/sealing/sealed-text.js';
import type { TipTerms } from '../terms.js';
import { change, requireVersion } from './change.js';
import { copiesForRewards, copiesOf, putCopies } from './copies.js';
import { addEvent } from './events.js';
import { amountIn } from './given.js';
import { type Opener, requireKeyring } from './open.js';
import { requireRecord, type TipRecord } from './record.js';
import { cases } from './tables.js';

export interface Proposal {
  readonly number: string;
  readonly seen: string;
  /** Yuan, as typed. */
  readonly amount: string;
  /** What reward officers read of the case: without the reporter, without the story. */
  readonly summary: string;
}

/** @throws YiwenError `tips.reward-out-of-range`, `tips.incomplete-step`, `tips.changed-meanwhile` */
export async function proposeReward(
  opener: Opener & { readonly seal: Seal; readonly terms: TipTerms },
  { number, seen, amount, summary }: Proposal,
): Promise<void> {
  const { store, member, now, seal, terms } = opener;
  const fen = amountIn(amount, '奖励金额');
  requireRange(fen, terms);
  if (summary.length < 10 || summary.length > 1_000)
    throw new YiwenError('tips.incomplete-step', '还没有写案情摘要，或写得不对', '写10至1000个字，不写举报人是谁');
  const { conflicted } = await requireRecord(store.read, member, number);
  const copies = await copiesForRewards(store.read, 'summary', summary, conflicted);
  await store.transaction(async (tx) => {
    const record = requireReview(await requireRecord(tx, member, number), seen);
    const row = { amount: fen, proposed_by: member.id, at: now.toISOString(), basis: basisOf(record, terms) };
    await cases(tx)
      .insertInto('tip_rewards')
      .values({ number, ...row })
      .onConflict((conflict) => conflict.column('number').doUpdateSet(row))
      .execute();
    await cases(tx).deleteFrom('tip_votes').where('number', '=', number).execute();
    await putCopies(tx, number, copies, now);
    await change(tx, record, {});
    const said = `提出奖励 ${sayYuan(fen)}`;
    await addEvent(tx, { number, at: now, actor: member.login, kind: 'reward-proposed', said, note: summary }, seal);
    const detail = { amount: fen };
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.reward-proposed', subject: number, detail });
  });
}

function requireRange(fen: Fen, { rewardLeast, rewardMost }: TipTerms): void {
  if (fen >= rewardLeast && fen <= rewardMost) return;
  throw new YiwenError(
    'tips.reward-out-of-range',
    `奖励金额应在${sayYuan(rewardLeast)}至${sayYuan(rewardMost)}之间`,
    '不够条件的请办「不予奖励」',
  );
}

const basisOf = ({ case_value }: TipRecord, { checked }: TipTerms): string =>
  `案值${sayYuan(case_value ?? 0)}${checked ? '' : '，比例和上下限请核对'}`;

function requireReview(record: TipRecord, seen: string): TipRecord {
  requireVersion(record, seen);
  if (record.state === 'REWARD_REVIEW') return record;
  throw new YiwenError('tips.step-denied', '这条举报现在不在奖励审核', '请回到这条举报再看');
}

/**
 * One of the two who have to agree, to the amount that they saw.
 * @throws YiwenError `tips.no-proposal`, `tips.already-voted`, `tips.reward-denied`, `tips.changed-meanwhile`
 */
export async function voteReward({ store, member, now }: Opener, number: string, seen: string): Promise<void> {
  await store.transaction(async (tx) => {
    const record = requireReview(await requireRecord(tx, member, number), seen);
    const { proposal } = record;
    if (!proposal) throw new YiwenError('tips.no-proposal', '还没有人提出奖励金额', '请先由举报主管提出');
    if (record.handlers.includes(member.id))
      throw new YiwenError('tips.reward-denied', '承办过这条举报的人不能审核它的奖励', '请另一位奖励审核人员办理');
    if (record.votes.includes(member.id))
      throw new YiwenError('tips.already-voted', '您已经同意过，要由另一位审核人同意', '请等另一位审核人');
    const vote = { number, staff_id: member.id, at: now.toISOString() };
    await cases(tx).insertInto('tip_votes').values(vote).execute();
    await change(tx, record, {});
    const said = `同意奖励 ${sayYuan(proposal.amount)}`;
    await addEvent(tx, { number, at: now, actor: member.login, kind: 'reward-approved', said });
    const detail = { amount: proposal.amount };
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.reward-approved', subject: number, detail });
  });
}

/** Who is paid: sealed for identities, with a copy for each reward officer's own key until the tip is closed. */
export async function recordPayee(
  { store, member, now, seal }: Opener & { readonly seal: Seal },
  number: string,
  payee: { readonly name: string; readonly account: string },
): Promise<void> {
  const { name, account } = payee;
  if (name.length < 2 || name.length > 40 || account.length < 4 || account.length > 100)
    throw new YiwenError(
      'tips.incomplete-step',
      '领奖人资料没有写全',
      '姓名2个字以上；收款方式写开户行和账号，或「现金」加经手人',
    );
  const { conflicted } = await requireRecord(store.read, member, number);
  const text = JSON.stringify(payee);
  const copies = await copiesForRewards(store.read, 'payee', text, conflicted);
  await store.transaction(async (tx) => {
    const { state } = await requireRecord(tx, member, number);
    if (state !== 'NOTIFIED') throw new YiwenError('tips.step-denied', '现在不能登记领奖人', '通知领奖之后再登记');
    const sealed = seal('identity', text);
    await cases(tx)
      .insertInto('tip_payees')
      .values({ number, sealed })
      .onConflict((conflict) => conflict.column('number').doUpdateSet({ sealed }))
      .execute();
    await putCopies(tx, number, copies, now);
    await addEvent(tx, { number, at: now, actor: member.login, kind: 'payee-recorded' });
    await appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.payee-recorded', subject: number });
  });
}

export interface OpenedReward {
  readonly summary?: string;
  readonly payee?: { readonly name: string; readonly account: string };
}

/** What a reward officer may read: the summary and who is paid, with their own key. Audited first. */
export async function openReward(opener: Opener, number: string): Promise<OpenedReward> {
  const { store, member, now } = opener;
  await requireRecord(store.read, member, number);
  const keyring = requireKeyring(opener.keyring);
  await store.transaction((tx) =>
    appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.reward-opened', subject: number }),
  );
  const copies = await copiesOf(store.read, number, member, now);
  const textOf = (kind: string) => {
    const copy = copies.find((one) => one.kind === kind);
    return copy && keyring.openOwn(copy.sealed);
  };
  const [summary, payee] = [textOf('summary'), textOf('payee')];
  return {
    ...(summary ? { summary } : {}),
    ...(payee ? { payee: JSON.parse(payee) as { name: string; account: string } } : {}),
  };
}
