import type { Readable, Writable } from 'node:stream';
import type { IncomingMessage } from '../domain/message.js';
import { type Clock, systemClock } from '../lib/clock.js';
import { createLanes } from '../lib/lane.js';
import { type Deliver, deliverPolitely, derivedMessageId, type Notify } from './channel.js';
import { type ErrorLine, type LineRequest, parseLine, type ReplyLine, replyLine } from './jsonl-line.js';
import { type LineChannel, openLines, tolerateClosedReader, writeLine } from './lines.js';

export interface JsonlOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly clock?: Clock;
  readonly notify?: Notify;
}

/** How many lines may wait for their turn to be written; reading pauses beyond. */
const MAX_UNDER_WAY = 64;

/**
 * `{id, sender, text}` a line in, one reply a line out in the order of the input. One sender's messages are handled one
 * after another, different senders' side by side.
 */
export function createJsonlChannel({ input, output, clock = systemClock, notify }: JsonlOptions): LineChannel {
  const lines = openLines(input);
  const lanes = createLanes();
  let running: Promise<void> = Promise.resolve();
  tolerateClosedReader(output);

  async function answer(deliver: Deliver, request: LineRequest, id: string, sentAt: Date): Promise<ReplyLine> {
    const { sender, text } = request;
    return replyLine(id, await deliverPolitely(deliver, incoming(sender, id, text, sentAt), notify));
  }

  function handle(deliver: Deliver, line: string, lineNumber: number): Promise<ReplyLine | ErrorLine> {
    const parsed = parseLine(line);
    if (parsed.status === 'error') return Promise.resolve(parsed.line);
    const { request } = parsed;
    const sentAt = clock.now();
    // A pipe has no platform time; the moment of reading and the line's number tell two equal lines apart.
    const id = request.id ?? derivedMessageId(request.sender, `${sentAt.toISOString()}#${lineNumber}`, request.text);
    return lanes.run(request.sender, () => answer(deliver, request, id, sentAt));
  }

  async function run(deliver: Deliver): Promise<void> {
    const waiting: Promise<void>[] = [];
    let written: Promise<void> = Promise.resolve();
    let lineNumber = 0;
    for await (const line of lines) {
      lineNumber += 1;
      if (line.trim() === '') continue;
      const result = handle(deliver, line, lineNumber);
      written = written.then(async () => writeLine(output, JSON.stringify(await result)));
      waiting.push(written);
      if (waiting.length >= MAX_UNDER_WAY) await waiting.shift();
    }
    await written;
  }

  return {
    name: 'jsonl',
    get ended() {
      return running;
    },
    async start(deliver) {
      running = run(deliver);
      running.catch(() => {});
    },
    send: async () => ({ status: 'unreachable', reason: '逐行对话只回答收到的消息' }),
    async stop() {
      lines.close();
      await running.catch(() => {});
    },
  };
}

function incoming(sender: string, id: string, text: string, sentAt: Date): IncomingMessage {
  return { channel: 'jsonl', chat: sender, sender, id, kind: 'text', text, sentAt };
}
