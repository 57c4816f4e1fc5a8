import type { Answering } from '../domain/answer.js';
import type { IncomingMessage, Reply } from '../domain/message.js';
import type { Clock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { createLanes } from '../lib/lane.js';
import type { Log } from '../lib/log.js';
import type { LocalKey } from '../storage/local-key.js';
import type { Store } from '../storage/store.js';
import { chosenText } from './choose.js';
import { type Committed, commit } from './commit.js';
import { createLimiter, type RateLimit } from './limit.js';
import { compose, limit, once, privacy, replyTo, senderOf } from './middleware.js';
import type { Plan, Scene, Tools } from './plan.js';
import { post, type Send } from './post.js';
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
  readonly seal: () => Promise<(text: string) => string>;
  readonly clock: Clock;
  readonly log: Log;
  /** The bureau's own area, where one is configured. */
  readonly place?: string;
  /** What to say at once where a life may be at stake, told from the words alone; undefined for all else. */
  readonly emergency?: (text: string) => string | undefined;
  /** 20 messages a minute when absent. */
  readonly rateLimit?: RateLimit;
}

export interface Assistant {
  /** Never rejects: a fault is logged, and the person gets a reply that says what to do. */
  receive(message: IncomingMessage): Promise<Reply>;
  /** Sends what waits in the outbox for a channel: staff answers, invitations. A fault is logged. */
  post(channel: string, send: Send): Promise<void>;
  /** Erases what has had its time. To be called every minute or so; a fault is logged. */
  sweep(): Promise<void>;
  /** Resolves once no message is under way. The store stays open. */
  close(): Promise<void>;
}

const DEFAULT_LIMIT: RateLimit = { messages: 20, withinMs: 60_000 };
/** A second process may move a conversation on while a turn is worked out; it is worked out anew this often. */
const ATTEMPTS = 4;

export function createAssistant({ rateLimit = DEFAULT_LIMIT, ...options }: AssistantOptions): Assistant {
  const tools: Tools = {
    ...options,
    booked: bookFlows(options.services),
    limiter: createLimiter(rateLimit),
    recent: createRecent(),
  };
  const lanes = createLanes();
  const deliver = compose([once(tools), limit(tools), privacy()], (message) => takeTurn(tools, message));
  return {
    receive: (message) =>
      lanes
        .run(senderOf(tools, message), () => deliver(message))
        .catch((error: unknown) => apologise(tools, message, error)),
    post: (channel, send) =>
      post(tools, channel, send).catch((error: unknown) => tools.log.error('chat.post-failed', { channel, error })),
    sweep: () => sweep(tools).catch((error: unknown) => tools.log.error('chat.sweep-failed', { error })),
    close: () => lanes.idle(),
  };
}

async function takeTurn(tools: Tools, message: IncomingMessage): Promise<Reply> {
  const sender = senderOf(tools, message);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { scene, lost } = await setScene(tools, message, sender);
    const plan = announced(await planTurn(tools, scene), scene, lost);
    const committed = plan.status === 'say' ? said(plan.reply) : await commit(tools, scene, plan);
    if (committed.status === 'stale') continue;
    if (committed.status === 'done') {
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
  return plan.status === 'record' && !(open && plan.memory.flow?.state === open.state);
}

/** Only a question outside confidential flows is tied to its recorded answer. */
function lastMessage({ message, session }: Scene, plan: Plan): LastMessage {
  const answerId = plan.status === 'record' && !plan.confidential ? plan.memory.answerId : undefined;
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
  const key = tools.localKey.fingerprint('session', message.channel, message.chat, message.sender);
  const stored = await loadSession(tools.store.read, tools.localKey, key, now);
  const { session, lost } = withoutLostFlow(tools, stored);
  const text = chosenText(message.text, session.memory.choices);
  return { scene: { message: { ...message, text }, sender, session, now }, lost };
}

/** A flow that is gone without the person having ended it, and what they are told. */
interface Lost {
  readonly notice: string;
}

/** A flow that timed out, or whose stored state an update of the bot no longer understands, is dropped and said so. */
function withoutLostFlow(tools: Tools, session: Session): { session: Session; lost: Lost | undefined } {
  const { flow, dropped, choices: _, ...memory } = session.memory;
  if (dropped) return { session: { ...session, memory }, lost: { notice: expired(dropped) } };
  const known = tools.booked.some((booked) => booked.flow.name === flow?.name && booked.flow.version === flow.version);
  if (!flow || known) return { session, lost: undefined };
  return { session: { ...session, memory }, lost: { notice: outdated(flow.title) } };
}

/** The notice goes before the reply, once; what was kept of the lost flow is erased with the same turn. */
function announced(plan: Plan, scene: Scene, lost: Lost | undefined): Plan {
  if (!lost) return plan;
  if (plan.status === 'record') {
    return { ...plan, reply: (outcome) => precededBy(lost.notice, plan.reply(outcome)), erase: true };
  }
  const { memory } = scene.session;
  const reply = () => precededBy(lost.notice, plan.reply);
  return { status: 'record', reply, effects: [], memory, confidential: false, passing: false, erase: true };
}

function apologise({ log }: Tools, message: IncomingMessage, error: unknown): Reply {
  const code = error instanceof YiwenError ? error.code : 'chat.turn-failed';
  log.error('chat.turn-failed', { code, channel: message.channel, kind: message.kind, error });
  return failed;
}
