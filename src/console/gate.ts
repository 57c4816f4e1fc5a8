import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { YiwenError } from '../lib/errors.js';
import { sameSecret } from '../lib/ids.js';
import { isForeign } from '../lib/same-origin.js';
import { FORM_TOKEN_FIELD } from '../pages/form.js';
import type { Session } from '../staff/sign-in.js';
import { sessionOf } from '../staff/sign-in.js';
import { readForm } from './form-body.js';
import type { ConsoleOptions } from './options.js';

const COOKIE = 'yiwen_staff';

export interface Guest {
  readonly token: string;
  readonly session: Session;
}

/** Who asks, by the cookie; undefined for nobody. */
export async function guestOf(options: ConsoleOptions, request: FastifyRequest): Promise<Guest | undefined> {
  const token = request.cookies[COOKIE];
  if (!token || token.length > 64) return undefined;
  const session = await sessionOf(options, token, options.clock.now());
  return session && { token, session };
}

export function giveToken(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(COOKIE, token, { httpOnly: true, sameSite: 'strict', secure, path: '/' });
}

export const takeToken = (reply: FastifyReply): void => void reply.clearCookie(COOKIE, { path: '/' });

/** What a form of this session carries; of no use to any other. */
export const formTokenOf = (token: string): string => createHash('sha256').update(`form ${token}`).digest('base64url');

/**
 * A form has to come from a page of this console: browsers say so in Sec-Fetch-Site and Origin, and the form's own
 * token proves it (ASVS 5.0, 3.5.1).
 * @throws YiwenError `console.foreign-form`
 */
export function requireOwnForm(request: FastifyRequest, token: string, origins: readonly string[]): void {
  const shown = readForm(request.body).text(FORM_TOKEN_FIELD);
  if (!isForeign(request, origins) && sameSecret(shown, formTokenOf(token))) return;
  throw new YiwenError(
    'console.foreign-form',
    '这个表单不是从本工作台提交的，或页面已过期',
    '请返回上一页，刷新后再提交一次',
  );
}
