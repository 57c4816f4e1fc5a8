import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../src/domain/message.js';
import { systemClock } from '../../src/lib/clock.js';
import { allTips } from '../../src/services/tips/records.js';
import { verifyAudit } from '../../src/storage/audit.js';
import { expectOneTip } from '../support/deliveries.js';
import { bytesOf } from '../support/disk.js';
import { programFrom } from '../support/program.js';
import { createTestAssistant, type TestAssistant } from '../support/test-assistant.js';

const MANY = { messages: 100_000, withinMs: 60_000 };

describe('a message that is delivered again', () => {
  let test: TestAssistant;
  beforeEach(async () => {
    test = await createTestAssistant({ rateLimit: MANY });
  });
  afterEach(() => test.close());

  const deliver = async (times: number, message: Partial<IncomingMessage>) => {
    const replies = await Promise.all(Array.from({ length: times }, () => test.receive(message)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    return replies[0];
  };

  it('leaves one record, 1,000 times at once, one after the other and after reopening', async () => {
    const question = { id: 'q', sender: '甲', text: '退休门诊报多少' };
    const rating = { id: 'r', sender: '乙', text: '不满意' };
    const said = [await deliver(1_000, question), await deliver(1_000, rating)];
    for (let time = 0; time < 50; time++) await test.receive(question);
    await test.restart();
    expect([await deliver(50, question), await deliver(50, rating)]).toEqual(said);
    expect(await test.count('answers')).toBe(1);
    expect(await test.count('rating_versions')).toBe(1);
    expect(await test.count('rating_cases')).toBe(1);
    expect(await verifyAudit(test.store.read)).toMatchObject({ rows: 2 });
  });

  it('leaves one record for each of 250 messages that come four times each, in any order', async () => {
    const messages = Array.from({ length: 250 }, (_, at) => ({
      id: `q${at}`,
      sender: `s${at % 25}`,
      text: `门诊${at}`,
    }));
    const shuffled = [...messages, ...messages, ...messages, ...messages].sort(() => Math.random() - 0.5);
    await Promise.all(shuffled.map((message) => test.receive(message)));
    const questions = (await test.rows('answers')).map(({ question }) => question);
    expect(new Set(questions).size).toBe(250);
    expect(questions).toHaveLength(250);
    expect(await test.count('inbox')).toBe(250);
  });

  it('files one tip and says the same receipt, however often it is submitted', async () => {
    for (const text of ['我要举报', '跳过', '空刷医保卡', '完成']) await test.say(text);
    const first = await deliver(1_000, { id: 'submit', text: '提交' });
    expect(first?.text).toMatch(/受理码：\d{4}-\d{4}-\d{4}-\d{4}-\d{4}$/);
    await test.restart();
    expect(await deliver(10, { id: 'submit', text: '提交' })).toEqual(first);
    expect(await test.count('tips')).toBe(1);
    expect(await test.count('tip_stories')).toBe(1);
  });

  it('files one tip where it comes 12 times to three processes at once', async () => {
    await expectOneTip(3, 12);
  }, 60_000);

  it('is another message where only chat or channel differ', async () => {
    await test.receive({ id: 'm', sender: '甲', text: '门诊' });
    await test.receive({ id: 'm', sender: '乙', text: '门诊' });
    await test.receive({ id: 'm', sender: '甲', channel: 'other', text: '门诊' });
    expect(await test.count('answers')).toBe(3);
  });
});

describe('a process that is killed while it takes tips', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-kill-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('has lost none whose receipt it had printed, and filed none twice', async () => {
    const printed = await takeTipsUntilKilled(folder, 3 + Math.floor(Math.random() * 40));
    expect(bytesOf(folder)).not.toContain('canary-');
    const test = await createTestAssistant({ folder, clock: { ...systemClock, pass: () => {} }, rateLimit: MANY });
    for (const [tip, receipt] of printed) {
      const found = await test.say(receipt, { sender: `asks-${tip}` });
      expect(found.text).toContain('已收到');
      const again = await test.receive({ sender: `reporter-${tip}`, id: `submit-${tip}`, text: '提交' });
      expect(again.text).toContain(receipt);
    }
    const tips = await allTips(test.store.read);
    expect(tips.length).toBeGreaterThanOrEqual(printed.size);
    // Five are under way at a time: so many may have been filed whose receipt was never printed.
    expect(tips.length).toBeLessThanOrEqual(printed.size + 5);
    expect(new Set(printed.values()).size).toBe(printed.size);
    expect((await verifyAudit(test.store.read)).status).toBe('whole');
    await test.close();
  }, 60_000);
});

/** Receipts by tip, as printed before the process was killed. */
async function takeTipsUntilKilled(folder: string, receipts: number): Promise<Map<string, string>> {
  const script = join(import.meta.dirname, '../support/tip-taker.ts');
  const child = spawn(process.execPath, [await programFrom(script), folder, '50', '5'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed = new Map<string, string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [tip, receipt] = line.split(' ');
    if (tip && receipt) printed.set(tip, receipt);
    if (printed.size === receipts) setTimeout(() => child.kill('SIGKILL'), Math.random() * 60);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code ? reject(new Error(`the child ended with ${code}`)) : resolve(printed)));
  });
}
