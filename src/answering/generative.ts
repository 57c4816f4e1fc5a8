import { z } from 'zod';
import type { Answered, AnswerRequest, Patience } from '../domain/answer.js';
import type { Citation } from '../domain/message.js';
import { YiwenError } from '../lib/errors.js';
import { type Log, silentLog } from '../lib/log.js';
import { maskPersonalData } from '../lib/personal-data.js';
import type { ChatModel, CompleteOptions } from '../models/chat-model.js';
import { fillPrompt, type Prompt } from '../models/prompts.js';
import { faithfulness, type Unfaithful } from './faithfulness.js';
import { breaches, type Guard } from './guard.js';
import { SUMMARY_FROM, summarySchema, summaryText } from './summary.js';

export interface GenerativeOptions {
  readonly model: ChatModel;
  /** `prompts/rephrase.md` and `prompts/summarise.md`, or a bureau's own of the same variables. */
  readonly prompts: { readonly rephrase: Prompt; readonly summarise: Prompt };
  /** Says what a text claims that its citations do not carry. */
  readonly guard?: Guard;
  /** For the whole refinement, in milliseconds, where the caller names no other; the extract goes out when it is over. */
  readonly timeoutMs: number;
  /** Told by code only why a wording was turned down; never its text. */
  readonly log?: Log;
}

type Worded = { readonly text: string } | { readonly reason: Unfaithful };

const rephrased = z.strictObject({ text: z.string() });

/** Lines that end with a mark are extracts; the others (an emergency line, where and when it holds) are never reworded. */
const isExtract = (line: string) => /[①-⑥]$/u.test(line);

/** The answer with its extract lines, first to last, replaced by `text`. */
function withExtracts(lines: readonly string[], text: string): string {
  const first = lines.findIndex(isExtract);
  return lines.flatMap((line, at) => (at === first ? [text] : isExtract(line) ? [] : [line])).join('\n');
}

/**
 * A model's wording of an extract: a long one summed up, a short one said in plain words. It is used only when nothing
 * was lost and nothing added; otherwise, and when the endpoint is down, slow or talks nonsense, the extract is returned
 * as it came. Never rejects.
 * What a tip says must never come here: callers refine answers to questions that the flows let through, nothing else.
 */
export function createGenerative({ model, prompts, guard = breaches, timeoutMs, log = silentLog }: GenerativeOptions) {
  async function word(
    question: string,
    extract: string,
    citations: readonly Citation[],
    options: CompleteOptions,
  ): Promise<Worded> {
    const values = { question: maskPersonalData(question), extract };
    if (extract.length >= SUMMARY_FROM) {
      const summary = await model.completeAs(fillPrompt(prompts.summarise, values), summarySchema, options);
      return summaryText(summary, extract, citations, guard);
    }
    const { text } = await model.completeAs(fillPrompt(prompts.rephrase, values), rephrased, options);
    const reason = faithfulness(text.trim(), extract, citations, guard);
    return reason ? { reason } : { text: text.trim() };
  }

  async function refine(request: AnswerRequest, extract: Answered, patience: Patience = {}): Promise<Answered> {
    const { answer } = extract;
    if (answer.status !== 'answered') return extract;
    const lines = answer.text.split('\n');
    const said = lines.filter(isExtract).join('\n');
    const { withinMs = timeoutMs, signal } = patience;
    if (said === '' || withinMs <= 0) return extract;
    const started = performance.now();
    const spent = () => extract.milliseconds + performance.now() - started;
    try {
      const options = { timeoutMs: withinMs, ...(signal ? { signal } : {}) };
      const worded = await word(request.question, said, answer.citations, options);
      if ('text' in worded)
        return { ...extract, answer: { ...answer, text: withExtracts(lines, worded.text) }, milliseconds: spent() };
      log.warn('answering.wording-turned-down', { code: worded.reason, model: model.model });
    } catch (error) {
      const reason = error instanceof YiwenError ? error.code : 'unexpected';
      if (!signal?.aborted) log.warn('answering.wording-failed', { code: reason, model: model.model });
    }
    return { ...extract, milliseconds: spent() };
  }

  return { refine };
}
