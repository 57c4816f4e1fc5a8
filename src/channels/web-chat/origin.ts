import type { FastifyRequest } from 'fastify';

/**
 * Whether another site made the browser send this. Browsers say so themselves in Sec-Fetch-Site; older ones send Origin
 * with every POST. A program that sends neither carries nobody's cookie, so nothing can be done in anyone's name.
 */
export function isForeign(request: FastifyRequest, origins: readonly string[]): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin';
  const { origin } = request.headers;
  if (origin === undefined) return false;
  return !origins.includes(origin) && hostOf(origin) !== request.host;
}

/** A page opened from a link elsewhere: a browser holds back the strict cookie that it may well have. */
export function isFromElsewhere(request: FastifyRequest): boolean {
  return request.headers['sec-fetch-site'] === 'cross-site';
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
