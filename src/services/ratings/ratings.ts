import { defineService, type Service } from '../../chat/service.js';
import { ratingKeeper } from './kept.js';
import { isBad } from './levels.js';
import { type RatingEffect, ratingFlow } from './rating.js';
import { giveReason, openCase, rate, ratingMigrations } from './records.js';

/** 好差评: five levels, one rating a person and day, a case for every bad one. */
export function ratingService(): Service {
  return defineService<RatingEffect>({
    name: 'ratings',
    migrations: ratingMigrations,
    flows: [ratingFlow],
    keeps: ratingKeeper,
    async carryOut(tx, effect, { sender, now }) {
      if (effect.kind === 'reason') {
        const kept = await giveReason(tx, sender, effect.day, effect.reason);
        return { subject: kept?.id ?? '' };
      }
      const { id, version } = await rate(tx, sender, effect.level, effect.address.channel, now);
      if (isBad(effect.level)) await openCase(tx, id, effect.address, now);
      return { subject: id, version: String(version) };
    },
  });
}
