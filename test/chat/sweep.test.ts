import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/lib/log.js';
import { openLocalKey } from '../../src/storage/local-key.js';
import { bytesOf } from '../support/disk.js';
import { createTestAssistant, type TestAssistant } from '../support/test-assistant.js';

describe('the sweep', () => {
  let test: TestAssistant;
  const lines: string[] = [];
  beforeEach(async () => {
    lines.length = 0;
    test = await createTestAssistant({ log: createLog({ destination: { write: (line) => lines.push(line) } }) });
  });
  afterEach(() => test.close());

  const memory = async () => {
    const [row] = await test.rows('sessions');
    return JSON.parse(openLocalKey(test.folder).decrypt(String(row?.data)) ?? 'null');
  };

  it('erases the sealed pieces of a flow that nobody went on with, and no sooner', async () => {
    await test.say('我要举报');
    await test.say('平安医院');
    const box = String((await test.rows('sessions'))[0]?.data);
    test.clock.pass(29);
    await test.assistant.sweep();
    expect(await memory()).toHaveProperty('flow');
    test.clock.pass(2);
    await test.assistant.sweep();
    expect(await memory()).toEqual({ dropped: '举报' });
    expect(bytesOf(test.folder)).not.toContain(box);
    await test.assistant.sweep();
    expect(await memory()).toEqual({ dropped: '举报' });
  });

  it('forgets silent conversations after a day and replies after a week', async () => {
    await test.receive({ id: 'm', text: '门诊报多少' });
    test.clock.pass(25 * 60);
    await test.assistant.sweep();
    expect(await test.count('sessions')).toBe(0);
    expect((await test.receive({ id: 'm', text: '门诊报多少' })).status).toBe('answered');
    test.clock.pass(7 * 24 * 60);
    await test.assistant.sweep();
    expect((await test.receive({ id: 'm', text: '门诊报多少' })).text).toContain('已经处理过');
    expect(await test.count('answers')).toBe(1);
  });

  it('forgets who asked about a tip', async () => {
    await test.say('1234-5678-9012-3456-7890');
    expect(await test.count('receipt_tries')).toBe(1);
    test.clock.pass(15);
    await test.assistant.sweep();
    expect(await test.count('receipt_tries')).toBe(0);
  });

  it('that fails is logged and disturbs nobody', async () => {
    await sql`drop table receipt_tries`.execute(test.store.read);
    await expect(test.assistant.sweep()).resolves.toBeUndefined();
    expect(lines.join('')).toContain('chat.sweep-failed');
  });
});
