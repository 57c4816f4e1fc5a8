import { readFile } from 'node:fs/promises';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import type { Desk } from '../casework/desk.js';
import { YiwenError } from '../lib/errors.js';
import { pageHeaders } from '../lib/served.js';
import { reportDesk } from '../services/report/desk.js';
import { IDLE_MS } from '../staff/sign-in.js';
import { mountDesks } from './desk-routes.js';
import { auditDesk } from './desks/audit.js';
import { exportDesk } from './desks/exports.js';
import { keysDesk } from './desks/keys.js';
import { meDesk } from './desks/me.js';
import { staffDesk } from './desks/staff.js';
import { todayDesk } from './desks/today.js';
import { guestOf } from './gate.js';
import type { ConsoleOptions } from './options.js';
import { respondProblem } from './respond.js';
import { mountSignIn } from './sign-in-routes.js';
import { createVault } from './vault.js';

const BODY_LIMIT = 256 * 1_024;
const UPLOAD = { fileSize: 20 * 1_024 * 1_024, files: 10, fields: 60, fieldSize: 64 * 1_024 };

/** The staff console: sign-in, the house's own desks and those of the services. */
export async function buildConsole(options: ConsoleOptions): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: BODY_LIMIT,
    trustProxy: options.trustProxy ?? false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  });
  await server.register(helmet, pageHeaders({ images: ['data:'], forms: ["'self'"] }));
  await server.register(cookie);
  await server.register(formbody);
  await server.register(multipart, { attachFieldsToBody: true, limits: UPLOAD });
  await server.register(rateLimit, { max: 600, timeWindow: 60_000 });
  const vault = createVault(IDLE_MS);
  const desks = houseDesks(options);
  const mounting = { options, desks, vault };
  server.setErrorHandler(async (error, request, reply) => {
    const guest = await guestOf(options, request);
    const responding = { options, desks, guest, path: request.url };
    return respondProblem(reply, responding, refusal(error), '/');
  });
  server.setNotFoundHandler(async (request, reply) => {
    const guest = await guestOf(options, request);
    const missing = new YiwenError('console.not-found', '没有这个页面', '请从左边的菜单进入');
    return respondProblem(reply, { options, desks, guest, path: request.url }, missing, '/');
  });
  for (const [name, type] of [
    ['console.css', 'text/css; charset=utf-8'],
    ['console.js', 'text/javascript; charset=utf-8'],
  ] as const) {
    const body = await readFile(new URL(`./page/${name}`, import.meta.url), 'utf8');
    server.get(`/${name}`, async (_, reply) => reply.type(type).header('cache-control', 'no-cache').send(body));
  }
  mountSignIn(server, mounting);
  mountDesks(server, mounting);
  return server;
}

/** Today first, then the services in their order, then what the house itself keeps. */
function houseDesks({ desks, auditHeads, bureau }: ConsoleOptions): Desk[] {
  const audit = auditDesk(auditHeads);
  const counting = [...desks, audit];
  const sheets = counting.flatMap(({ sheets = [] }) => sheets);
  const shared = [exportDesk(sheets), reportDesk(counting, bureau)];
  return [todayDesk(desks), ...desks, ...shared, staffDesk(), keysDesk(), audit, meDesk()];
}

/** What the web framework refuses, in words. */
function refusal(error: unknown): unknown {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  if (status === 429) return new YiwenError('console.too-many', '操作太快了', '请过几分钟再试');
  if (status === 413) return new YiwenError('console.too-large', '提交的内容太大', '文件不超过20兆；文字请分几次提交');
  if (status === 400 || status === 415)
    return new YiwenError('console.bad-request', '请求的格式不对', '请返回页面重新提交');
  return error;
}
