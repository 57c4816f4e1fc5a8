import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/app/config.js';
import { type OpenAnswering, openAnswering } from '../../src/app/open-answering.js';
import { shippedBenefits } from '../support/benefits.js';
import { dataWithKnowledge } from '../support/command.js';
import { parseConversation, playConversation } from '../support/conversation.js';
import { createTestAssistant, testBureau } from '../support/test-assistant.js';

const folder = join(import.meta.dirname, 'real');
const conversations = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  // A note names the area that the bureau has configured as its own: # 本地：浙江省
  return { name, home: /^# 本地[:：](.+)$/m.exec(text)?.[1] ?? '', ...parseConversation(text) };
});

describe('conversations over the shipped knowledge', () => {
  let house: Awaited<ReturnType<typeof dataWithKnowledge>>;
  const opened = new Map<string, OpenAnswering>();

  beforeAll(async () => {
    house = await dataWithKnowledge();
    for (const home of new Set(conversations.map((conversation) => conversation.home)))
      opened.set(home, await open(home));
  }, 60_000);
  afterAll(async () => {
    for (const { library } of opened.values()) await library.close();
    house.remove();
  });

  const open = (home: string) => {
    const config = loadConfig({
      environment: { ...house.environment, ...(home ? { YIWEN_HOME_PLACE: home } : {}) },
      workingFolder: house.data,
    });
    return openAnswering({ config: { ...config, bureau: testBureau }, build: 'missing', warn: failOnWarning });
  };
  const failOnWarning = (message: string) => expect.fail(`the knowledge is not as shipped: ${message}`);

  it('are ten at least', () => {
    expect(conversations.length).toBeGreaterThanOrEqual(10);
  });

  it.each(conversations)('$name: $title', async (conversation) => {
    const { answering, emergency } = opened.get(conversation.home) ?? (await open(conversation.home));
    const test = await createTestAssistant({
      answering,
      emergency,
      benefits: shippedBenefits(conversation.home || undefined),
    });
    try {
      await playConversation(conversation, test);
    } finally {
      await test.close();
    }
  });
});
