import type { Reply } from '../domain/message.js';
import { chinaDay } from '../lib/clock.js';
import { appendAudit } from '../storage/audit.js';
import { noteShown } from '../storage/consents.js';
import { claimMessage, eraseConfidentialReplies, type InboxKey, keepReply } from '../storage/inbox.js';
import type { LocalKey } from '../storage/local-key.js';
import { putReply } from '../storage/outbox.js';
import type { Tx } from '../storage/store.js';
import type { Outcome } from './effect.js';
import type { PlannedEffect, RecordPlan, Scene, Tools } from './plan.js';
import type { RecordContext } from './service.js';
import { keepSession, type Memory } from './session.js';

export type Committed =
  | { readonly status: 'done'; readonly reply: Reply }
  /** Another delivery of the same message was recorded first. */
  | { readonly status: 'seen' }
  /** Another process moved the conversation on in the meantime: the turn has to be worked out again. */
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
    if (error instanceof StaleSession) return { status: 'stale' };
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
  const { sender, now, session } = scene;
  const key = inboxKey(tools.localKey, scene);
  if (!(await claimMessage(tx, { ...key, sender, receivedAt: now.toISOString() }))) return { status: 'seen' };
  const outcome = await carryOut(scene, plan, tx);
  const forgets = plan.effects.some(({ effect }) => effect.forgets);
  const reply = forgets ? plan.reply(outcome) : await withNotice(tools, scene, tx, plan.reply(outcome));
  const memory = forgets ? {} : remembered(plan, reply, key);
  if (!(await keepSession(tx, tools.localKey, session, memory, now))) throw new StaleSession();
  if (plan.erase) await eraseConfidentialReplies(tx, sender, key);
  await keepReply(tx, key, tools.localKey.encrypt(JSON.stringify(reply)), plan.confidential);
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
  { memory, passing, confidential }: RecordPlan,
  { choices }: Reply,
  { messageId }: InboxKey,
): Memory {
  const { choices: before, repliedTo, ...lasting } = memory;
  const last = passing ? { choices: choices ?? before, repliedTo } : { choices, repliedTo: messageId };
  return {
    ...lasting,
    ...(last.choices ? { choices: last.choices } : {}),
    ...(last.repliedTo && !confidential ? { repliedTo: last.repliedTo } : {}),
  };
}

/** Carries out the effects one after the other; each leaves its line in the audit. */
export async function carryOut(
  scene: Scene,
  plan: Pick<RecordPlan, 'effects' | 'confidential'>,
  tx: Tx,
): Promise<Outcome> {
  let all: Outcome = { subject: '' };
  const { sender, now } = scene;
  const context: RecordContext = {
    sender,
    now,
    notify: async (id, address, reply) => void (await putReply(tx, id, address, reply, now)),
  };
  for (const { service, effect } of plan.effects) {
    const outcome = (await service.carryOut?.(tx, effect, context)) ?? all;
    // A reporter is not named beside the tip, not even by a keyed hash.
    const actor = plan.confidential ? (service.actor ?? 'reporter') : sender;
    await appendAudit(tx, { at: now, actor, action: `${service.name}.${effect.kind}`, subject: outcome.subject });
    all = { ...all, ...outcome };
  }
  return all;
}

/** Platform ids can hold the sender's name: both are hashed. In a group another sender's message of the same id is another one. */
export function inboxKey(localKey: LocalKey, { message }: Pick<Scene, 'message'>): InboxKey {
  const { channel, chat, sender, id } = message;
  return {
    channel,
    chat: localKey.fingerprint('chat', channel, chat),
    messageId: localKey.fingerprint('message', channel, sender, id),
  };
}
