import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Mailbox, Waiting } from '../../domain/mailbox.js';
import type { Address } from '../../domain/message.js';
import { isForeign } from '../../lib/same-origin.js';
import { FAULTS, faultBody } from './faults.js';
import { readSender } from './identity.js';
import type { WebChatOptions } from './options.js';

/** How long a page waits for a reply of staff before it asks again: proxies often cut a request off after a minute. */
const WAIT_MS = 25_000;
/** How often the mailbox is looked into meanwhile: an indexed look-up, well under a millisecond. */
const LOOK_MS = 1_000;
/** Pages that may wait at once, in all and of one person; beyond, a page is answered at once and comes again later. */
const MOST_WAITING = { all: 500, own: 3 };
const PER_MINUTE = { sender: 90, address: 3_000 };

/** The ids of what the page showed since it asked last. */
const query = z.object({
  seen: z
    .string()
    .max(4_000)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.string().regex(/^[\w.-]{1,100}$/)).max(50))
    .default([]),
});

/** What the page gets: the replies, and after how long it may ask again. `again` is false where none ever come. */
interface Fetched {
  readonly replies: readonly Waiting[];
  readonly again: boolean;
  readonly afterMs: number;
}

/** `GET /api/replies?seen=id,id` waits for what staff say. Each reply is given until it is named as seen. */
export function serveReplies(server: FastifyInstance, options: WebChatOptions): void {
  const { mailbox } = options;
  const ending = new AbortController();
  const waiting: string[] = [];
  server.addHook('preClose', async () => ending.abort());
  const limits = [
    server.createRateLimit({ max: PER_MINUTE.sender, timeWindow: 60_000, keyGenerator: (r) => readSender(r) ?? r.ip }),
    server.createRateLimit({ max: PER_MINUTE.address, timeWindow: 60_000, keyGenerator: (r) => r.ip }),
  ];

  server.get('/api/replies', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const refuse = (fault: (typeof FAULTS)[keyof typeof FAULTS]) => reply.code(fault.httpStatus).send(faultBody(fault));
    if (isForeign(request, options.origins ?? [])) return refuse(FAULTS.foreign);
    for (const limit of limits) {
      const checked = await limit(request);
      if (!checked.isAllowed && checked.isExceeded) return refuse(FAULTS.tooMany);
    }
    const asked = query.safeParse(request.query);
    if (!asked.success) return refuse(FAULTS.invalid);
    const sender = readSender(request);
    if (!mailbox || !sender) return nothing(mailbox !== undefined);
    const address: Address = { channel: 'web-chat', chat: sender, sender };
    await mailbox.seen(address, asked.data.seen);
    const own = waiting.filter((one) => one === sender).length;
    const room = waiting.length < MOST_WAITING.all && own < MOST_WAITING.own;
    const gone = new AbortController();
    request.raw.once('close', () => gone.abort());
    if (room) waiting.push(sender);
    try {
      const signal = AbortSignal.any([ending.signal, gone.signal]);
      const replies = await waitFor(mailbox, address, room ? WAIT_MS : 0, signal);
      return { replies, again: true, afterMs: room ? 0 : WAIT_MS } satisfies Fetched;
    } finally {
      if (room) waiting.splice(waiting.indexOf(sender), 1);
    }
  });
}

const nothing = (again: boolean): Fetched => ({ replies: [], again, afterMs: WAIT_MS });

async function waitFor(
  mailbox: Mailbox,
  address: Address,
  withinMs: number,
  signal: AbortSignal,
): Promise<readonly Waiting[]> {
  const until = performance.now() + withinMs;
  for (;;) {
    const replies = await mailbox.waiting(address);
    if (replies.length > 0 || signal.aborted || performance.now() >= until) return replies;
    await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
  }
}
