import { sayDay, sayMoment } from '../../../lib/calendar.js';
import { chinaDay } from '../../../lib/clock.js';
import type { Campaign } from '../campaign/campaign.js';

/** 3分12秒; 2小时5分; under a second 1秒. @param ms 0 or more */
export function sayDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  if (hours >= 24) return `${Math.floor(hours / 24)}天${hours % 24 > 0 ? `${hours % 24}小时` : ''}`;
  if (hours > 0) return `${hours}小时${minutes > 0 ? `${minutes}分` : ''}`;
  if (minutes > 0) return `${minutes}分${rest > 0 ? `${rest}秒` : '钟'}`;
  return `${rest}秒`;
}

/** 14:35 in China, with its day where that is another one. */
export function sayClock(at: string, now: Date): string {
  const [day = '', clock = ''] = sayMoment(new Date(at)).split(' ');
  return day === chinaDay(now) ? clock : `${sayDay(day)}${clock}`;
}

/** The end of a campaign: midnight is the 24 of the day before. */
export function sayCloses(closesAt: string): string {
  const [, clock = ''] = sayMoment(new Date(closesAt)).split(' ');
  const day = chinaDay(new Date(Date.parse(closesAt) - 1));
  return `${sayDay(day)}${clock === '00:00' ? '24:00' : clock}`;
}

/** 一等奖雨伞一把（2名） */
export const sayPrizes = ({ prizes }: Campaign): string =>
  prizes.map(({ name, what, count }) => `${name}${what}（${count}名）`).join('、');

export function sayDraw({ entropy, closesAt }: Campaign): string {
  if (entropy.kind === 'public')
    return `${sayDay(chinaDay(new Date(entropy.knownFrom)))}之后按“${entropy.source}”开奖，人人可以核对。`;
  return `${sayCloses(closesAt)}结束后开奖，人人可以核对。`;
}
