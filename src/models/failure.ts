import { setTimeout as sleep } from 'node:timers/promises';
import { YiwenError } from '../lib/errors.js';

export type ModelFailure = 'unreachable' | 'unauthorised' | 'slow' | 'nonsense';

const remedies: Readonly<Record<ModelFailure, string>> = {
  unreachable: '检查接口地址、模型名称和网络，确认模型服务已经启动；期间照发原文，不影响使用',
  unauthorised: '检查密钥（keyFile 或环境变量）是否正确、是否过期、能否用这个模型',
  slow: '换快一些的模型，或调大 timeoutSeconds；期间照发原文，不影响使用',
  nonsense: '确认接口和 OpenAI 兼容、地址写到 /v1 为止、模型名称和用途相符',
};

/** The endpoint's own words stay out: a refusal may repeat the key, an answer the question. */
export function modelError(failure: ModelFailure, model: string, what: string): YiwenError {
  return new YiwenError(`models.${failure}`, `模型 ${model} ${what}`, remedies[failure]);
}

/** An error and what caused it, outermost first. */
function chain(error: unknown): Error[] {
  const found: Error[] = [];
  for (let at = error; at instanceof Error && found.length < 8; at = at.cause) found.push(at);
  return found;
}

function statusOf(errors: readonly Error[]): number | undefined {
  for (const error of errors) if ('status' in error && typeof error.status === 'number') return error.status;
  return undefined;
}

/** Names that libraries on the way give an error, and fetch's own code for a connection that failed. */
const timedOut = /^(TimeoutError|AbortError|APIConnectionTimeoutError|APIUserAbortError)$/;
const notConnected = /^(APIConnectionError|FetchError|SocketError)$/;

/** What went wrong, as one of the four kinds. A YiwenError passes as it is. */
export function asModelError(error: unknown, model: string): YiwenError {
  const errors = chain(error);
  const ours = errors.find((one) => one instanceof YiwenError);
  if (ours) return ours;
  const status = statusOf(errors);
  if (status === 401 || status === 403) return modelError('unauthorised', model, `的接口不认密钥（${status}）`);
  if (status === 404) return modelError('unreachable', model, '的接口没有这个地址或模型（404）');
  if (status === 429) return modelError('unreachable', model, '的接口请求太多，暂时不接（429）');
  if (status !== undefined && status >= 500) return modelError('unreachable', model, `的接口出错（${status}）`);
  if (status !== undefined) return modelError('nonsense', model, `的接口不接受请求（${status}）`);
  if (errors.some((one) => timedOut.test(one.name) || timedOut.test(one.constructor.name)))
    return modelError('slow', model, '没有在限时内答复');
  const broken = errors.some(
    (one) =>
      notConnected.test(one.constructor.name) || ('code' in one && /^(E[A-Z]+|UND_ERR_\w+)$/.test(String(one.code))),
  );
  return broken || errors.some(({ message }) => message === 'terminated' || message === 'fetch failed')
    ? modelError('unreachable', model, '的接口连不上')
    : modelError('nonsense', model, '的答复读不懂');
}

/** Worth one more try: the endpoint was down or busy, not wrong. */
export function isPassing(error: YiwenError): boolean {
  return error.code === 'models.unreachable' && !error.message.includes('404');
}

/** How long a busy endpoint asks to be left alone, in milliseconds; 0 where it does not say. */
function restAsked(error: unknown): number {
  for (const one of chain(error)) {
    const after = 'headers' in one && one.headers instanceof Headers ? one.headers.get('retry-after') : null;
    if (after !== null && /^\d{1,6}$/.test(after)) return Number(after) * 1_000;
  }
  return 0;
}

export interface RetryOptions {
  /** Waited before the one retry, unless the endpoint asks for longer (`Retry-After`). */
  readonly pauseMs: number;
  /** What is left for the whole call: a pause that does not fit into it is not begun. */
  readonly leftMs?: () => number;
  readonly signal?: AbortSignal;
}

/** Runs `attempt`, and once more when what went wrong may pass. Errors become one of the four kinds. */
export async function withOneRetry<T>(model: string, options: RetryOptions, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (first) {
    const error = asModelError(first, model);
    const pause = Math.max(options.pauseMs, restAsked(first));
    if (!isPassing(error) || pause >= (options.leftMs?.() ?? Number.POSITIVE_INFINITY)) throw error;
    const { signal } = options;
    await sleep(pause, undefined, signal ? { signal } : {}).catch(() => Promise.reject(error));
    return attempt().catch((second) => {
      throw asModelError(second, model);
    });
  }
}
