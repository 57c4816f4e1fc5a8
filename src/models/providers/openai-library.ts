import { YiwenError } from '../../lib/errors.js';
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

/**
 * What both kinds of client share. The key goes into the request itself, so that no client object holds it; where none
 * is configured none is sent. `deadline` holds for the body as well: the library's own time-out ends with the headers,
 * and an endpoint may stall after them.
 */
export function clientSettings({ url, model, key }: Endpoint, deadline?: () => AbortSignal) {
  const send: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.delete('authorization');
    if (key) headers.set('authorization', `Bearer ${key.reveal()}`);
    const signals = [init?.signal, deadline?.()].filter((signal) => signal instanceof AbortSignal);
    return fetch(input, { ...init, headers, ...(signals.length > 0 ? { signal: AbortSignal.any(signals) } : {}) });
  };
  return {
    model,
    apiKey: 'sent-by-fetch',
    maxRetries: 0,
    configuration: { baseURL: url, fetch: send, organization: null, project: null, logLevel: 'off' },
  } as const;
}
