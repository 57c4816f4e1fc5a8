import type { Answering } from '../domain/answer.js';
import type { Mailbox } from '../domain/mailbox.js';
import type { IncomingMessage, Reply } from '../domain/message.js';
import type { Clock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { createLanes } from '../lib/lane.js';
import type { Log } from '../lib/log.js';
import type { LocalKey } from '../storage/local-key.js';
import type { Seal } from '../storage/sealing/sealed-text.js';
import type { Store } from '../storage/store.js';
import { chosenText } from './choose.js';
import { type Committed, commit } from './commit.js';
import { discarded } from './discard.js';
import { pushLate } from './late.js';
import { createLimiter, type RateLimit } from './limit.js';
import { compose, limit, once, privacy, replyTo, senderOf } from './middleware.js';
import type { Late, Plan, PlannedEffect, PrivacyNotice, Scene, Tools } from './plan.js';
import { openMailbox, post, type Send } from './post.js';
import { createRecent, type LastMessage } from './recent.js';
import { alreadyHandled, expired, failed, outdated, precededBy } from './replies.js';
import { bookFlows } from './route.js';
import type { Services } from './service.js';
import { loadSession, type Session } from './session.js';
import { sweep } from './sweep.js';
import { planTurn } from './turn.js';

export interface AssistantOptions {
  readonly store: Store;
  readonly localKey: LocalKey;
  readonly answering: Answering;
  readonly services: Services;
  /** Gives the function that seals to the staff's key; makes the key pair at first need. */
  readonly seal: () => Promise<Seal>;
  readonly clock: Clock;
  readonly log: Log;
  /** Told once to every sender, under the first reply. */
  readonly notice?: PrivacyNotice;
  /** The bureau's own area, where one is configured. */
  readonly place?: string;
  /** What to say at once where a life may be at stake, told from the words alone; undefined for all else. */
  readonly emergency?: (text: string) => string | undefined;
  /** 20 messages a minute when absent. */
  readonly rateLimit?: RateLimit;
  /** How long after a question a model's wording may still be sent, in milliseconds. 20 seconds when absent. */
  readonly lateWithinMs?: number;
}

export interface Assistant {
  /**
   * Never rejects: a fault is logged, and the person gets a reply that says what to do.
   * @param withinMs how long the channel waits for a reply; no model holds it up beyond that
   */
  receive(message: IncomingMessage, withinMs?: number): Promise<Reply>;
  /** Sends what waits in the outbox for a channel: staff answers, invitations. A fault is logged. */
  post(channel: string, send: Send): Promise<void>;
  /** What waits for one person, for a channel that people fetch from. */
  readonly mailbox: Mailbox;
  /** Erases what has had its time. To be called every minute or so; a fault is logged. */
  sweep(): Promise<void>;
  /** Resolves once no message is under way; models are not waited for. The store stays open. */
  close(): Promise<void>;
}

const DEFAULT_LIMIT: RateLimit = { messages: 20, withinMs: 60_000 };
/**
 * A second process may move a conversation on while a turn is worked out; it is worked out anew this often. Each time
 * one of the two is the faster: of messages that come to both at once, one in some thousands finds no end.
 */
const ATTEMPTS = 12;

const LATE_WITHIN_MS = 20_000;

export function createAssistant({
  rateLimit = DEFAULT_LIMIT,
  lateWithinMs = LATE_WITHIN_MS,
  ...options
}: AssistantOptions): Assistant {
  const closing = new AbortController();
  const tools: Tools = {
    ...options,
    booked: bookFlows(options.services),
    limiter: createLimiter(rateLimit),
    recent: createRecent(),
    lateWithinMs,
    closing: closing.signal,
  };
  const lanes = createLanes();
  const layers = [once(tools), limit(tools), privacy()];
  const later = new Set<Promise<void>>();

  /** What is still to come of a turn is left for the channel in the sender's lane, so that no newer turn is overtaken. */
  const follow: Follow = (scene, late) => {
    const work = late.refined
      .then(() => lanes.run(scene.sender, () => pushLate(tools, scene, late)))
      .catch((error: unknown) => tools.log.error('chat.late-failed', { error }))
      .finally(() => later.delete(work));
    later.add(work);
  };

  return {
    receive(message, withinMs) {
      const replyBy = withinMs === undefined ? undefined : performance.now() + withinMs;
      const deliver = compose(layers, (cleaned) => takeTurn(tools, cleaned, replyBy, follow));
      return lanes
        .run(senderOf(tools, message), () => deliver(message))
        .catch((error: unknown) => apologise(tools, message, error));
    },
    post: (channel, send) =>
      post(tools, channel, send).catch((error: unknown) => tools.log.error('chat.post-failed', { channel, error })),
    mailbox: openMailbox(tools),
    sweep: () => sweep(tools).catch((error: unknown) => tools.log.error('chat.sweep-failed', { error })),
    async close() {
      closing.abort();
      await lanes.idle();
      await Promise.all(later);
    },
  };
}

type Follow = (scene: Scene, late: Late) => void;

async function takeTurn(
  tools: Tools,
  message: IncomingMessage,
  replyBy: number | undefined,
  follow: Follow,
): Promise<Reply> {
  const sender = senderOf(tools, message);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { scene: set, lost } = await setScene(tools, message, sender);
    const scene = replyBy === undefined ? set : { ...set, replyBy };
    const plan = announced(await planTurn(tools, scene), scene, lost);
    const committed = plan.status === 'say' ? said(plan.reply) : await commit(tools, scene, plan);
    const late = plan.status === 'record' ? plan.late : undefined;
    if (committed.status !== 'done') late?.abandon();
    if (committed.status === 'stale') continue;
    if (committed.status === 'done') {
      if (late) follow(scene, late);
      if (movesOn(scene, plan)) tools.recent.set(sender, lastMessage(scene, plan));
      return committed.reply;
    }
    return (await replyTo(tools, message)) ?? alreadyHandled;
  }
  throw new YiwenError('chat.session-contended', '同一会话正被另一进程处理', '请稍后重试');
}

/** A picture, 转人工 or 帮助 in between leaves the conversation where it was, and the message before in mind. */
function movesOn({ session }: Scene, plan: Plan): boolean {
  const open = session.memory.flow;
  return plan.status === 'record' && !(open && plan.memory?.flow?.state === open.state);
}

/** Only a question outside confidential flows is tied to its recorded answer. */
function lastMessage({ message, session }: Scene, plan: Plan): LastMessage {
  const answerId = plan.status === 'record' && !plan.confidential ? plan.memory?.answerId : undefined;
  return { text: message.text, ...(answerId && answerId !== session.memory.answerId ? { answerId } : {}) };
}

const said = (reply: Reply): Committed => ({ status: 'done', reply });

/** Where the conversation stands; an answer to the choices shown last becomes the text it stands for. */
async function setScene(
  tools: Tools,
  message: IncomingMessage,
  sender: string,
): Promise<{ scene: Scene; lost: Lost | undefined }> {
  const now = tools.clock.now();
  const stored = await loadSession(tools.store.read, tools.localKey, message, now);
  const { session, lost } = withoutLostFlow(tools, stored);
  const text = chosenText(message.text, session.memory.choices);
  return { scene: { message: { ...message, text }, typed: message.text, sender, session, now }, lost };
}

/** A flow that is gone without the person having ended it, and what they are told. */
interface Lost {
  /** Undefined where there is nothing to say. */
  readonly notice?: string;
  readonly discards: readonly PlannedEffect[];
}

/** A flow that timed out, or whose stored state an update of the bot no longer understands, is dropped and said so. */
function withoutLostFlow(tools: Tools, session: Session): { session: Session; lost: Lost | undefined } {
  const { flow, dropped, choices: _, ...memory } = session.memory;
  const discards = discarded(tools, session.idle);
  if (dropped) return { session: { ...session, memory }, lost: { notice: expired(dropped), discards } };
  if (session.idle) return { session, lost: { discards } };
  const known = tools.booked.some((booked) => booked.flow.name === flow?.name && booked.flow.version === flow.version);
  if (!flow || known) return { session, lost: undefined };
  return { session: { ...session, memory }, lost: { notice: outdated(flow.title), discards: [] } };
}

/** The notice goes before the reply, once; what was kept of the lost flow is erased with the same turn. */
function announced(plan: Plan, scene: Scene, lost: Lost | undefined): Plan {
  if (!lost) return plan;
  const { notice, discards } = lost;
  const told = (reply: Reply) => (notice === undefined ? reply : precededBy(notice, reply));
  if (plan.status === 'record') {
    const effects = [...discards, ...plan.effects];
    return { ...plan, effects, reply: (outcome) => told(plan.reply(outcome)), erase: true };
  }
  const { memory } = scene.session;
  const reply = () => told(plan.reply);
  const quietly = { confidential: false, untraced: false, passing: false, erase: true };
  return { status: 'record', reply, effects: discards, memory, ...quietly };
}

function apologise({ log }: Tools, message: IncomingMessage, error: unknown): Reply {
  const code = error instanceof YiwenError ? error.code : 'chat.turn-failed';
  log.error('chat.turn-failed', { code, channel: message.channel, kind: message.kind, error });
  return failed;
}
