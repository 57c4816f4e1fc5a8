import type { IncomingMessage, Reply } from '../domain/message.js';
import { holdsPersonalData } from '../lib/personal-data.js';
import { findReply } from '../storage/inbox.js';
import { cleanText, LONGEST_MESSAGE } from './clean.js';
import { inboxId, replyBox } from './commit.js';
import type { Tools } from './plan.js';
import { alreadyHandled, privateOnly, tooFast, tooLong } from './replies.js';

export type Next = (message: IncomingMessage) => Promise<Reply>;
export type Middleware = (message: IncomingMessage, next: Next) => Promise<Reply>;

/** The first one sees a message first. */
export function compose(layers: readonly Middleware[], last: Next): Next {
  return layers.reduceRight<Next>((next, layer) => (message) => layer(message, next), last);
}

/** A message that was dealt with gets the same reply again, and nothing else happens. */
export function once(tools: Tools): Middleware {
  return async (message, next) => (await replyTo(tools, message)) ?? next(message);
}

/** What was said to this message; undefined if it is new. */
export async function replyTo(tools: Tools, message: IncomingMessage): Promise<Reply | undefined> {
  const { localKey } = tools;
  const kept = await findReply(tools.store.read, inboxId(localKey, message));
  if (kept === undefined) return undefined;
  const text = kept.box === null ? undefined : replyBox(localKey, message, kept.confidential).decrypt(kept.box);
  return text === undefined ? alreadyHandled : (JSON.parse(text) as Reply);
}

/** Too many messages are refused politely. A refusal is not recorded: sent again later, the message counts as new. */
export function limit(tools: Tools): Middleware {
  return async (message, next) =>
    tools.limiter.allow(senderOf(tools, message), tools.clock.now()) ? next(message) : tooFast;
}

/** Cleans the text; keeps what is too long, and personal data of a group, out of the house. */
export function privacy(): Middleware {
  return async (message, next) => {
    const text = cleanText(message.text);
    if (text.length > LONGEST_MESSAGE) return tooLong;
    if (message.group && holdsPersonalData(text)) return privateOnly;
    return next({ ...message, text });
  };
}

/** The keyed hash that stands for a sender in every table and in the log. */
export function senderOf({ localKey }: Pick<Tools, 'localKey'>, { channel, sender }: IncomingMessage): string {
  return localKey.fingerprint('sender', channel, sender);
}
