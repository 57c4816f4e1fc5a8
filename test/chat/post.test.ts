import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createAssistant } from '../../src/chat/assistant.js';
import { defineOneShot } from '../../src/chat/flow.js';
import { defineService } from '../../src/chat/service.js';
import type { Address, Reply } from '../../src/domain/message.js';
import { silentLog } from '../../src/lib/log.js';
import { questionService } from '../../src/services/questions/questions.js';
import { openStore } from '../../src/storage/engines/index.js';
import { openLocalKey } from '../../src/storage/local-key.js';
import { fixedAnswering } from '../support/fixed-answering.js';
import { testClock } from '../support/test-assistant.js';

const address: Address = { channel: 'wechat', chat: 'u', sender: 'u' };
const callBack: Reply = { status: 'service', text: '您的事办好了。' };

/** A service that tells somebody later: what staff answers and invitations will do. */
const reminders = defineService({
  name: 'reminders',
  flows: [
    defineOneShot({
      name: 'remind',
      title: '提醒',
      confidential: false,
      where: 'anywhere',
      amidst: 'ignore',
      wants: ({ text }) => text === '办好叫我',
      begin: () => ({
        status: 'complete',
        effects: [{ kind: 'remind' }],
        reply: () => ({ status: 'service', text: '好的。' }),
      }),
    }),
  ],
  async carryOut(_, __, { notify }) {
    await notify('reminder-1', address, callBack);
    return { subject: 'reminder-1' };
  },
});

it('sends what a service left for later, tries again what failed, and sends nothing twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwen-post-'));
  const questions = questionService();
  const store = await openStore({ folder, migrations: questions.migrations ?? [] });
  const assistant = createAssistant({
    store,
    localKey: openLocalKey(folder),
    answering: fixedAnswering(),
    services: { others: [reminders], questions },
    seal: () => Promise.reject(new Error('nothing is sealed here')),
    clock: testClock(),
    log: silentLog,
  });
  await assistant.receive({ ...address, id: 'm', kind: 'text', text: '办好叫我', sentAt: new Date(0) });
  const sent: unknown[] = [];
  const outcomes = ['failed', 'sent'];
  const send = async (to: Address, reply: Reply) => {
    sent.push([to, reply]);
    return { status: outcomes.shift() ?? 'sent' };
  };
  await assistant.post('terminal', send);
  expect(sent).toEqual([]);
  for (let time = 0; time < 3; time++) await assistant.post('wechat', send);
  expect(sent).toEqual([
    [address, callBack],
    [address, callBack],
  ]);
  await expect(assistant.post('wechat', () => Promise.reject(new Error('down')))).resolves.toBeUndefined();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
