import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { toString as drawQrCode } from 'qrcode';
import { YiwenError } from '../lib/errors.js';
import { isForeign } from '../lib/same-origin.js';
import type { Markup } from '../pages/markup.js';
import { enrolmentUri } from '../staff/second-factor.js';
import {
  choosePassword,
  giveCode,
  hashToken,
  prove,
  type Session,
  type Stage,
  secretToEnrol,
  signIn,
  signOut,
} from '../staff/sign-in.js';
import type { Mounting } from './desk-routes.js';
import { readForm } from './form-body.js';
import { type Guest, giveToken, guestOf, requireOwnForm, takeToken } from './gate.js';
import { newPasswordIn } from './new-password.js';
import { respond, respondProblem } from './respond.js';
import { CodePage, EnrolPage, PasswordPage, SignInPage, SignOutPage, UnlockPage } from './sign-in-pages.js';

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Name and password, an own password, the second factor: one page each, in this order and in no other. */
export function mountSignIn(server: FastifyInstance, mounting: Mounting): void {
  const { options, desks, vault } = mounting;
  const secure = options.secureCookie ?? false;
  const show = (reply: FastifyReply, guest: Guest | undefined, title: string, body: Markup) =>
    respond(reply, { options, desks, guest, path: '/sign-in' }, { status: 'page', title, body });
  const refuse = (reply: FastifyReply, guest: Guest | undefined, error: unknown, back: string) =>
    respondProblem(reply, { options, desks, guest, path: '/sign-in' }, error, back);
  /** A step of signing in: only for who stands there. */
  const at =
    (
      stages: readonly Stage[],
      handler: (guest: Guest, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
    ): Handler =>
    async (request, reply) => {
      const guest = await guestOf(options, request);
      if (!guest) return reply.redirect('/sign-in', 303);
      if (!stages.includes(guest.session.stage)) return reply.redirect(pathOf(guest.session), 303);
      try {
        if (request.method === 'POST') requireOwnForm(request, guest.token, options.origins ?? []);
        return await handler(guest, request, reply);
      } catch (error) {
        return refuse(reply, guest, error, request.url);
      }
    };

  server.get('/sign-in', async (request, reply) => {
    return show(reply, undefined, '登录', <SignInPage next={nextIn(request)} />);
  });

  server.post('/sign-in', { config: { rateLimit: { max: 30, timeWindow: 300_000 } } }, async (request, reply) => {
    const form = readForm(request.body);
    try {
      requireOwnOrigin(request, options.origins ?? []);
      const now = options.clock.now();
      const { token, keyring } = await signIn(options, form.text('login'), form.text('password'), now);
      giveToken(reply, token, secure);
      vault.put(hashToken(token), keyring, now);
      return reply.redirect(`/sign-in/next?next=${encodeURIComponent(ownPath(form.text('next')))}`, 303);
    } catch (error) {
      return refuse(reply, undefined, error, '/sign-in');
    }
  });

  server.get('/sign-in/next', async (request, reply) => {
    const guest = await guestOf(options, request);
    const next = nextIn(request);
    return reply.redirect(
      `${guest ? pathOf(guest.session) : '/sign-in'}${next && `?next=${encodeURIComponent(next)}`}`,
      303,
    );
  });

  const choosing: readonly Stage[] = ['choose-password'];
  server.get(
    '/sign-in/password',
    at(choosing, (guest, _, reply) => show(reply, guest, '设置您自己的口令', <PasswordPage />)),
  );
  server.post(
    '/sign-in/password',
    at(choosing, async ({ session }, request, reply) => {
      const now = options.clock.now();
      const keyring = vault.get(session.tokenHash, now);
      if (!keyring) throw new YiwenError('staff.sign-in-failed', '登录已过期', '请用一次性口令重新登录');
      await choosePassword(options, {
        session,
        keyring,
        password: newPasswordIn(readForm(request.body)),
        at: now,
      });
      return reply.redirect('/sign-in/enrol', 303);
    }),
  );

  const enrolling: readonly Stage[] = ['enrol'];
  server.get(
    '/sign-in/enrol',
    at(enrolling, async (guest, _, reply) => {
      const secret = await secretToEnrol(options, guest.session.member.id);
      if (!secret) return reply.redirect('/sign-in', 303);
      const picture = await drawQrCode(enrolmentUri(secret, guest.session.member.login), { type: 'svg', margin: 1 });
      return show(reply, guest, '绑定动态码', <EnrolPage picture={picture} secret={secret} />);
    }),
  );
  const takeCode = at(['enrol', 'second-factor'], async ({ session }, request, reply) => {
    const form = readForm(request.body);
    await giveCode(options, session, form.text('code'), options.clock.now());
    return reply.redirect(ownPath(form.text('next')) || '/', 303);
  });
  server.post('/sign-in/enrol', takeCode);
  server.get(
    '/sign-in/code',
    at(['second-factor'], (guest, request, reply) => show(reply, guest, '动态码', <CodePage next={nextIn(request)} />)),
  );
  server.post('/sign-in/code', takeCode);

  const inside: readonly Stage[] = ['complete'];
  server.get(
    '/unlock',
    at(inside, (guest, request, reply) =>
      show(reply, guest, '请再输入一次口令', <UnlockPage next={nextIn(request)} />),
    ),
  );
  server.post(
    '/unlock',
    at(inside, async ({ session }, request, reply) => {
      const form = readForm(request.body);
      const now = options.clock.now();
      vault.put(session.tokenHash, await prove(options, session, form.text('password'), now), now);
      return reply.redirect(ownPath(form.text('next')) || '/', 303);
    }),
  );
  server.get(
    '/sign-out',
    at(inside, (guest, _, reply) => show(reply, guest, '退出登录', <SignOutPage />)),
  );
  server.post(
    '/sign-out',
    at(inside, async ({ session }, _, reply) => {
      await signOut(options, session, options.clock.now());
      vault.drop(session.tokenHash);
      takeToken(reply);
      return reply.redirect('/sign-in', 303);
    }),
  );
}

const PATHS: Readonly<Record<Stage, string>> = {
  'choose-password': '/sign-in/password',
  enrol: '/sign-in/enrol',
  'second-factor': '/sign-in/code',
  complete: '/',
};
const pathOf = ({ stage }: Session): string => PATHS[stage];

/** Only a path of this console: `//elsewhere` and full addresses lead nowhere. */
const ownPath = (path: string): string => (/^\/(?![/\\])[^\s]{0,400}$/.test(path) ? path : '');

/** Where somebody wanted to go before they had to sign in. */
const nextIn = (request: FastifyRequest): string => ownPath((request.query as { next?: string }).next ?? '');

/** Nobody is signed in yet, so there is no form token: the origin has to do. */
function requireOwnOrigin(request: FastifyRequest, origins: readonly string[]): void {
  if (!isForeign(request, origins)) return;
  throw new YiwenError('console.foreign-form', '这个表单不是从本工作台提交的', '请从登录页登录');
}
