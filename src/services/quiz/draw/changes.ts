import { actorOf } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import type { LocalKey } from '../../../storage/local-key.js';
import type { Tx } from '../../../storage/store.js';
import type { Campaign } from '../campaign/campaign.js';
import { notice } from '../campaign/notices.js';
import { takeStep } from '../campaign/step.js';
import type { QuizTables } from '../tables.js';
import type { DrawFile } from './draw-file.js';
import { entropyOf } from './entropy.js';
import { givenValue, makeDraw } from './make-draw.js';
import { merkleRoot } from './merkle.js';
import { drawOrder, type Place, placesOf } from './order.js';
import { evidenceOf, type Given, giveSecret, giveTyped } from './parts.js';
import { type DrawRecord, readDraw, readEntrants, saveDraw } from './record.js';
import { type Acting, audited, campaignIn, type Order } from './step.js';
import { claimEnd, tellWinner } from './tell-winner.js';
import { changeWinner, winnersOf } from './winners.js';

async function frozenDraw(tx: Tx, campaign: string): Promise<DrawRecord> {
  const found = await readDraw(tx, campaign);
  if (found && found.root !== '') return found;
  throw new YiwenError('quiz.not-now', '名单还没有冻结', '请先冻结名单');
}

/**
 * One person's part of the chance: the public value as they read it, or the secret that they committed to. Two people
 * give one each. A mismatch is no error: it is recorded, both are told, and it starts again.
 * @throws YiwenError as `campaignIn`, `quiz.too-early`, `quiz.complete`, and those of `giveTyped` and `giveSecret`
 */
export async function giveEntropy(
  tx: Tx,
  order: Order & { readonly value: string },
  acting: Acting,
): Promise<Given['status']> {
  const campaign = await campaignIn(tx, order, acting, { state: 'FROZEN', may: ['quiz.draw', 'quiz.review'] });
  const { number, entropy } = campaign;
  const { parts } = await frozenDraw(tx, number);
  if (evidenceOf(entropy, parts)) throw new YiwenError('quiz.complete', '随机数已经录入齐全', '可以开奖了');
  const at = acting.now.toISOString();
  if (entropy.kind === 'public' && at < new Date(entropy.knownFrom).toISOString())
    throw new YiwenError('quiz.too-early', '这个数还没有揭晓', '请到揭晓时间以后，照公布的原样录入');
  const part = { by: acting.member.login, at, value: order.value };
  const given = entropy.kind === 'public' ? giveTyped(parts, part) : giveSecret(parts, part);
  await saveDraw(tx, number, { entropy_parts: JSON.stringify(given.parts) });
  await audited(tx, acting, given.status === 'mismatch' ? 'entropy-mismatch' : 'entropy-given', number);
  return given.status;
}

/**
 * Draws: who wins what follows from the frozen list and the value.
 * @throws YiwenError as `takeStep`, `quiz.no-value`, `quiz.entries-changed`
 */
export async function draw(tx: Tx, order: Order, acting: Acting): Promise<readonly Place[]> {
  const campaign = await takeStep(tx, order, 'draw', acting);
  const { number, prizes, alternates } = campaign;
  const { parts, root } = await frozenDraw(tx, number);
  const evidence = evidenceOf(campaign.entropy, parts);
  if (!evidence) throw new YiwenError('quiz.no-value', '随机数还没有录入齐全', '请两位同事各录入一次');
  const entrants = await readEntrants(tx, number);
  if (merkleRoot(entrants) !== root)
    throw new YiwenError('quiz.entries-changed', '入围名单和冻结时的指纹对不上', '名单被改动过，请停止开奖并报告审计');
  const value = givenValue(evidence);
  const places = placesOf(drawOrder(entropyOf(root, value), entrants), prizes, alternates);
  await addWinners(tx, number, places);
  await saveDraw(tx, number, { value, drawn_at: acting.now.toISOString() });
  await audited(tx, acting, 'draw-value', number, { value, places: places.length });
  return places;
}

async function addWinners(tx: Tx, campaign: string, places: readonly Place[]): Promise<void> {
  const db = tx.withTables<QuizTables>();
  for (const { place, code, prize } of places) {
    const state = prize === '' ? ('alternate' as const) : ('won' as const);
    const later = { claim_until: null, claim: null, claimed_at: null, settled_at: null };
    await db
      .insertInto('quiz_winners')
      .values({ campaign, place, code, prize, state, ...later })
      .execute();
  }
}

export interface Publishing {
  readonly localKey: LocalKey;
  readonly bureau: string;
}

/** The draw file is kept as it is published, the time to claim begins, and the winners are told. */
export async function publish(
  tx: Tx,
  order: Order,
  acting: Acting,
  { localKey, bureau }: Publishing,
): Promise<DrawFile> {
  const campaign = await takeStep(tx, order, 'publish', acting);
  const { number, claimDays } = campaign;
  const { now, member } = acting;
  const file = await fileFor(tx, campaign, bureau, now);
  await saveDraw(tx, number, { published_at: now.toISOString(), file: JSON.stringify(file) });
  const claimUntil = claimEnd(now, claimDays);
  for (const winner of await winnersOf(tx, number)) {
    if (winner.state !== 'won') continue;
    await changeWinner(tx, winner, { claim_until: claimUntil });
    await tellWinner(tx, localKey, campaign, { ...winner, claimUntil }, now);
  }
  const text = `开奖结果已公布，中奖${file.winners.length}人，候补${file.alternates.length}人。文件指纹：${file.digest}。`;
  await notice(tx, number, text, actorOf(member), now);
  await audited(tx, acting, 'published', number, { digest: file.digest });
  return file;
}

async function fileFor(tx: Tx, campaign: Campaign, bureau: string, now: Date): Promise<DrawFile> {
  const { number, title, prizes, alternates, entropy } = campaign;
  const { parts, frozenAt } = await frozenDraw(tx, number);
  const evidence = evidenceOf(entropy, parts);
  if (!evidence) throw new YiwenError('quiz.no-value', '随机数还没有录入齐全', '请两位同事各录入一次');
  return makeDraw({
    campaign: { number, title, bureau },
    ...{ entrants: await readEntrants(tx, number), frozenAt, publishedAt: now.toISOString(), entropy: evidence },
    ...{ prizes: prizes.map(({ name, what, count }) => ({ name, what, count })), alternateCount: alternates },
  });
}
