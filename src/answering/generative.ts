import { z } from 'zod';
import type { Answered, AnswerRequest } from '../domain/answer.js';
import type { Citation } from '../domain/message.js';
import { YiwenError } from '../lib/errors.js';
import { type Log, silentLog } from '../lib/log.js';
import { maskPersonalData } from '../lib/personal-data.js';
import type { ChatModel } from '../models/chat-model.js';
import { fillPrompt, type Prompt } from '../models/prompts.js';
import { faithfulness } from './faithfulness.js';
import { type Breach, breaches } from './guard.js';

export interface GenerativeOptions {
  readonly model: ChatModel;
  /** `prompts/rephrase.md` or a bureau's own of the same variables. */
  readonly prompt: Prompt;
  /** Says what a text claims that its citations do not carry. */
  readonly guard?: (text: string, citations: readonly Citation[]) => readonly Breach[];
  /** For the whole refinement, in milliseconds; the extract goes out when it is over. */
  readonly timeoutMs: number;
  /** Told by code only why a rephrasing was turned down; never its text. */
  readonly log?: Log;
}

const rephrased = z.strictObject({ text: z.string() });

/** Lines that end with a mark are extracts; the others (an emergency line, where and when it holds) are never rephrased. */
const isExtract = (line: string) => /[①-⑥]$/u.test(line);

/** The answer with its extract lines, first to last, replaced by `text`. */
function withExtracts(lines: readonly string[], text: string): string {
  const first = lines.findIndex(isExtract);
  return lines.flatMap((line, at) => (at === first ? [text] : isExtract(line) ? [] : [line])).join('\n');
}

/**
 * A model's wording of an extract. It is used only when nothing was lost and nothing added (`faithfulness`); otherwise,
 * and when the endpoint is down, slow or talks nonsense, the extract is returned as it came. Never rejects.
 * What a tip says must never come here: callers refine answers to questions that the flows let through, nothing else.
 */
export function createGenerative({ model, prompt, guard = breaches, timeoutMs, log = silentLog }: GenerativeOptions) {
  async function rephrase(request: AnswerRequest, extract: string): Promise<string> {
    const messages = fillPrompt(prompt, { question: maskPersonalData(request.question), extract });
    const { text } = await model.completeAs(messages, rephrased, { timeoutMs });
    return text.trim();
  }

  async function refine(request: AnswerRequest, extract: Answered): Promise<Answered> {
    const { answer } = extract;
    if (answer.status !== 'answered') return extract;
    const lines = answer.text.split('\n');
    const said = lines.filter(isExtract).join('\n');
    if (said === '') return extract;
    const started = performance.now();
    try {
      const text = await rephrase(request, said);
      const reason = faithfulness(text, said, answer.citations, guard);
      const milliseconds = extract.milliseconds + performance.now() - started;
      if (reason === undefined)
        return { ...extract, answer: { ...answer, text: withExtracts(lines, text) }, milliseconds };
      log.warn('answering.rephrasing-turned-down', { code: reason, model: model.model });
      return { ...extract, milliseconds };
    } catch (error) {
      const reason = error instanceof YiwenError ? error.code : 'unexpected';
      log.warn('answering.rephrasing-failed', { code: reason, model: model.model });
      return { ...extract, milliseconds: extract.milliseconds + performance.now() - started };
    }
  }

  return { refine };
}
