import type { Answered, Topic } from '../domain/answer.js';
import type { Reply } from '../domain/message.js';
import { chinaDay } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { randomId } from '../lib/ids.js';
import { maskAcross, maskPersonalData } from '../lib/personal-data.js';
import { inFull, inPlainWords } from './late.js';
import type { Late, PlannedEffect, Scene, Tools } from './plan.js';
import { PERSONAL_DATA_NOTE } from './replies.js';
import type { Asked } from './service.js';
import type { Memory } from './session.js';

/** What the question service says, and what of it lasts. */
export interface Spoken {
  readonly reply: Reply;
  readonly effects: readonly PlannedEffect[];
  readonly memory: Pick<Memory, 'topic' | 'answerId'>;
  /** A model's wording that may still come. */
  readonly late?: Late;
}

/**
 * Puts a question to answering. Personal numbers never get that far: they are masked first, also where one began in
 * the message before. `withheld`: asked inside a confidential flow, its words are not kept and no model sees them.
 */
export async function ask(tools: Tools, scene: Scene, text: string, withheld: boolean): Promise<Spoken> {
  const { memory } = scene.session;
  const last = tools.recent.get(scene.sender);
  const before = last && last.text !== text ? last : undefined;
  const [previous, masked] = before ? maskAcross(before.text, text) : ['', maskPersonalData(text)];
  const began = before?.answerId && previous !== maskPersonalData(before.text) ? before.answerId : undefined;
  // Where a number began in the question before, that question is no topic to lean on: it holds half of the number.
  const { answered, late } = await answer(tools, scene, masked, withheld, began ? undefined : memory.topic);
  const answerId = randomId();
  const asked: Asked = {
    message: scene.message,
    question: masked,
    answered,
    withheld,
    answerId,
    ...(began ? { remasked: { answerId: began, question: previous } } : {}),
  };
  const { reply, effects } = tools.services.questions.respond(asked);
  const topic = withheld ? memory.topic : (answered?.topic ?? memory.topic);
  return {
    reply: masked === text ? reply : { ...reply, text: `${reply.text}\n${PERSONAL_DATA_NOTE}` },
    effects: effects.map((effect) => ({ service: tools.services.questions, effect })),
    memory: { ...(topic ? { topic } : {}), answerId },
    ...(late ? { late: { ...late, answerId } } : {}),
  };
}

/** No answer if answering failed: the person is told so kindly, and the log says why. */
async function answer(
  tools: Tools,
  scene: Scene,
  question: string,
  withheld: boolean,
  topic: Topic | undefined,
): Promise<{ readonly answered?: Answered; readonly late?: Omit<Late, 'answerId'> }> {
  const request = {
    question,
    asOf: chinaDay(scene.now),
    ...(tools.place ? { place: tools.place } : {}),
    ...(topic ? { previous: topic } : {}),
  };
  try {
    if (withheld) return { answered: await tools.answering.extract(request) };
    const asked = await inFull(tools, scene, request);
    return await inPlainWords(tools, scene, asked, await tools.answering.extract(asked));
  } catch (error) {
    const code = error instanceof YiwenError ? error.code : 'answering.failed';
    tools.log.error('chat.answering-failed', { code, channel: scene.message.channel, error });
    return {};
  }
}
