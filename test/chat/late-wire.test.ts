import { fileURLToPath } from 'node:url';
import { it } from 'vitest';
import { createGenerative } from '../../src/answering/generative.js';
import type { Reply } from '../../src/domain/message.js';
import { loadPrompt } from '../../src/models/prompts.js';
import { openaiCompatible } from '../../src/models/providers/openai-compatible.js';
import { replay } from '../models/replay-server.js';
import { fixedAnswering } from '../support/fixed-answering.js';
import { createTestAssistant } from '../support/test-assistant.js';

const folder = fileURLToPath(new URL('../../prompts', import.meta.url));
const prompts = { rephrase: await loadPrompt(folder, 'rephrase'), summarise: await loadPrompt(folder, 'summarise') };
const extract = '退休人员普通门诊年度限额900元，报销比例60%。①';
const slow = '退休人员普通门诊，年度限额900元，报销比例60%①';

/** An assistant whose model answers over a real connection as a fixture has it, and what it sends of its own accord. */
async function open(fixture: string, stream: boolean, closeLater: (close: () => Promise<void>) => void) {
  const server = await replay(fixture);
  const model = openaiCompatible.chat({ url: server.url, model: 'm', timeoutMs: 5_000, stream });
  await model.complete([{ role: 'user', text: '在吗' }], { timeoutMs: 50 }).catch(() => undefined); // the library is loaded
  const { refine } = createGenerative({ model, prompts, timeoutMs: 5_000 });
  const test = await createTestAssistant({ answering: { ...fixedAnswering(), refine }, lateWithinMs: 1_200 });
  closeLater(async () => {
    await test.close();
    await server.close();
  });
  const sent: Reply[] = [];
  const post = () =>
    test.assistant.post('test', async (_, reply) => {
      sent.push(reply);
      return { status: 'sent' };
    });
  return { test, sent, post };
}

// All at once: each is a second of waiting, on a server, a folder and an assistant of its own.
it.concurrent.for([
  ['chat-slow', false, [slow]],
  ['chat-trickle', true, []],
  ['hang', false, []],
  ['stall', true, []],
  ['chat-cut-off', true, []],
  ['chat-stream-endless', true, []],
  ['invalid-json', false, []],
  ['chat-other-shape', false, []],
  ['server-error', false, []],
  ['busy-for-long', false, []],
] as const)(
  'the extract goes out in time with %s (streaming: %s), and what follows is %j',
  async ([fixture, stream, follows], { expect, onTestFinished }) => {
    const { test, sent, post } = await open(fixture, stream, onTestFinished);
    const reply = await test.receive({ text: '退休门诊报多少' }, 700);
    expect(reply.text).toBe(extract);
    for (let round = 0; round < 13; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await post();
    }
    expect(sent.map(({ text }) => text.split('\n')[1])).toEqual(follows);
  },
);
