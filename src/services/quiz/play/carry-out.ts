import { type Outcome, StaleRecords } from '../../../chat/effect.js';
import type { RecordContext } from '../../../chat/service.js';
import { chinaDay } from '../../../lib/clock.js';
import type { Tx } from '../../../storage/store.js';
import { playStateOf } from '../campaign/campaign.js';
import { readCampaign } from '../campaign/read.js';
import { canRehearse, endOf } from './attempt.js';
import type { FinishEffect, PlayEffect, StartEffect } from './effects.js';
import { endedAt, finishAttempt } from './finish.js';
import type { PlayOptions } from './options.js';
import { changeParticipant, join } from './people.js';
import { addAnswer, addAttempt, attemptsOf, readAttempt } from './records.js';
import { personsOf, resultOf } from './result.js';

/** Rehearsals of a day: more is no trying out. */
const MOST_REHEARSALS = 200;

/**
 * What a turn did, recorded. Where the records have moved on since (an answer that came by another way, a campaign that
 * staff closed, the last number of the day taken) the turn is worked out anew, and says so politely.
 * @throws StaleRecords
 */
export async function carryOut(
  tx: Tx,
  options: PlayOptions,
  effect: PlayEffect,
  context: RecordContext,
): Promise<Outcome> {
  switch (effect.kind) {
    case 'start':
      return start(tx, options, effect, context);
    case 'answer':
      if (!(await addAnswer(tx, effect, context.now))) throw new StaleRecords();
      return { subject: effect.attempt };
    case 'finish':
      return finish(tx, options, effect, context);
    case 'name': {
      const { nickname, hidden } = effect;
      const change = { ...(nickname === undefined ? {} : { nickname }), ...(hidden === undefined ? {} : { hidden }) };
      await changeParticipant(tx, effect, change);
      return { subject: effect.campaign };
    }
  }
}

async function start(
  tx: Tx,
  { localKey }: PlayOptions,
  effect: StartEffect,
  { sender, now }: RecordContext,
): Promise<Outcome> {
  const { rehearsal, device, seed, slots, group, address, known } = effect;
  const campaign = await readCampaign(tx, effect.campaign);
  if (!campaign || !(rehearsal ? canRehearse(campaign) : playStateOf(campaign, now) === 'open'))
    throw new StaleRecords();
  const { number: of, attemptsPerDay } = campaign;
  const earlier = await attemptsOf(tx, of, personsOf(localKey, of, sender), rehearsal);
  const day = chinaDay(now);
  const today = earlier.filter((attempt) => attempt.day === day).length;
  const open = earlier.some(({ state, person }) => state === 'STARTED' && person === sender);
  if (open || today >= (rehearsal ? MOST_REHEARSALS : attemptsPerDay)) throw new StaleRecords();
  if (!rehearsal) await join(tx, localKey, { campaign: of, person: sender, group, address, known }, now);
  const times = { day, number: today + 1, startedAt: now.toISOString(), endsAt: endOf(campaign, now, rehearsal) };
  const attempt = { id: effect.attempt, campaign: of, person: sender, rehearsal, device, seed, slots, ...times };
  if (!(await addAttempt(tx, attempt))) throw new StaleRecords();
  return { subject: effect.attempt };
}

async function finish(
  tx: Tx,
  options: PlayOptions,
  { attempt: id, how }: FinishEffect,
  { now }: RecordContext,
): Promise<Outcome> {
  const open = await readAttempt(tx, id);
  const campaign = open && (await readCampaign(tx, open.campaign));
  if (open?.state !== 'STARTED' || !campaign) throw new StaleRecords();
  const at = how === 'EXPIRED' ? endedAt(open.endsAt, now) : now;
  const finished = await finishAttempt(tx, open, how, at, options.settings);
  const result = await resultOf(tx, options, campaign, { ...open, ...finished }, now);
  return { subject: id, result: JSON.stringify(result) };
}
