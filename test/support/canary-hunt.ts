import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { systemClock } from '../../src/lib/clock.js';
import { allTips } from '../../src/services/tips/records.js';
import { verifyAudit } from '../../src/storage/audit.js';
import { openLocalKey } from '../../src/storage/local-key.js';
import { type Taking, takeCanaries } from './canaries.js';
import { bytesOf } from './disk.js';
import { createTestAssistant } from './test-assistant.js';

const MANY = { messages: 1_000_000, withinMs: 60_000 };

export interface CanaryHunt {
  /** Takes tips in a process of its own, kills it, and looks everywhere. Each time in a new folder. */
  killed(taking: Taking): Promise<void>;
  remove(): void;
}

export function huntCanaries(): CanaryHunt {
  const folders: string[] = [];
  return {
    async killed(taking) {
      const folder = mkdtempSync(join(tmpdir(), 'yiwen-canaries-'));
      folders.push(folder);
      const { receipts, output } = await takeCanaries(folder, taking);
      expect(receipts.size).toBeGreaterThanOrEqual(Math.min(taking.killAfter, taking.whole - taking.half));
      expectNone(output);
      // As a backup that was made at that moment would hold it.
      const backup = `${folder}-backup`;
      cpSync(folder, backup, { recursive: true });
      folders.push(backup);
      for (const place of [folder, backup]) expectNone(bytesOf(place));
      await expectAllKept(folder, receipts);
      expectNone(bytesOf(folder));
    },
    remove() {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function expectNone(bytes: string): void {
  const at = bytes.indexOf('CANARY');
  expect(at < 0 ? '' : bytes.slice(at, at + 40)).toBe('');
}

/** Every receipt that was shown is known; what the local key opens, and what is listed without a key, tells no word. */
async function expectAllKept(folder: string, receipts: ReadonlyMap<string, string>): Promise<void> {
  const test = await createTestAssistant({ folder, clock: { ...systemClock, pass: () => {} }, rateLimit: MANY });
  try {
    const key = openLocalKey(folder);
    const boxes = [...(await test.rows('inbox')), ...(await test.rows('sessions'))].flatMap((row) => [
      row.reply,
      row.data,
    ]);
    expectNone(boxes.map((box) => key.decrypt(String(box)) ?? '').join('\n'));
    const tips = await allTips(test.store.read);
    expectNone(JSON.stringify(tips));
    expect(tips.length).toBeGreaterThanOrEqual(receipts.size);
    for (const [tip, receipt] of receipts) {
      expect((await test.say(receipt, { sender: `asks-${tip}` })).text).toContain('已收到');
    }
    expect((await verifyAudit(test.store.read)).status).toBe('whole');
  } finally {
    await test.close();
  }
}
