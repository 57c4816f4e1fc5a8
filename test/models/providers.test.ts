import { expect, test, vi } from 'vitest';
import { providerNames, providers } from '../../src/models/providers/index.js';

const endpoint = { url: 'http://127.0.0.1:9/v1', model: 'm', timeoutMs: 1_000 };
const ask = [{ role: 'user', text: '在吗' }] as const;

test('the table offers a provider for every endpoint there is and one for none', () => {
  expect(providerNames).toEqual(['openai-compatible', 'none']);
  expect(providers.none.chat()).toBeUndefined();
  expect(providers.none.embeddings()).toBeUndefined();
});

test('the library loads at the first call, not before, and says what to do where it is missing', async () => {
  let asked = 0;
  vi.doMock('@langchain/openai', () => {
    asked += 1;
    throw new Error('Cannot find module');
  });
  const chat = providers['openai-compatible'].chat({ ...endpoint, stream: false });
  await providers['openai-compatible'].embeddings({ ...endpoint, batch: 8 }, 256);
  expect(asked).toBe(0);
  await expect(chat.complete(ask)).rejects.toMatchObject({
    code: 'models.library-missing',
    remedy: expect.stringContaining('npm install'),
  });
  expect(asked).toBe(1);
  vi.doUnmock('@langchain/openai');
});
