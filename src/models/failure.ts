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
  if (error instanceof YiwenError) return error;
  const errors = chain(error);
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

/** Runs `attempt`, and once more after `pauseMs` when what went wrong may pass. Errors become one of the four kinds. */
export async function withOneRetry<T>(model: string, pauseMs: number, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (first) {
    const error = asModelError(first, model);
    if (!isPassing(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    return attempt().catch((second) => {
      throw asModelError(second, model);
    });
  }
}
