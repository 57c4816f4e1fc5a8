import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { IncomingMessage } from '../../domain/message.js';
import { isForeign } from '../../lib/same-origin.js';
import { type Deliver, MAX_INCOMING_CHARACTERS } from '../channel.js';
import { FAULTS, type Fault, faultBody } from './faults.js';
import { deviceOf, issueSender, readSender } from './identity.js';
import type { WebChatOptions } from './options.js';

/** The page makes the id, so that a message sent again after a broken connection is known to be the same. */
export const messageId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
const messageSchema = z.strictObject({
  id: messageId,
  text: z.string().trim().min(1).max(MAX_INCOMING_CHARACTERS),
});

const DEFAULT_PER_MINUTE = { sender: 30, address: 300 };

/** `POST /api/messages {id, text}` → the reply, or `{code, message, remedy}`. */
export function serveMessages(server: FastifyInstance, options: WebChatOptions, deliver: Deliver): void {
  const tooFast = createSpeedCheck(server, options.messagesPerMinute ?? DEFAULT_PER_MINUTE);

  server.post('/api/messages', {
    onRequest: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      if (isForeign(request, options.origins ?? [])) return refuse(reply, FAULTS.foreign);
      if (await tooFast(request)) return refuse(reply, FAULTS.tooMany);
    },
    handler: async (request, reply) => {
      const parsed = messageSchema.safeParse(request.body);
      if (!parsed.success) return refuse(reply, FAULTS.invalid);
      const sender = readSender(request) ?? issueSender(reply, options.secureCookie ?? false);
      // A failure goes to the error handler: unlike a chat platform, the page can offer to send the same id again.
      return deliver({ ...incoming(sender, parsed.data), device: deviceOf(request, options.secret) });
    },
  });
}

function incoming(sender: string, { id, text }: z.infer<typeof messageSchema>): IncomingMessage {
  return { channel: 'web-chat', chat: sender, sender, id, kind: 'text', text, sentAt: new Date() };
}

export function refuse(reply: FastifyReply, fault: Fault): FastifyReply {
  return reply.code(fault.httpStatus).send(faultBody(fault));
}

/** One sender may not be fast, nor may one network address with many cookies; who has no cookie counts as one sender. */
export function createSpeedCheck(
  server: FastifyInstance,
  perMinute: { readonly sender: number; readonly address: number },
): (request: FastifyRequest) => Promise<boolean> {
  const bySender = server.createRateLimit({
    max: perMinute.sender,
    timeWindow: 60_000,
    keyGenerator: (request) => readSender(request) ?? `address ${request.ip}`,
  });
  const byAddress = server.createRateLimit({ max: perMinute.address, timeWindow: 60_000, keyGenerator: (r) => r.ip });
  return async (request) => {
    const checks = [await bySender(request), await byAddress(request)];
    return checks.some((check) => !check.isAllowed && check.isExceeded);
  };
}
