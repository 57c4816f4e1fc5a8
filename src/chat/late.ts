import { setTimeout as sleep } from 'node:timers/promises';
import type { Answered, AnswerRequest } from '../domain/answer.js';
import type { Address } from '../domain/message.js';
import { putReply } from '../storage/outbox.js';
import { carryOut } from './commit.js';
import type { Late, Scene, Tools } from './plan.js';
import { loadSession } from './session.js';

/** Kept back from a channel's limit for saving and sending the reply, in milliseconds. */
const RESERVE_MS = 500;
/** Of what is left this share may go into saying a question in full. */
const FOR_FOLLOW_UP = 1 / 3;
/** A wording that could not be sent this long is not sent: the conversation has moved on. */
const SENT_WITHIN_MS = 10 * 60_000;

const leftMs = ({ replyBy = Number.POSITIVE_INFINITY }: Scene) => Math.max(0, replyBy - performance.now() - RESERVE_MS);

/** The question in full, where it leans on the one before and a model is there to say so in time. */
export async function inFull(tools: Tools, scene: Scene, request: AnswerRequest): Promise<AnswerRequest> {
  if (!tools.answering.complete) return request;
  const withinMs = leftMs(scene) * FOR_FOLLOW_UP;
  const limit = Number.isFinite(withinMs) ? { withinMs } : {};
  return tools.answering.complete(request, { ...limit, signal: tools.closing });
}

/**
 * The extract in a model's words where they come in time. The extract itself where they do not, and then what may
 * still come.
 */
export async function inPlainWords(
  tools: Tools,
  scene: Scene,
  request: AnswerRequest,
  extract: Answered,
): Promise<{ readonly answered: Answered; readonly late?: Omit<Late, 'answerId'> }> {
  const { refine } = tools.answering;
  if (!refine) return { answered: extract };
  const left = leftMs(scene);
  if (!Number.isFinite(left)) return { answered: await refine(request, extract, { signal: tools.closing }) };
  const [given, waited] = [new AbortController(), new AbortController()];
  const signal = AbortSignal.any([tools.closing, given.signal]);
  const refined = refine(request, extract, { withinMs: Math.max(left, tools.lateWithinMs), signal }).catch(
    () => extract,
  );
  const over = sleep(left, undefined, { signal: waited.signal }).catch(() => undefined);
  const timely = await Promise.race([refined, over]);
  waited.abort();
  if (timely) return { answered: timely };
  const abandon = () => given.abort();
  if (tools.lateWithinMs > 0) return { answered: extract, late: { extract, refined, abandon } };
  abandon();
  return { answered: extract };
}

/**
 * Leaves a late wording for the channel to send, in one transaction with its record: all of it or nothing, and once.
 * Nothing where it says the same as the extract, or where the conversation has moved on.
 */
export async function pushLate(tools: Tools, scene: Scene, late: Late): Promise<void> {
  const { answer } = await late.refined;
  const before = late.extract.answer;
  if (answer.status !== 'answered' || answer.text === before.text) return;
  const now = tools.clock.now();
  const { questions } = tools.services;
  const { reply, effects } = questions.reworded(late.answerId, answer);
  const { channel, chat, sender } = scene.message;
  const address: Address = { channel, chat, sender };
  await tools.store.transaction(async (tx) => {
    const { memory } = await loadSession(tx, tools.localKey, scene.message, now);
    if (memory.answerId !== late.answerId || memory.flow) return;
    const planned = effects.map((effect) => ({ service: questions, effect }));
    await carryOut({ ...scene, now }, { effects: planned, untraced: false, confidential: false }, tx);
    const until = new Date(now.getTime() + SENT_WITHIN_MS);
    await putReply(tx, `late-${late.answerId}`, address, reply, now, until);
  });
}
