import { expect, test } from 'vitest';
import { z } from 'zod';
import { YiwenError } from '../../src/lib/errors.js';
import type { ChatModel } from '../../src/models/chat-model.js';

/** What a wire can do to a chat model. Each opens a model whose endpoint behaves so, all with the key `secret`. */
export interface ChatModelWires {
  readonly secret: string;
  answersWord(): Promise<ChatModel>;
  answersObject(): Promise<ChatModel>;
  answersOtherShape(): Promise<ChatModel>;
  refusesKey(): Promise<ChatModel>;
  isDown(): Promise<ChatModel>;
  hangs(): Promise<ChatModel>;
}

const ask = [{ role: 'user', text: '在吗' }] as const;
const schema = z.strictObject({ text: z.string() });

async function failureOf(attempt: Promise<unknown>): Promise<YiwenError> {
  const error = await attempt.then(() => undefined).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(YiwenError);
  return error as YiwenError;
}

/** Every chat model keeps this. */
export function chatModelContract(wires: ChatModelWires): void {
  test('gives what the model said as text', async () => {
    expect(await (await wires.answersWord()).complete(ask)).toBe('好');
  });

  test('gives an object of the shape asked for', async () => {
    expect(await (await wires.answersObject()).completeAs(ask, schema)).toMatchObject({ text: expect.any(String) });
  });

  test('calls an object of another shape nonsense', async () => {
    const error = await failureOf((await wires.answersOtherShape()).completeAs(ask, schema));
    expect(error.code).toBe('models.nonsense');
  });

  test('says that the key was refused, and shows it to nobody', async () => {
    const error = await failureOf((await wires.refusesKey()).complete(ask));
    expect(error.code).toBe('models.unauthorised');
    expect(error.remedy).toContain('密钥');
    expect(`${error.message}${error.remedy}${error.stack}${String(error.cause)}`).not.toContain(wires.secret);
  });

  test('says that the endpoint cannot be reached', async () => {
    expect((await failureOf((await wires.isDown()).complete(ask))).code).toBe('models.unreachable');
  });

  test('gives up on an endpoint that does not answer in time', async () => {
    const error = await failureOf((await wires.hangs()).completeAs(ask, schema, { timeoutMs: 60 }));
    expect(error.code).toBe('models.slow');
  });

  test('gives up when the caller does', async () => {
    const signal = AbortSignal.abort(new Error('走了'));
    await expect((await wires.hangs()).complete(ask, { signal })).rejects.toThrow('走了');
  });
}
