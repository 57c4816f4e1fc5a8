import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { toString as drawQrCode } from 'qrcode';
import { YiwenError } from '../lib/errors.js';
import { Button, Form, TextField } from '../pages/form.js';
import type { Markup } from '../pages/markup.js';
import { Notice } from '../pages/parts.js';
import { enrolmentUri } from '../staff/second-factor.js';
import {
  choosePassword,
  giveCode,
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
import { respond, respondProblem } from './respond.js';

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
    const { next = '' } = request.query as { next?: string };
    return show(reply, undefined, '登录', <SignInPage next={ownPath(next)} />);
  });

  server.post('/sign-in', { config: { rateLimit: { max: 30, timeWindow: 300_000 } } }, async (request, reply) => {
    const form = readForm(request.body);
    try {
      requireOwnOrigin(request, options.origins ?? []);
      const now = options.clock.now();
      const { token, keyring } = await signIn(options, form.text('login'), form.text('password'), now);
      giveToken(reply, token, secure);
      const guest = await guestOf(options, withCookie(request, token));
      if (guest) vault.put(guest.session.tokenHash, keyring, now);
      return reply.redirect(`/sign-in/next?next=${encodeURIComponent(ownPath(form.text('next')))}`, 303);
    } catch (error) {
      return refuse(reply, undefined, error, '/sign-in');
    }
  });

  server.get('/sign-in/next', async (request, reply) => {
    const guest = await guestOf(options, request);
    return reply.redirect(guest ? pathOf(guest.session) : '/sign-in', 303);
  });

  const choosing: readonly Stage[] = ['choose-password'];
  server.get(
    '/sign-in/password',
    at(choosing, (guest, _, reply) => show(reply, guest, '设置您自己的口令', <PasswordPage />)),
  );
  server.post(
    '/sign-in/password',
    at(choosing, async ({ session }, request, reply) => {
      const form = readForm(request.body);
      const now = options.clock.now();
      const keyring = vault.get(session.tokenHash, now);
      if (!keyring) throw new YiwenError('staff.sign-in-failed', '登录已过期', '请用一次性口令重新登录');
      await choosePassword(options, {
        session,
        keyring,
        password: sameTwice(form.text('password'), form.text('again')),
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
    await giveCode(options, session, readForm(request.body).text('code'), options.clock.now());
    return reply.redirect('/', 303);
  });
  server.post('/sign-in/enrol', takeCode);
  server.get(
    '/sign-in/code',
    at(['second-factor'], (guest, _, reply) => show(reply, guest, '动态码', <CodePage />)),
  );
  server.post('/sign-in/code', takeCode);

  const inside: readonly Stage[] = ['complete'];
  server.get(
    '/unlock',
    at(inside, (guest, request, reply) => {
      const { next = '' } = request.query as { next?: string };
      return show(reply, guest, '请再输入一次口令', <UnlockPage next={ownPath(next)} />);
    }),
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

function sameTwice(password: string, again: string): string {
  if (password === again) return password;
  throw new YiwenError('staff.password-differs', '两次输入的口令不一样', '请重新输入两次');
}

/** Nobody is signed in yet, so there is no form token: the origin has to do. */
function requireOwnOrigin(request: FastifyRequest, origins: readonly string[]): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const host = origin !== undefined && URL.canParse(origin) ? new URL(origin).host : undefined;
  const own = site === undefined || site === 'same-origin';
  if (own && (origin === undefined || origins.includes(origin) || host === request.host)) return;
  throw new YiwenError('console.foreign-form', '这个表单不是从本工作台提交的', '请从登录页登录');
}

const withCookie = (request: FastifyRequest, token: string): FastifyRequest =>
  Object.assign(Object.create(request) as FastifyRequest, { cookies: { ...request.cookies, yiwen_staff: token } });

function SignInPage({ next }: { readonly next: string }): Markup {
  return (
    <Form action="/sign-in" class="narrow">
      <input type="hidden" name="next" value={next} />
      <TextField name="login" label="登录名" required autocomplete="username" most={64} />
      <TextField name="password" label="口令" type="password" required autocomplete="current-password" />
      <Button>登录</Button>
      <p class="hint">首次启动时，系统管理员的登录名和一次性口令显示在运行医问的终端上。</p>
    </Form>
  );
}

function PasswordPage(): Markup {
  return (
    <Form action="/sign-in/password" class="narrow">
      <p class="about">这个口令也用来打开您有权查看的加密内容。口令不能找回：忘了只能重设，并由同事重新授予密钥。</p>
      <TextField
        name="password"
        label="新口令"
        hint="12个字符以上，不含登录名"
        type="password"
        required
        autocomplete="new-password"
      />
      <TextField name="again" label="再输入一次" type="password" required autocomplete="new-password" />
      <Button>保存口令</Button>
    </Form>
  );
}

function EnrolPage({ picture, secret }: { readonly picture: string; readonly secret: string }): Markup {
  const image = `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`;
  return (
    <Form action="/sign-in/enrol" class="narrow">
      <p class="about">用手机上的身份验证器扫这个码，再填上面显示的6位数字。以后每次登录都要填。</p>
      <img class="qr" src={image} alt="绑定动态码的二维码" width="220" height="220" />
      <p class="hint">
        扫不了就手工输入：<code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <CodeField />
      <Button>完成绑定</Button>
    </Form>
  );
}

function CodePage(): Markup {
  return (
    <Form action="/sign-in/code" class="narrow">
      <CodeField />
      <Button>继续</Button>
    </Form>
  );
}

const CodeField = (): Markup => (
  <TextField
    name="code"
    label="动态码"
    hint="手机上的6位数字"
    required
    inputmode="numeric"
    autocomplete="one-time-code"
    most={8}
  />
);

function UnlockPage({ next }: { readonly next: string }): Markup {
  return (
    <Form action="/unlock" class="narrow">
      <Notice>查看加密内容、导出和管理密钥，要确认是您本人。口令不会保存，10分钟内不再询问。</Notice>
      <input type="hidden" name="next" value={next} />
      <TextField name="password" label="您的登录口令" type="password" required autocomplete="current-password" />
      <Button>解锁</Button>
    </Form>
  );
}

const SignOutPage = (): Markup => (
  <Form action="/sign-out" class="narrow">
    <p class="about">退出后，您打开的加密内容会立即锁上。</p>
    <Button>退出登录</Button>
  </Form>
);
