import { YiwenError } from '../../lib/errors.js';
import { bad, type Check, good, warning } from './check.js';

interface Reached {
  readonly url: string;
  readonly model: string;
  readonly key?: unknown;
}

/** @param attempt asks the endpoint one small thing and says what came of it */
export async function checkEndpoint(title: string, endpoint: Reached, attempt: () => Promise<string>): Promise<Check> {
  try {
    return good(title, `${endpoint.model}，${await attempt()}`);
  } catch (error) {
    if (error instanceof YiwenError) return bad(title, `${endpoint.url}：${error.message}`, error.remedy);
    return bad(title, `${endpoint.url}：出了意外的错`, '检查地址和模型名称');
  }
}

const isLocal = (host: string) => /^(localhost|127\.[\d.]+|\[::1\])$/.test(host);

/** Residents' questions, and the key, can be read on the way. */
export function checkTransport(title: string, endpoint: Reached): readonly Check[] {
  const { protocol, hostname } = new URL(endpoint.url);
  if (protocol === 'https:' || isLocal(hostname)) return [];
  return [warning(title, `${endpoint.url} 没有加密`, '改用 https，或确认只经过本单位的内网')];
}
