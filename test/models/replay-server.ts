import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly raw?: string;
  /** Sent one by one, as a stream. */
  readonly chunks?: readonly string[];
  /** Between two chunks. */
  readonly everyMs?: number;
  /** Before the headers. */
  readonly afterMs?: number;
  /** Sent after the body again and again, until the other side has had enough. */
  readonly flood?: string;
  /** `cut` breaks the connection off where the body would end. */
  readonly hang?: 'before-headers' | 'after-body' | 'cut';
}

interface WireRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface ReplayServer {
  /** Up to `/v1`. */
  readonly url: string;
  readonly requests: readonly WireRequest[];
  close(): Promise<void>;
}

const readAnswer = (name: string): WireAnswer =>
  JSON.parse(readFileSync(new URL(`../fixtures/models/${name}.json`, import.meta.url), 'utf8'));

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}

async function reply(response: ServerResponse, answer: WireAnswer): Promise<void> {
  if (answer.hang === 'before-headers') return;
  if (answer.afterMs) await sleep(answer.afterMs);
  response.writeHead(answer.status, answer.headers);
  for (const chunk of answer.chunks ?? []) {
    if (answer.everyMs) await sleep(answer.everyMs);
    response.write(chunk);
  }
  const rest = answer.raw ?? (answer.body === undefined ? '' : JSON.stringify(answer.body));
  if (answer.flood) {
    response.write(rest);
    while (!response.destroyed) if (!response.write(answer.flood.repeat(1_000))) await sleep(1);
  } else if (answer.hang === 'cut') response.write(rest, () => response.destroy());
  else if (answer.hang === 'after-body') response.write(rest);
  else response.end(rest);
}

/** A server on the loopback that gives the named fixtures one after another, the last one again and again. */
export async function replay(...names: readonly [string, ...string[]]): Promise<ReplayServer> {
  const requests: WireRequest[] = [];
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    const name = names[Math.min(requests.length, names.length - 1)] ?? names[0];
    requests.push({ path: request.url ?? '', headers: request.headers, body });
    await reply(response, readAnswer(name));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** An address on which nobody listens. */
export async function closedUrl(): Promise<string> {
  const server = await replay('chat-word');
  await server.close();
  return server.url;
}
