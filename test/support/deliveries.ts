import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import type { Reply } from '../../src/domain/message.js';
import { systemClock } from '../../src/lib/clock.js';
import { programFrom } from './program.js';
import { createTestAssistant } from './test-assistant.js';

const clock = { ...systemClock, pass: () => {} };
const submit = JSON.stringify({ id: 'submit', sender: '甲', text: '提交' });

/** One 提交 that comes `deliveries` times to `workers` processes on one data folder, all at once: one tip, one receipt. */
export async function expectOneTip(workers: number, deliveries: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwen-deliveries-'));
  try {
    const first = await createTestAssistant({ folder, clock });
    for (const text of ['我要举报', '幸福药店', '空刷']) await first.say(text);
    await first.close();
    const replies = await deliverEverywhere(folder, submit, workers, deliveries);
    expect(replies).toHaveLength(deliveries);
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(replies[0]?.text).toMatch(/受理码：[\d-]{24}$/);
    const after = await createTestAssistant({ folder, clock });
    for (const table of ['tips', 'tip_stories']) expect(await after.count(table), table).toBe(1);
    expect((await after.rows('audit_waiting')).map(({ action }) => action)).toEqual(['tips.filed']);
    expect(await after.count('sessions')).toBe(0);
    await after.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param message JSON; a `#` in it is another number in each delivery */
export async function deliverEverywhere(
  folder: string,
  message: string,
  workers: number,
  deliveries: number,
): Promise<Reply[]> {
  const shares = Array.from({ length: workers }, (_, at) => Math.floor((deliveries + at) / workers));
  const opened = await Promise.all(shares.map((times) => openWorker(folder, message, times)));
  return (await Promise.all(opened.map((go) => go()))).flat();
}

/** Resolves once the worker is ready; what it gives delivers, and resolves with the replies once the worker has ended. */
async function openWorker(folder: string, message: string, times: number): Promise<() => Promise<Reply[]>> {
  const words = [await programFrom(join(import.meta.dirname, 'deliverer.ts')), folder, message, String(times)];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const replies: Reply[] = [];
  return new Promise((ready, fail) => {
    const ended = new Promise<Reply[]>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => (code === 0 ? resolve(replies) : reject(new Error(`a worker ended with ${code}`))));
    });
    ended.catch(fail);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line !== 'ready') return void replies.push(JSON.parse(line) as Reply);
      ready(() => {
        child.stdin.end('go\n');
        return ended;
      });
    });
  });
}
