import { inspect } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createSecret } from '../../src/app/config-secret.js';
import type { ChatEndpoint, EmbeddingEndpoint } from '../../src/models/provider.js';
import { openaiCompatible } from '../../src/models/providers/openai-compatible.js';
import { chatModelContract } from '../contracts/chat-model.js';
import { embeddingsContract } from '../contracts/embeddings.js';
import { closedUrl, type ReplayServer, replay } from './replay-server.js';

const secret = 'sk-hunter2-test';
const key = createSecret(secret);
const servers: ReplayServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(...names: readonly [string, ...string[]]): Promise<ReplayServer> {
  const server = await replay(...names);
  servers.push(server);
  return server;
}

const chat = (url: string, more: Partial<ChatEndpoint> = {}) =>
  openaiCompatible.chat({ url, model: 'qwen3-8b', key, timeoutMs: 5_000, stream: false, ...more });
const embeddings = (url: string, dimension?: number, more: Partial<EmbeddingEndpoint> = {}) =>
  openaiCompatible.embeddings({ url, model: 'bge-m3', key, timeoutMs: 5_000, batch: 2, ...more }, dimension);

const rules = { role: 'system', text: '照做' } as const;
const ask = { role: 'user', text: '在吗' } as const;
const schema = z.strictObject({ text: z.string() });
const good = '退休的职工一年门诊统筹限额是900元，报销比例是60%①';

describe('a chat model over HTTP', () => {
  chatModelContract({
    secret,
    answersWord: async () => chat((await serve('chat-word')).url),
    answersObject: async () => chat((await serve('chat-rephrased')).url),
    answersOtherShape: async () => chat((await serve('chat-other-shape')).url),
    refusesKey: async () => chat((await serve('unauthorised')).url),
    isDown: async () => chat(await closedUrl()),
    hangs: async () => chat((await serve('hang')).url),
  });

  test('sends rules and data apart, the shape asked for, and the key in its header only', async () => {
    const server = await serve('chat-rephrased');
    const model = chat(server.url);
    await model.completeAs([rules, ask], schema);
    const [request] = server.requests;
    expect(request).toMatchObject({
      path: '/v1/chat/completions',
      headers: { authorization: `Bearer ${secret}` },
      body: {
        model: 'qwen3-8b',
        temperature: 0,
        response_format: { type: 'json_object' },
        messages: [
          { role: 'system', content: expect.stringMatching(/^照做\n[\s\S]*"required":\["text"\]/) },
          { role: 'user', content: '在吗' },
        ],
      },
    });
    expect(JSON.stringify(request?.body)).not.toContain(secret);
    expect(inspect(model, { depth: 9, showHidden: true })).not.toContain(secret);
  });

  test('sends no key where none is configured', async () => {
    const server = await serve('chat-word');
    await openaiCompatible.chat({ url: server.url, model: 'm', timeoutMs: 5_000, stream: false }).complete([ask]);
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });

  test('puts a streamed answer together, and calls nobody else to count its words', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const server = await serve('chat-stream');
    const model = chat(server.url, { stream: true });
    expect(await model.completeAs([ask], schema)).toEqual({ text: good });
    expect(await model.complete([ask])).toBe(JSON.stringify({ text: good }).replace('":"', '": "'));
    expect(server.requests.map(({ body }) => body)).toMatchObject([{ stream: true }, { stream: true }]);
    expect(fetched.mock.calls.map(([input]) => String(input))).toEqual(Array(2).fill(`${server.url}/chat/completions`));
    fetched.mockRestore();
  });

  test('calls a stream that stalls slow', async () => {
    const { url } = await serve('stall');
    const slow = chat(url, { stream: true, timeoutMs: 60 });
    await expect(slow.completeAs([ask], schema)).rejects.toMatchObject({ code: 'models.slow' });
  });

  test('finds the object among thoughts and in a fence', async () => {
    expect(await chat((await serve('chat-fenced')).url).completeAs([ask], schema)).toEqual({ text: good });
  });

  test.each(['server-error', 'busy'])('asks once more after %s, and no third time', async (fixture) => {
    const recovers = await serve(fixture, 'chat-word');
    expect(await chat(recovers.url).complete([ask])).toBe('好');
    const stays = await serve(fixture);
    await expect(chat(stays.url).complete([ask])).rejects.toMatchObject({ code: 'models.unreachable' });
    expect(stays.requests).toHaveLength(2);
  });

  test.each([
    ['unauthorised', 'models.unauthorised'],
    ['not-found', 'models.unreachable'],
    ['refused', 'models.nonsense'],
    ['invalid-json', 'models.nonsense'],
    ['html-page', 'models.nonsense'],
    ['chat-empty', 'models.nonsense'],
    ['embeddings-one', 'models.nonsense'],
  ])('calls %s %s, and does not ask again', async (fixture, code) => {
    const server = await serve(fixture);
    await expect(chat(server.url).complete([ask])).rejects.toMatchObject({ code });
    expect(server.requests).toHaveLength(1);
  });

  test('leaves a busy endpoint alone for as long as it asks, and does not wait where the time is too short', async () => {
    const recovers = await serve('busy', 'chat-word');
    const started = performance.now();
    expect(await chat(recovers.url).complete([ask])).toBe('好');
    expect(performance.now() - started).toBeGreaterThan(990);
    const stays = await serve('busy-for-long');
    await expect(chat(stays.url).complete([ask])).rejects.toMatchObject({ code: 'models.unreachable' });
    expect(stays.requests).toHaveLength(1);
  });

  test.each([
    ['chat-cut-off', 'models.unreachable'],
    ['chat-stream-malformed', 'models.nonsense'],
    ['chat-stream-truncated', 'models.nonsense'],
    ['chat-stream-endless', 'models.nonsense'],
  ])('calls a stream like %s %s', async (fixture, code) => {
    const streaming = chat((await serve(fixture)).url, { stream: true });
    await expect(streaming.completeAs([ask], schema)).rejects.toMatchObject({ code });
  });

  test('breaks off a body that has no end', async () => {
    const { url } = await serve('chat-huge');
    await expect(chat(url).complete([ask])).rejects.toMatchObject({ code: 'models.nonsense' });
  });

  test('takes an answer that trickles in token by token when it ends in time, and calls it slow when not', async () => {
    const { url } = await serve('chat-trickle');
    expect(await chat(url, { stream: true }).completeAs([ask], schema)).toEqual({ text: good });
    const hasty = chat(url, { stream: true, timeoutMs: 300 });
    await expect(hasty.completeAs([ask], schema)).rejects.toMatchObject({ code: 'models.slow' });
  });

  test.each(['hang', 'stall'])('calls an endpoint that %ss slow', async (fixture) => {
    const { url } = await serve(fixture);
    await expect(chat(url, { timeoutMs: 60 }).complete([ask])).rejects.toMatchObject({ code: 'models.slow' });
  });
});

describe('embeddings over HTTP', () => {
  embeddingsContract(async () => embeddings((await serve('embeddings-two')).url, 3));

  test('learn the dimension from the first answer where nobody told it', async () => {
    const server = await serve('embeddings-one');
    expect((await embeddings(server.url)).dimension).toBe(3);
    expect(server.requests).toHaveLength(1);
  });

  test('ask nothing before it is needed where the dimension is known', async () => {
    const server = await serve('embeddings-one');
    await embeddings(server.url, 3);
    expect(server.requests).toHaveLength(0);
  });

  test('go in batches, in order', async () => {
    const server = await serve('embeddings-two', 'embeddings-one');
    const vectors = await (await embeddings(server.url, 3)).embed(['一', '二', '三'], 'document');
    expect(server.requests.map(({ body }) => (body as { input: unknown }).input)).toEqual([['一', '二'], ['三']]);
    expect(vectors.map((vector) => [...vector].map((value) => Number(value.toFixed(3))))).toEqual([
      [0.6, 0.8, 0],
      [0, 0, 1],
      [0.333, 0.667, 0.667],
    ]);
  });

  test('put the prefix before questions only', async () => {
    const server = await serve('embeddings-one');
    const embedder = await embeddings(server.url, 3, { queryPrefix: '检索：' });
    await embedder.embed(['门诊'], 'query');
    await embedder.embed(['门诊'], 'document');
    expect(server.requests.map(({ body }) => (body as { input: unknown }).input)).toEqual([['检索：门诊'], ['门诊']]);
  });

  test('refuse a dimension that is not the stored one', async () => {
    const embedder = await embeddings((await serve('embeddings-wider')).url, 3);
    await expect(embedder.embed(['门诊'], 'query')).rejects.toMatchObject({
      code: 'models.nonsense',
      message: expect.stringContaining('4维，应是3维'),
    });
  });

  test.each([
    ['unauthorised', 'models.unauthorised'],
    ['server-error', 'models.unreachable'],
    ['invalid-json', 'models.nonsense'],
    ['html-page', 'models.nonsense'],
    ['embeddings-no-data', 'models.nonsense'],
    ['embeddings-no-numbers', 'models.nonsense'],
    ['hang', 'models.slow'],
    ['stall', 'models.slow'],
  ])('call %s %s', async (fixture, code) => {
    const embedder = await embeddings((await serve(fixture)).url, 3, {
      timeoutMs: code === 'models.slow' ? 60 : 5_000,
    });
    await expect(embedder.embed(['门诊'], 'query')).rejects.toMatchObject({ code });
  });

  test('call fewer vectors than texts nonsense', async () => {
    const embedder = await embeddings((await serve('embeddings-one')).url, 3);
    await expect(embedder.embed(['门诊', '住院'], 'query')).rejects.toMatchObject({ code: 'models.nonsense' });
  });
});
