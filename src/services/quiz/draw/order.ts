import type { Prize } from '../campaign/campaign.js';
import { sha256 } from './entropy.js';

/** Somebody's place in the order of a draw. */
export interface Place {
  /** From 1. */
  readonly place: number;
  readonly code: string;
  /** The prize's name; '' for who stands by. */
  readonly prize: string;
}

/** What decides between entrants: the lowest is first. @param entropy 64 hex digits */
export const ticketOf = (entropy: string, code: string): string => sha256(`${entropy}|${code}`);

/** All entrants, first place first. Every order is as likely as any other, whatever order they are given in. */
export function drawOrder(entropy: string, codes: readonly string[]): string[] {
  const tickets = codes.map((code) => ({ code, ticket: ticketOf(entropy, code) }));
  tickets.sort((one, other) => (one.ticket < other.ticket ? -1 : one.ticket > other.ticket ? 1 : 0));
  return tickets.map(({ code }) => code);
}

/** The prizes one by one, the first place's first. */
export const prizeList = (prizes: readonly Pick<Prize, 'name' | 'count'>[]): string[] =>
  prizes.flatMap(({ name, count }) => Array.from({ length: count }, () => name));

/** The winners in the order of the prizes, then as many who stand by; fewer where there are not enough entrants. */
export function placesOf(
  order: readonly string[],
  prizes: readonly Pick<Prize, 'name' | 'count'>[],
  alternates: number,
): Place[] {
  const list = prizeList(prizes);
  return order.slice(0, list.length + alternates).map((code, at) => ({ place: at + 1, code, prize: list[at] ?? '' }));
}
