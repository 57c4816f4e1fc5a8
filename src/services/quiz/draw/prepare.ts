import { actorOf } from '../../../domain/staff.js';
import { sayMoment } from '../../../lib/calendar.js';
import { YiwenError } from '../../../lib/errors.js';
import type { Tx } from '../../../storage/store.js';
import type { Campaign, CampaignPlan, EntropyPlan } from '../campaign/campaign.js';
import { notePart } from '../campaign/hands.js';
import { notice } from '../campaign/notices.js';
import { changeRow, requirePart, takeStep } from '../campaign/step.js';
import { expireAttempts } from '../play/finish.js';
import type { QuizSettings } from '../settings.js';
import type { QuizTables } from '../tables.js';
import { type EligibleOptions, eligibleCodes, openAttempts, openFlags } from './eligible.js';
import { merkleRoot } from './merkle.js';
import { type Given, giveCommitment } from './parts.js';
import { readDraw, saveDraw } from './record.js';
import { type Acting, audited, campaignIn, type Order } from './step.js';

/**
 * Names another source of chance, as long as nothing is frozen: the one that was planned may be known already.
 * @throws YiwenError as `campaignIn`, `quiz.known-already`, `quiz.no-value`
 */
export async function planEntropy(
  tx: Tx,
  order: Order & { readonly entropy: EntropyPlan },
  acting: Acting,
): Promise<void> {
  const campaign = await campaignIn(tx, order, acting, { state: 'CLOSED', may: ['quiz.draw'] });
  await requirePart(tx, order.number, acting.member, 'drawer');
  await notePart(tx, order.number, acting.member.login, 'drawer');
  const { entropy } = order;
  if (entropy.kind === 'public') {
    if (entropy.source.trim().length < 4)
      throw new YiwenError('quiz.no-value', '没有写清用哪一个公开的数', '例如：双色球第2026050期开奖号码');
    requireUnknown(entropy, acting.now);
  }
  const { number, version: _v, state: _s, editor: _e, reviewer: _r, drawer: _d, rehearsalCode: _c, ...plan } = campaign;
  const changed: CampaignPlan = { ...plan, entropy };
  await changeRow(tx, campaign, { plan: JSON.stringify(changed) });
  await saveDraw(tx, number, { entropy_parts: '{}' });
  await notice(tx, number, `开奖用的随机数改为：${sayEntropy(entropy)}。`, actorOf(acting.member), acting.now);
  await audited(tx, acting, 'entropy-planned', number, { kind: entropy.kind });
}

export const sayEntropy = (entropy: EntropyPlan): string =>
  entropy.kind === 'public'
    ? `${entropy.source}（${sayMoment(new Date(entropy.knownFrom))} 以后揭晓）`
    : '两名工作人员各自的暗号（先交承诺，冻结名单后公开）';

function requireUnknown(entropy: EntropyPlan, now: Date): void {
  if (entropy.kind !== 'public') return;
  const known = Date.parse(entropy.knownFrom);
  if (Number.isNaN(known)) throw new YiwenError('quiz.no-value', '揭晓时间看不懂', '请重新选择日期和时间');
  if (known > now.getTime()) return;
  throw new YiwenError(
    'quiz.known-already',
    `「${entropy.source}」可能已经揭晓，名单不能在它之后冻结`,
    '请先指定一个还没有揭晓的数，再冻结名单',
  );
}

/** One person's commitment, before the list is frozen. */
export async function commit(
  tx: Tx,
  order: Order & { readonly commitment: string },
  acting: Acting,
): Promise<Given['status']> {
  const campaign = await campaignIn(tx, order, acting, { state: 'CLOSED', may: ['quiz.draw', 'quiz.review'] });
  if (campaign.entropy.kind !== 'commit-reveal')
    throw new YiwenError('quiz.not-now', '这一场用的是公开的数，不用交承诺', '请刷新页面，看清下一步是什么');
  const parts = (await readDraw(tx, order.number))?.parts ?? { typed: [], committed: [] };
  const { member, now } = acting;
  const own = { by: member.login, commitment: order.commitment, committedAt: now.toISOString() };
  const given = giveCommitment(parts, own);
  await saveDraw(tx, order.number, { entropy_parts: JSON.stringify(given.parts) });
  await audited(tx, acting, 'committed', order.number, { given: given.parts.committed.length });
  return given.status;
}

export interface FreezeOptions extends EligibleOptions {
  readonly settings: QuizSettings;
}

export interface Frozen {
  readonly root: string;
  readonly entrants: number;
}

/**
 * Closes the list of who is in the draw and publishes its root, before the chance exists that decides.
 * @throws YiwenError as `takeStep`, `quiz.flags-open`, `quiz.attempts-open`, `quiz.no-entrants`, `quiz.no-prizes`,
 *   `quiz.known-already`, `quiz.not-committed`
 */
export async function freeze(tx: Tx, order: Order, acting: Acting, options: FreezeOptions): Promise<Frozen> {
  const campaign = await takeStep(tx, order, 'freeze', acting);
  const { number, entropy } = campaign;
  await expireAttempts(tx, acting.now, options.settings);
  await requireReady(tx, campaign, acting.now);
  const codes = await eligibleCodes(tx, campaign, options);
  if (codes.length === 0)
    throw new YiwenError('quiz.no-entrants', '没有人符合抽奖条件', '请检查入围分数，网页参与者要先在窗口核验身份');
  const root = merkleRoot(codes);
  const [at, actor] = [acting.now.toISOString(), actorOf(acting.member)];
  await saveDraw(tx, number, { root, entrants: codes.length, frozen_at: at, frozen_by: acting.member.login });
  await addEntries(tx, number, codes);
  const text = `入围名单已冻结，共${codes.length}人。名单指纹：${root}。开奖用：${sayEntropy(entropy)}。`;
  await notice(tx, number, text, actor, acting.now);
  await audited(tx, acting, 'frozen', number, { root, entrants: codes.length });
  return { root, entrants: codes.length };
}

async function requireReady(tx: Tx, { number, prizes, entropy }: Campaign, now: Date): Promise<void> {
  const flags = await openFlags(tx, number);
  if (flags > 0)
    throw new YiwenError('quiz.flags-open', `还有${flags}条异常标记没有处理`, '请审核人员在「异常」里逐条判断，再冻结');
  const attempts = await openAttempts(tx, number);
  if (attempts > 0)
    throw new YiwenError('quiz.attempts-open', `还有${attempts}局没有结算`, '结束后几分钟内自动结算，请稍后再试');
  if (prizes.length === 0) throw new YiwenError('quiz.no-prizes', '这一场没有设奖品', '没有奖品的竞答不用开奖');
  requireUnknown(entropy, now);
  const committed = (await readDraw(tx, number))?.parts.committed.length ?? 0;
  if (entropy.kind === 'commit-reveal' && committed < 2)
    throw new YiwenError('quiz.not-committed', `两份承诺只交了${committed}份`, '请两位同事先各交一份承诺，再冻结');
}

/** SQLite takes some thirty thousand values in one statement. */
const BATCH = 5_000;

async function addEntries(tx: Tx, campaign: string, codes: readonly string[]): Promise<void> {
  for (let at = 0; at < codes.length; at += BATCH) {
    const rows = codes.slice(at, at + BATCH).map((code) => ({ campaign, code }));
    await tx.withTables<QuizTables>().insertInto('quiz_entries').values(rows).execute();
  }
}
