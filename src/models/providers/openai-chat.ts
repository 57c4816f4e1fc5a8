import { z } from 'zod';
import type { ChatModel, CompleteOptions, ModelMessage } from '../chat-model.js';
import { modelError, withOneRetry } from '../failure.js';
import type { ChatEndpoint } from '../provider.js';
import { clientSettings, openaiLibrary, RETRY_PAUSE_MS } from './openai-library.js';

/** More than any answer needs: a model that runs on is cut off. */
const MAX_TOKENS = 1_200;
/** Bytes of a whole response. A stream wraps each token in 300 of them. */
const LONGEST_ANSWER = 600_000;

const asPairs = (messages: readonly ModelMessage[]) =>
  messages.map(({ role, text }) => [role, text] as [string, string]);

/**
 * JSON mode is what most endpoints offer, and it wants the shape told in words. Rules and shape are one message at the
 * top: some models' templates refuse a system message anywhere else.
 */
function withShape(messages: readonly ModelMessage[], schema: z.ZodType): ModelMessage[] {
  const shape = `只输出一个 JSON 对象，符合这个 JSON Schema：${JSON.stringify(z.toJSONSchema(schema))}`;
  const rules = messages.flatMap(({ role, text }) => (role === 'system' ? [text] : []));
  const data = messages.filter(({ role }) => role !== 'system');
  return [{ role: 'system', text: [...rules, shape].join('\n\n') }, ...data];
}

/** The object in an answer that wraps it in a fence, a remark or its thoughts. */
function objectIn(text: string): unknown {
  const answer = text.slice(text.lastIndexOf('</think>') + 1);
  try {
    return JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
  } catch {
    return undefined;
  }
}

export function openaiChat(endpoint: ChatEndpoint): ChatModel {
  const { model } = endpoint;
  let opened: ReturnType<typeof open> | undefined;

  async function open() {
    const { ChatOpenAI } = await openaiLibrary();
    const settings = clientSettings(endpoint, { longestAnswer: LONGEST_ANSWER });
    return new ChatOpenAI({ ...settings, temperature: 0, maxTokens: MAX_TOKENS, streamUsage: false });
  }

  async function within<T>(options: CompleteOptions, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const started = performance.now();
    const timeoutMs = options.timeoutMs ?? endpoint.timeoutMs;
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
    try {
      const leftMs = () => timeoutMs - (performance.now() - started);
      return await withOneRetry(model, { pauseMs: RETRY_PAUSE_MS, leftMs, signal }, () => call(signal));
    } catch (error) {
      if (options.signal?.aborted) throw options.signal.reason;
      throw deadline.aborted ? modelError('slow', model, '没有在限时内答复') : error;
    }
  }

  async function client() {
    opened ??= open();
    return opened;
  }

  /** Streams with `stream`, never with `invoke`: that one fetches a dictionary from the internet to count tokens. */
  async function say(messages: readonly ModelMessage[], signal: AbortSignal): Promise<string> {
    const chat = await client();
    if (!endpoint.stream) return (await chat.invoke(asPairs(messages), { signal })).text;
    let text = '';
    for await (const part of await chat.stream(asPairs(messages), { signal })) text += part.text;
    return text;
  }

  async function fill(messages: readonly ModelMessage[], schema: z.ZodType, signal: AbortSignal): Promise<unknown> {
    const structured = (await client()).withStructuredOutput(schema, { method: 'jsonMode', includeRaw: true });
    const asked = asPairs(withShape(messages, schema));
    if (!endpoint.stream) {
      const { parsed, raw } = await structured.invoke(asked, { signal });
      return parsed ?? objectIn(raw.text);
    }
    let text = '';
    for await (const part of await structured.stream(asked, { signal })) text += part.raw?.text ?? '';
    return objectIn(text);
  }

  return {
    model,
    complete: (messages, options = {}) =>
      within(options, async (signal) => {
        const text = await say(messages, signal);
        if (text.trim() === '') throw modelError('nonsense', model, '的答复是空的');
        return text;
      }),
    completeAs: (messages, schema, options = {}) =>
      within(options, async (signal) => {
        const output = schema.safeParse(await fill(messages, schema, signal));
        if (!output.success) throw modelError('nonsense', model, '没有按要求的格式答复');
        return output.data;
      }),
  };
}
