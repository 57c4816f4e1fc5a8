import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

const COOKIE = 'yiwen_sender';
/** 128 bits in base64url. */
const SENDER = /^[A-Za-z0-9_-]{22}$/;

/** Who wrote: the number in a cookie that this bureau signed. */
export function readSender(request: FastifyRequest): string | undefined {
  const cookie = request.cookies[COOKIE];
  if (!cookie) return undefined;
  const { valid, value } = request.unsignCookie(cookie);
  return valid && SENDER.test(value) ? value : undefined;
}

/** A new number for a browser that has none. It goes when the browser is closed: machines in a hall are shared. */
export function issueSender(reply: FastifyReply, secure: boolean): string {
  const sender = randomBytes(16).toString('base64url');
  reply.setCookie(COOKIE, sender, { signed: true, httpOnly: true, sameSite: 'strict', secure, path: '/' });
  return sender;
}

/** What stands for the device, as far as a page tells: a keyed hash of address and browser. Neither is kept or logged. */
export function deviceOf({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>, secret: string): string {
  const told = JSON.stringify([ip, headers['user-agent'] ?? '']);
  return createHmac('sha256', secret).update(`device ${told}`).digest('base64url').slice(0, 22);
}
