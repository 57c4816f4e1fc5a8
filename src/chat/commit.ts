import type { IncomingMessage, Reply } from '../domain/message.js';
import { chinaDay, chinaDayStart } from '../lib/clock.js';
import { appendAudit, deferAudit } from '../storage/audit.js';
import { noteShown } from '../storage/consents.js';
import { claimMessage, eraseReplies, keepReply } from '../storage/inbox.js';
import type { LocalKey } from '../storage/local-key.js';
import { putReply } from '../storage/outbox.js';
import type { Tx } from '../storage/store.js';
import { type Outcome, StaleRecords } from './effect.js';
import type { PlannedEffect, RecordPlan, Scene, Tools } from './plan.js';
import type { RecordContext } from './service.js';
import { keepSession, type Memory } from './session.js';

export type Committed =
  | { readonly status: 'done'; readonly reply: Reply }
  /** Another delivery of the same message was recorded first. */
  | { readonly status: 'seen' }
  /** The conversation or the records moved on in the meantime: the turn has to be worked out again. */
  | { readonly status: 'stale' };

class StaleSession extends Error {}

/** Everything that lasts of a turn, in one transaction: inbox, session, records, audit and the reply. */
export async function commit(tools: Tools, scene: Scene, plan: RecordPlan): Promise<Committed> {
  const effects = await Promise.all(plan.effects.map(prepared));
  try {
    const committed = await tools.store.transaction((tx) => write(tools, scene, { ...plan, effects }, tx));
    const scrubs = plan.erase || effects.some(({ effect }) => effect.scrubs);
    if (scrubs && committed.status === 'done') await scrub(tools);
    return committed;
  } catch (error) {
    if (error instanceof StaleSession || error instanceof StaleRecords) return { status: 'stale' };
    throw error;
  }
}

/** What was committed stands: a scrub that fails is left to the next sweep, and must not cost anyone their receipt. */
async function scrub({ store, log }: Tools): Promise<void> {
  await store.scrub().catch((error: unknown) => log.error('chat.scrub-failed', { error }));
}

async function prepared({ service, effect }: PlannedEffect): Promise<PlannedEffect> {
  return { service, effect: (await service.prepare?.(effect)) ?? effect };
}

async function write(tools: Tools, scene: Scene, plan: RecordPlan, tx: Tx): Promise<Committed> {
  const { localKey } = tools;
  const { now, session, message } = scene;
  const { confidential, untraced } = plan;
  const id = inboxId(localKey, message);
  // Neither who nor when: beside a tip of the day, both would tell who reported.
  const sender = untraced ? '' : scene.sender;
  const receivedAt = (untraced ? chinaDayStart(now) : now).toISOString();
  const entry = { id, channel: message.channel, sender, receivedAt, confidential };
  if (!(await claimMessage(tx, entry))) return { status: 'seen' };
  const outcome = await carryOut(scene, plan, tx);
  const forgets = plan.effects.some(({ effect }) => effect.forgets);
  const said = plan.reply(outcome);
  const reply = forgets || untraced ? said : await withNotice(tools, scene, tx, said);
  const kept = plan.memory && remembered(plan, plan.memory, session.memory, reply, id);
  const memory = forgets ? {} : kept;
  if (!(await keepSession(tx, localKey, session, memory, now))) throw new StaleSession();
  if (plan.erase) await eraseReplies(tx, session.memory.confided ?? []);
  const box = replyBox(localKey, message, confidential).encrypt(JSON.stringify(reply));
  await keepReply(tx, id, box, replyUntil(now, confidential));
  return { status: 'done', reply };
}

/** The first thing that somebody hears says what is kept of it. In a group nobody in particular is spoken to. */
async function withNotice({ notice }: Tools, { message, sender, now }: Scene, tx: Tx, reply: Reply): Promise<Reply> {
  if (!notice || message.group) return reply;
  const first = await noteShown(tx, sender, notice.version, chinaDay(now));
  return first ? { ...reply, notice: notice.text } : reply;
}

/** With what was shown and said last, for an answer by number and for 再说一遍. */
function remembered(
  { passing, confidential }: RecordPlan,
  memory: Memory,
  { confided = [] }: Memory,
  { choices }: Reply,
  id: string,
): Memory {
  const { choices: before, repliedTo, ...lasting } = memory;
  const last = passing ? { choices: choices ?? before, repliedTo } : { choices, repliedTo: id };
  return {
    ...lasting,
    ...(last.choices ? { choices: last.choices } : {}),
    ...(last.repliedTo && !confidential ? { repliedTo: last.repliedTo } : {}),
    ...(confidential ? { confided: [...confided, id] } : {}),
  };
}

const REPLY_MS = 7 * 24 * 3_600_000;
/** A confidential reply is kept this long, twice at most, for a platform that delivers again: they give up within a minute. */
const CONFIDENTIAL_REPLY_MS = 10 * 60_000;

/** Confidential ones at full tens of minutes: not even for that long does a time lead back to a minute. */
function replyUntil(now: Date, confidential: boolean): string {
  const until = now.getTime() + (confidential ? CONFIDENTIAL_REPLY_MS : REPLY_MS);
  const at = confidential ? Math.ceil(until / CONFIDENTIAL_REPLY_MS) * CONFIDENTIAL_REPLY_MS : until;
  return new Date(at).toISOString();
}

/** Carries out the effects one after the other; each that lasts leaves its line in the audit. */
export async function carryOut(
  { sender, now }: Pick<Scene, 'sender' | 'now'>,
  plan: Pick<RecordPlan, 'effects' | 'untraced' | 'confidential'>,
  tx: Tx,
): Promise<Outcome> {
  let all: Outcome = { subject: '' };
  const context: RecordContext = {
    sender,
    now,
    notify: async (id, address, reply) => void (await putReply(tx, id, address, reply, now)),
  };
  for (const { service, effect } of plan.effects) {
    const outcome = (await service.carryOut?.(tx, effect, context)) ?? all;
    all = { ...all, ...outcome };
    if (effect.silent) continue;
    const entry = { at: now, action: `${service.name}.${effect.kind}`, subject: outcome.subject };
    // A reporter is not named beside the tip, not even by a keyed hash or by what stands above and below.
    if (plan.untraced) await deferAudit(tx, { ...entry, actor: 'reporter' });
    else await appendAudit(tx, { ...entry, actor: plan.confidential ? (service.actor ?? sender) : sender });
  }
  return all;
}

/** Platform ids can hold the sender's name: hashed. In a group another sender's message of the same id is another one. */
export function inboxId(localKey: LocalKey, { channel, chat, sender, id }: IncomingMessage): string {
  return localKey.fingerprint('message', channel, chat, sender, id);
}

/**
 * What a reply is kept under. One said in confidence (a receipt, what staff ask) opens only with the platform's own id of
 * the message, which is written nowhere: whoever delivers the message again has it, the thief of a disk has not.
 */
export function replyBox(
  localKey: LocalKey,
  { channel, chat, sender, id }: IncomingMessage,
  confidential: boolean,
): Pick<LocalKey, 'encrypt' | 'decrypt'> {
  return confidential ? localKey.boundTo('reply', channel, chat, sender, id) : localKey;
}
