import { createHash } from 'node:crypto';
import type { Address, IncomingMessage, Reply } from '../domain/message.js';

/** What a channel does with a message: hand it over and wait for what to say. A function, never the assistant itself. */
export type Deliver = (message: IncomingMessage) => Promise<Reply>;

export type SendOutcome =
  | { readonly status: 'sent' }
  /** Worth trying again later: the platform was down or slow. */
  | { readonly status: 'failed'; readonly reason: string }
  /** This channel cannot reach this person of its own accord; the reply has to be kept until they write again. */
  | { readonly status: 'unreachable'; readonly reason: string };

/** A way people write to the bot. */
export interface Channel {
  readonly name: string;
  /** How long the platform waits for a reply, in milliseconds. Absent where it waits as long as it takes. */
  readonly replyWithinMs?: number;
  /** True where people fetch what waits for them (a page that asks): nothing is sent of its own accord. */
  readonly fetched?: true;
  /** Resolves once messages can come in. Throws a YiwenError when they cannot. */
  start(deliver: Deliver): Promise<void>;
  /** Speaks first: staff replies, invitations, late answers. Never throws. */
  send(address: Address, reply: Reply): Promise<SendOutcome>;
  /** Resolves when nothing more comes in and what was under way is answered. Safe to call twice. */
  stop(): Promise<void>;
}

/** Something the operator should see: a login, a QR code, a lost connection, a failed reply. Holds no message text. */
export interface Notice {
  readonly level: 'info' | 'warning' | 'error';
  readonly code: string;
  readonly text: string;
  readonly cause?: unknown;
}

export type Notify = (notice: Notice) => void;

/** The longest text a person may send in one message, in characters. */
export const MAX_INCOMING_CHARACTERS = 4_000;

/** Said when the bot itself failed. Promises nothing about what was saved: nobody knows at this point. */
export const APOLOGY: Reply = {
  status: 'service',
  service: 'apology',
  text: '抱歉，刚才没能处理好这条消息。请稍后再发一次；急事请拨打医保服务热线12393，或到经办窗口办理。',
};

/** Delivers, and turns a failure into an apology and a notice: nobody is left without a reply. */
export async function deliverPolitely(deliver: Deliver, message: IncomingMessage, notify?: Notify): Promise<Reply> {
  try {
    return await deliver(message);
  } catch (cause) {
    notify?.({ level: 'error', code: 'channel.deliver-failed', text: `回复一条${message.channel}消息时出错`, cause });
    return APOLOGY;
  }
}

/** The id of a message whose platform gives none: the same sender, time and content make the same id. */
export function derivedMessageId(sender: string, platformTime: string, content: string): string {
  const parts = JSON.stringify([sender, platformTime, content]);
  return `h-${createHash('sha256').update(parts).digest('hex').slice(0, 32)}`;
}
