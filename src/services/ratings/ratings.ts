import type { Outcome } from '../../chat/effect.js';
import { defineService, type RecordContext, type Service } from '../../chat/service.js';
import { keepDays } from '../../storage/day-counts.js';
import type { LocalKey } from '../../storage/local-key.js';
import type { Tx } from '../../storage/store.js';
import { awaitedRevisit, markLate, openCase } from './cases/records.js';
import { type RevisitEffect, revisitFlow } from './cases/revisit.js';
import { takeRevisitAnswer } from './cases/take-step.js';
import { ratingCounts } from './figures/queries.js';
import { forgetCodeTries, itemById, noteCodeTry, TRIES_WITHIN_MS } from './items.js';
import { ratingKeeper } from './kept.js';
import { isBad } from './levels.js';
import type { RatingOptions } from './load.js';
import { ratingMigrations } from './migrations.js';
import { type RateEffect, type RatingEffect, ratingFlow } from './rating.js';
import type { ReasonEffect } from './reason-turn.js';
import { giveReason, rate, ratingOf, storeSilentDefaults } from './records.js';
import type { RatingSettings } from './settings.js';

export interface RatingServiceOptions {
  readonly localKey: LocalKey;
  readonly settings: RatingSettings;
}

/** 好差评: five levels, one rating a finished service, a case for every bad one. */
export function ratingService(options: RatingServiceOptions): Service {
  const { localKey, settings } = options;
  return defineService<RatingEffect | RevisitEffect>({
    name: 'ratings',
    migrations: ratingMigrations(localKey),
    keeps: ratingKeeper,
    flows: [revisitFlow(), ratingFlow(options)],
    async carryOut(tx, effect, context) {
      switch (effect.kind) {
        case 'rate':
          return keepRating(tx, options, effect, context);
        case 'reason':
          return keepReason(tx, effect, context);
        case 'code-try':
          await noteCodeTry(tx, context.sender, context.now);
          return { subject: '' };
        case 'revisited': {
          const found = await awaitedRevisit(tx, context.sender, context.now);
          if (found) await takeRevisitAnswer(tx, found, effect.putRight, context.now);
          return { subject: found?.number ?? '' };
        }
      }
    },
    async forget(tx, now) {
      await forgetCodeTries(tx, new Date(now.getTime() - TRIES_WITHIN_MS));
      await markLate(tx, now);
      if (settings.silentDefault) await storeSilentDefaults(tx, now, settings.editDays);
    },
    tally: (tx) => keepDays(tx, ratingCounts),
  });
}

async function keepRating(
  tx: Tx,
  options: RatingOptions,
  { level, address, item: itemId }: RateEffect,
  { sender, now }: RecordContext,
): Promise<Outcome> {
  const item = itemId === undefined ? undefined : await itemById(tx, itemId);
  const rated = { sender, channel: address.channel, ...(item ? { item } : {}) };
  const { id, version } = await rate(tx, rated, level, now);
  if (isBad(level)) await openCase(tx, options, id, address, now);
  return { subject: id, version: String(version) };
}

async function keepReason(tx: Tx, effect: ReasonEffect, { sender }: RecordContext): Promise<Outcome> {
  const item = effect.item === undefined ? undefined : await itemById(tx, effect.item);
  const kept = await ratingOf(tx, { sender, channel: '', ...(item ? { item } : {}) }, effect.day ?? '');
  if (!kept) return { subject: '' };
  await giveReason(tx, kept.id, { reasons: effect.reasons, ...(effect.words ? { words: effect.words } : {}) });
  return { subject: kept.id };
}
