import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { PublicPage, PublicReply } from '../../pages/public-page.js';
import { FAULTS } from './faults.js';
import { refuse } from './messages.js';

/** Requests a minute of one network address: a hall or a phone network shares one, and a page asks for its style. */
const PER_MINUTE = 600;
const HTML = 'text/html; charset=utf-8';

/** GET alone, no cookie read or set, nothing kept about who looked. */
export function servePublicPages(server: FastifyInstance, pages: readonly PublicPage[]): void {
  const limit = server.createRateLimit({ max: PER_MINUTE, timeWindow: 60_000, keyGenerator: (request) => request.ip });
  for (const page of pages) {
    server.get(page.path, async (request, reply) => {
      const checked = await limit(request);
      if (!checked.isAllowed && checked.isExceeded) return refuse(reply, FAULTS.tooMany);
      const params = request.params as Record<string, string>;
      return give(reply, await page.handle({ params, query: plain(request.query), now: new Date() }));
    });
  }
}

function plain(query: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(query as object).filter(([, value]) => typeof value === 'string'));
}

function give(reply: FastifyReply, given: PublicReply): FastifyReply {
  reply.header('cache-control', 'no-cache');
  if (given.status === 'missing') return reply.code(404).type(HTML).send(MISSING);
  if (given.status === 'page') {
    if (given.script) reply.header('content-security-policy', ownPolicy(given.html));
    return reply.type(HTML).send(given.html);
  }
  const { name, type, bytes, shown } = given;
  const disposition = `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`;
  return reply.type(type).header('content-disposition', disposition).send(bytes);
}

const MISSING = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>没有这个页面</title><p>没有这个页面，或者还没有公布。</p><p><a href="/quiz">看全部竞答</a></p></html>`;

/** For a page that is whole in itself: the scripts and styles that stand in it by their hashes, and nothing else. */
function ownPolicy(html: string): string {
  const hashes = (tag: 'script' | 'style') =>
    [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))]
      .map(([, inner = '']) => `'sha256-${createHash('sha256').update(inner).digest('base64')}'`)
      .join(' ');
  const sources = `default-src 'none'; script-src ${hashes('script')}; style-src ${hashes('style')}`;
  return `${sources}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}
