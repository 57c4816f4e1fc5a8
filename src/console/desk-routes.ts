import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Desk, DeskRequest, Route } from '../casework/desk.js';
import { actorOf, may } from '../domain/staff.js';
import { YiwenError } from '../lib/errors.js';
import { appendAudit } from '../storage/audit.js';
import { readForm } from './form-body.js';
import { type Guest, guestOf, requireOwnForm } from './gate.js';
import type { ConsoleOptions } from './options.js';
import { respond, respondProblem } from './respond.js';
import type { Vault } from './vault.js';

export interface Mounting {
  readonly options: ConsoleOptions;
  readonly desks: readonly Desk[];
  readonly vault: Vault;
}

/** Every page of every desk, behind sign-in and its permission. */
export function mountDesks(server: FastifyInstance, mounting: Mounting): void {
  for (const desk of mounting.desks) {
    const base = desk.name === '' ? '' : `/${desk.name}`;
    for (const route of desk.routes) {
      const url = route.path === '/' ? base || '/' : base + route.path;
      server.route({ method: route.method, url, handler: (request, reply) => serve(mounting, route, request, reply) });
    }
  }
}

const pathOf = (request: FastifyRequest) => request.url.split('?')[0] ?? '/';

async function serve(
  { options, desks, vault }: Mounting,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const guest = await guestOf(options, request);
  const path = pathOf(request);
  const next = route.method === 'GET' ? request.url : backOf(request);
  if (guest?.session.stage !== 'complete')
    return reply.redirect(guest ? '/sign-in/next' : `/sign-in?next=${encodeURIComponent(next)}`, 303);
  const responding = { options, desks, guest, path };
  try {
    if (route.method === 'POST') requireOwnForm(request, guest.token, options.origins ?? []);
    await requirePermission(options, guest, route, path);
    if (route.proved && !guest.session.proved && route.method === 'GET')
      return reply.redirect(`/unlock?next=${encodeURIComponent(next)}`, 303);
    if (route.proved && !guest.session.proved)
      throw new YiwenError('sealing.locked', '这一步要重新输入口令', '请输入口令解锁，再提交一次');
    return await respond(reply, responding, await route.handle(await deskRequest(options, guest, vault, request)));
  } catch (error) {
    return respondProblem(reply, responding, error, next);
  }
}

/** The page that a form was on: only a path of this console. */
function backOf(request: FastifyRequest): string {
  const { referer } = request.headers;
  if (!referer || !URL.canParse(referer)) return '/';
  const url = new URL(referer);
  return url.host === request.host ? url.pathname + url.search : '/';
}

async function requirePermission(
  { store, clock }: ConsoleOptions,
  { session }: Guest,
  { needs }: Route,
  path: string,
): Promise<void> {
  const any = typeof needs === 'string' ? [needs] : needs;
  if (any.length === 0 || any.some((permission) => may(session.member, permission))) return;
  const entry = { at: clock.now(), actor: actorOf(session.member), action: 'console.denied', subject: path };
  await store.transaction((tx) => appendAudit(tx, entry));
  throw new YiwenError('console.denied', '您没有这一页的权限', '需要时请系统管理员调整您的角色');
}

async function deskRequest(
  { store, clock, seal }: ConsoleOptions,
  { session }: Guest,
  vault: Vault,
  request: FastifyRequest,
): Promise<DeskRequest> {
  const now = clock.now();
  const keyring = vault.get(session.tokenHash, now);
  await keyring?.refresh(store.read);
  return {
    ...{ member: session.member, now, store, keyring },
    params: request.params as Record<string, string>,
    query: plainQuery(request.query),
    form: readForm(request.body),
    seal: await seal(),
  };
}

function plainQuery(query: unknown): Record<string, string> {
  const entries = Object.entries(typeof query === 'object' && query !== null ? query : {});
  return Object.fromEntries(
    entries.map(([name, value]) => [name, String(Array.isArray(value) ? value.at(-1) : value)]),
  );
}
