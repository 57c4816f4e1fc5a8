import { YiwenError } from '../../lib/errors.js';
import { modelError } from '../failure.js';
import type { Endpoint } from '../provider.js';

/** Half a second to import, so only where a model is configured and called. */
export async function openaiLibrary() {
  try {
    return await import('@langchain/openai');
  } catch {
    throw new YiwenError('models.library-missing', '没有装 @langchain/openai', '在医问的文件夹里运行 npm install');
  }
}

/** Waits this long before the one retry. */
export const RETRY_PAUSE_MS = 250;

interface ClientLimits {
  /** Holds for the body as well: the library's own time-out ends with the headers, and an endpoint may stall after them. */
  readonly deadline?: () => AbortSignal;
  /** Bytes of a response body; what goes on is cut off. */
  readonly longestAnswer: number;
}

/** The response, its body broken off where it grows beyond all use: nobody has to hold it in memory. */
function limited(response: Response, longest: number, model: string): Response {
  let size = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      size += part.byteLength;
      if (size > longest) controller.error(modelError('nonsense', model, '的答复长得没有尽头'));
      else controller.enqueue(part);
    },
  });
  const { status, statusText, headers } = response;
  return response.body ? new Response(response.body.pipeThrough(counted), { status, statusText, headers }) : response;
}

/**
 * What both kinds of client share. The key goes into the request itself, so that no client object holds it; where none
 * is configured none is sent.
 */
export function clientSettings({ url, model, key }: Endpoint, { deadline, longestAnswer }: ClientLimits) {
  const send: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.delete('authorization');
    if (key) headers.set('authorization', `Bearer ${key.reveal()}`);
    const signals = [init?.signal, deadline?.()].filter((signal) => signal instanceof AbortSignal);
    const aborts = signals.length > 0 ? { signal: AbortSignal.any(signals) } : {};
    return limited(await fetch(input, { ...init, headers, ...aborts }), longestAnswer, model);
  };
  return {
    model,
    apiKey: 'sent-by-fetch',
    maxRetries: 0,
    configuration: { baseURL: url, fetch: send, organization: null, project: null, logLevel: 'off' },
  } as const;
}
