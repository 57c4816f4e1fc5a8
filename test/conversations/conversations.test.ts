import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedBenefits } from '../support/benefits.js';
import { parseConversation, playConversation } from '../support/conversation.js';
import { fixedAnswering } from '../support/fixed-answering.js';
import { createTestAssistant } from '../support/test-assistant.js';

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.chat'));
const conversations = files.map((name) => {
  const text = readFileSync(join(import.meta.dirname, name), 'utf8');
  // A note names the area that the bureau has configured as its own: # 本地：示例区
  const home = /^# 本地[:：](.+)$/m.exec(text)?.[1];
  // And another one that staff take conversations over: # 在线人工
  return { name, home, staffed: /^# 在线人工$/m.test(text), ...parseConversation(text) };
});

const staffed = {
  hours: [{ days: '工作日', from: '09:00', to: '17:00' }] as const,
  ...{ waitMinutes: 10, silenceMinutes: 20, quickTexts: [] },
};

describe('golden conversations', () => {
  it('number at least 25 and have a title each', () => {
    expect(conversations.length).toBeGreaterThanOrEqual(25);
    expect(conversations.filter(({ title }) => title === '').map(({ name }) => name)).toEqual([]);
  });

  it.each(conversations)('$name: $title', async (conversation) => {
    const answering = fixedAnswering();
    const handoff = conversation.staffed ? { handoff: staffed } : {};
    const test = await createTestAssistant({ answering, benefits: shippedBenefits(conversation.home), ...handoff });
    try {
      await playConversation(conversation, test, (broken) => {
        answering.broken = broken;
      });
    } finally {
      await test.close();
    }
  });
});
