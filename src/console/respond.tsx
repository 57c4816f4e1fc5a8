import type { FastifyReply } from 'fastify';
import type { Desk, DeskReply } from '../casework/desk.js';
import { may, roleNames } from '../domain/staff.js';
import { YiwenError } from '../lib/errors.js';
import { drawPage, type MenuEntry } from '../pages/layout.js';
import type { Markup } from '../pages/markup.js';
import { Notice } from '../pages/parts.js';
import { changeSession } from '../staff/account-tables.js';
import { formTokenOf, type Guest } from './gate.js';
import type { ConsoleOptions } from './options.js';

const HTML = 'text/html; charset=utf-8';

export interface Responding {
  readonly options: ConsoleOptions;
  readonly desks: readonly Desk[];
  readonly guest: Guest | undefined;
  /** The path asked for: the menu marks it. */
  readonly path: string;
}

/** A desk's reply as the browser gets it. */
export async function respond(reply: FastifyReply, responding: Responding, answer: DeskReply): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  if (answer.status === 'file') {
    const name = encodeURIComponent(answer.name);
    return reply
      .type(answer.type)
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(answer.bytes);
  }
  if (answer.status === 'go') {
    await leaveWord(responding, answer.said ?? null);
    return reply.redirect(answer.to, 303);
  }
  if (answer.again) reply.header('refresh', String(answer.again));
  return reply.type(HTML).send(await page(responding, answer.title, answer.body));
}

async function leaveWord({ options, guest }: Responding, said: string | null): Promise<void> {
  if (!guest || guest.session.said === said) return;
  await options.store.transaction((tx) => changeSession(tx, guest.session.tokenHash, { said }));
}

async function page(responding: Responding, title: string, body: Markup): Promise<string> {
  const { options, guest } = responding;
  const said = guest?.session.said ?? undefined;
  if (said) await leaveWord(responding, null);
  const member = guest?.session.stage === 'complete' ? guest.session.member : undefined;
  const roles = member?.roles.map((role) => roleNames[role]).join('、') ?? '';
  return drawPage(
    {
      ...{ bureau: options.bureau, title, menu: menuFor(responding) },
      formToken: guest ? formTokenOf(guest.token) : '',
      ...(member ? { who: { name: member.name, roles } } : {}),
      ...(said ? { said } : {}),
    },
    body,
  );
}

function menuFor({ desks, guest, path }: Responding): MenuEntry[] {
  if (guest?.session.stage !== 'complete') return [];
  const { member } = guest.session;
  const mine = desks.filter(({ sees }) => sees.length === 0 || sees.some((permission) => may(member, permission)));
  return mine.map(({ name, title }) => {
    const to = name === '' ? '/' : `/${name}`;
    return { title, path: to, here: name === '' ? path === '/' : path === to || path.startsWith(`${to}/`) };
  });
}

const HTTP_STATUS: Readonly<Record<string, number>> = {
  'console.not-found': 404,
  'console.denied': 403,
  'console.foreign-form': 403,
  'console.too-many': 429,
  'console.too-large': 413,
};

const statusOf = (code: string): number => {
  if (HTTP_STATUS[code]) return HTTP_STATUS[code];
  if (/unknown/.test(code)) return 404;
  if (/denied|conflict-of-interest/.test(code)) return 403;
  if (/changed-meanwhile/.test(code)) return 409;
  return 400;
};

/** What went wrong, in words, with what to do; an own fault is logged and said without detail. */
export async function respondProblem(
  reply: FastifyReply,
  responding: Responding,
  error: unknown,
  back: string,
): Promise<FastifyReply> {
  const known = error instanceof YiwenError ? error : undefined;
  if (!known) responding.options.log.error('console.failed', { error, path: responding.path });
  const unlock = known && /^sealing\.(?:locked)$/.test(known.code);
  const body = (
    <>
      <Notice tone="late">
        <p>
          <b>{known?.message ?? '抱歉，刚才没能处理好'}</b>
        </p>
        <p>{known?.remedy ?? '没有保存任何改动。请稍后再试；反复出现请联系系统管理员'}。</p>
        <p class="hint">代码 {known?.code ?? 'console.failed'}</p>
      </Notice>
      <p>
        <a class="button" href={unlock ? `/unlock?next=${encodeURIComponent(back)}` : back}>
          {unlock ? '输入口令解锁' : '返回'}
        </a>
      </p>
    </>
  );
  const title = known ? '没有办成' : '出错了';
  return reply
    .code(known ? statusOf(known.code) : 500)
    .header('cache-control', 'no-store')
    .type(HTML)
    .send(await page(responding, title, body));
}
