import { z } from 'zod';
import type { AnswerRequest, Patience } from '../domain/answer.js';
import { YiwenError } from '../lib/errors.js';
import { type Log, silentLog } from '../lib/log.js';
import { maskPersonalData } from '../lib/personal-data.js';
import type { ChatModel } from '../models/chat-model.js';
import { fillPrompt, type Prompt } from '../models/prompts.js';
import { claimsIn } from './claims.js';
import { contrastsIn, isNovel } from './meaning.js';
import { unknownNames } from './names.js';
import { isLeaning } from './rewrite.js';

/** Why a rewritten question is not searched. */
export type Unheld = 'empty' | 'too-long' | 'lost' | 'figure' | 'name' | 'subject' | 'polarity' | 'novel';

const LONGEST = 80;
/** Words that only lean on what went before, or ask: they may go. */
const leaning = /^(?:那么|那|还有|如果|要是|换成)|[呢吗啊呀吧嘛么了的]|[^\p{L}\p{N}]/gu;
const negations = (text: string) => text.match(/[不没未无非别]/gu)?.length ?? 0;

/**
 * Why `rewritten` is not what `question` asks after `topic`; undefined when it may be searched. It keeps every word of
 * the question, and brings no place, scheme, figure, year, name or negation that neither of the two has.
 */
export function unheld(rewritten: string, question: string, topic: string): Unheld | undefined {
  const both = `${topic}\n${question}`;
  if (!/\p{L}/u.test(rewritten)) return 'empty';
  if (rewritten.length > Math.min(LONGEST, both.length + 12)) return 'too-long';
  if ([...question.replace(leaning, '')].some((character) => !rewritten.includes(character))) return 'lost';
  const known = new Set(claimsIn(both).map(({ key }) => key));
  if (claimsIn(rewritten).some(({ key }) => !known.has(key))) return 'figure';
  if (unknownNames(rewritten, both).length > 0) return 'name';
  if (contrastsIn(rewritten).some((word) => !both.includes(word))) return 'subject';
  if (negations(rewritten) > negations(both)) return 'polarity';
  return isNovel(rewritten, both) ? 'novel' : undefined;
}

export interface FollowUpOptions {
  readonly model: ChatModel;
  /** `prompts/follow-up.md` or a bureau's own of the same variables. */
  readonly prompt: Prompt;
  /** For the whole rewriting, in milliseconds; the rules' own rewriting serves when it is over. */
  readonly timeoutMs: number;
  /** Names of places in a text: a rewriting may bring no new one. */
  readonly placesIn?: (text: string) => readonly string[];
  /** Told by code only why a rewriting was turned down; never its text. */
  readonly log?: Log;
}

const written = z.strictObject({ question: z.string().max(1_000), usedContext: z.boolean() });

/** A longer question says enough of its own. */
const longestLeaning = 30;

/**
 * Says in full a question that leans on the one before (那退休的呢). Anything that is not held to the two questions is
 * turned down, and the request goes on as it came: the pipeline's rules then put the two together. Never rejects.
 */
export function createFollowUp({ model, prompt, timeoutMs, placesIn = () => [], log = silentLog }: FollowUpOptions) {
  async function rewrite(question: string, topic: string, patience: Patience): Promise<string | undefined> {
    const messages = fillPrompt(prompt, { previous: maskPersonalData(topic), question: maskPersonalData(question) });
    const { withinMs = timeoutMs, signal } = patience;
    const output = await model.completeAs(messages, written, {
      timeoutMs: Math.min(timeoutMs, withinMs),
      ...(signal ? { signal } : {}),
    });
    if (!output.usedContext) return undefined;
    const rewritten = output.question.trim();
    const strange = placesIn(rewritten).some((place) => !topic.includes(place) && !question.includes(place));
    const reason = strange ? 'name' : unheld(rewritten, question, topic);
    if (reason === undefined) return rewritten;
    log.warn('answering.follow-up-turned-down', { code: reason, model: model.model });
    return undefined;
  }

  async function complete(request: AnswerRequest, patience: Patience = {}): Promise<AnswerRequest> {
    const { question, previous, ...rest } = request;
    if (!previous || question.length > longestLeaning || !isLeaning(question)) return request;
    if ((patience.withinMs ?? timeoutMs) <= 0 || timeoutMs <= 0) return request;
    try {
      const rewritten = await rewrite(question, previous.question, patience);
      return rewritten === undefined ? request : { ...rest, question: rewritten };
    } catch (error) {
      const reason = error instanceof YiwenError ? error.code : 'unexpected';
      if (!patience.signal?.aborted) log.warn('answering.follow-up-failed', { code: reason, model: model.model });
      return request;
    }
  }

  return { complete };
}
