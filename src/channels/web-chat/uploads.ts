import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type IncomingMessage, LARGEST_ATTACHMENT } from '../../domain/message.js';
import { isForeign } from '../../lib/same-origin.js';
import type { Deliver } from '../channel.js';
import { FAULTS, FILE_TOO_LARGE } from './faults.js';
import { readSender } from './identity.js';
import { createSpeedCheck, messageId, refuse } from './messages.js';
import type { WebChatOptions } from './options.js';

const TYPE = 'application/octet-stream';
/** Files a minute: a file is a hundred times a message. */
const FILES_PER_MINUTE = { sender: 12, address: 60 };
const querySchema = z.strictObject({ id: messageId, name: z.string().max(255) });

/** Senders whose last reply asked for files, in memory: nobody else's bytes are read at all. */
export interface Takers {
  note(sender: string, takesFiles: boolean): void;
  has(sender: string): boolean;
}

/** @param capacity senders remembered; the one who was asked longest ago is forgotten first */
export function createTakers(capacity = 5_000): Takers {
  const senders = new Set<string>();
  return {
    note(sender, takesFiles) {
      senders.delete(sender);
      if (takesFiles) senders.add(sender);
      const oldest = senders.values().next().value;
      if (senders.size > capacity && oldest !== undefined) senders.delete(oldest);
    },
    has: (sender) => senders.has(sender),
  };
}

/** `POST /api/files?id=…&name=…` with the bytes of one file → the reply, or `{code, message, remedy}`. */
export function serveUploads(server: FastifyInstance, options: WebChatOptions, deliver: Deliver, takers: Takers): void {
  const tooFast = createSpeedCheck(server, FILES_PER_MINUTE);
  server.addContentTypeParser(TYPE, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  server.post('/api/files', {
    bodyLimit: LARGEST_ATTACHMENT,
    onRequest: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      if (isForeign(request, options.origins ?? [])) return refuse(reply, FAULTS.foreign);
      const sender = readSender(request);
      if (!sender || !takers.has(sender)) return refuse(reply, FAULTS.notNow);
      if (await tooFast(request)) return refuse(reply, FAULTS.tooMany);
    },
    // What the body is too large for is said of files, not of messages.
    errorHandler: (error, _request, reply) =>
      error.statusCode === 413 ? refuse(reply, FILE_TOO_LARGE) : server.errorHandler(error, _request, reply),
    handler: async (request, reply) => {
      const parsed = querySchema.safeParse(request.query);
      const sender = readSender(request);
      if (!parsed.success || !sender || !Buffer.isBuffer(request.body)) return refuse(reply, FAULTS.invalid);
      return deliver(incoming(sender, parsed.data, request.body));
    },
  });
}

function incoming(sender: string, { id, name }: z.infer<typeof querySchema>, bytes: Buffer): IncomingMessage {
  const attachments = [{ name, size: bytes.length, read: async () => bytes }];
  const address = { channel: 'web-chat', chat: sender, sender };
  return { ...address, id, kind: 'image', text: '', sentAt: new Date(), attachments };
}
