import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { isFromElsewhere } from '../../lib/same-origin.js';
import { pageHeaders } from '../../lib/served.js';
import type { Deliver } from '../channel.js';
import { FAULTS, faultBody, faultOf } from './faults.js';
import { issueSender, readSender } from './identity.js';
import { serveMessages } from './messages.js';
import type { WebChatOptions } from './options.js';
import { loadPage, type PageFile } from './page.js';
import { servePublicPages } from './public-pages.js';
import { serveReplies } from './replies.js';
import { createTakers, serveUploads } from './uploads.js';

/** Room for 4,000 characters of three bytes and their wrapping. */
const BODY_LIMIT = 16 * 1_024;

export async function buildServer(options: WebChatOptions, deliver: Deliver): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: BODY_LIMIT,
    trustProxy: options.trustProxy ?? false,
    forceCloseConnections: 'idle',
  });
  await server.register(helmet, pageHeaders());
  await server.register(cookie, { secret: options.secret });
  await server.register(rateLimit, { global: false });
  server.setErrorHandler((error, _request, reply) => {
    const fault = faultOf(error);
    if (fault === FAULTS.failed)
      options.notify?.({ level: 'error', code: fault.code, text: '网页对话出错', cause: error });
    return reply.code(fault.httpStatus).send(faultBody(fault));
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send(faultBody(FAULTS.missing)));
  server.get('/api/health', async () => ({ status: 'ok' }));
  servePage(server, await loadPage(options), options.secureCookie ?? false);
  const takers = createTakers();
  const noting: Deliver = async (message) => {
    const reply = await deliver(message);
    takers.note(message.sender, reply.takesFiles === true);
    return reply;
  };
  serveMessages(server, options, noting);
  serveUploads(server, options, noting, takers);
  serveReplies(server, options);
  servePublicPages(server, options.publicPages ?? []);
  return server;
}

function servePage(server: FastifyInstance, files: readonly PageFile[], secureCookie: boolean): void {
  for (const { path, type, body } of files) {
    server.get(path, async (request, reply) => {
      if (path === '/' && !readSender(request) && !isFromElsewhere(request)) issueSender(reply, secureCookie);
      return reply.type(type).header('cache-control', 'no-cache').send(body);
    });
  }
}
