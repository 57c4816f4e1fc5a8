import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { verifyAudit } from '../../src/storage/audit.js';
import { childEnvironment } from './child-environment.js';
import { bytesOf } from './disk.js';
import { programFrom } from './program.js';
import { createTestAssistant } from './test-assistant.js';

const TAKER = fileURLToPath(new URL('./reply-taker.ts', import.meta.url));

/** Runs a desk in a process of its own and kills it after so many acknowledged replies. @returns those acknowledged */
async function killedAfter(folder: string, replies: number): Promise<Set<number>> {
  const child = spawn(process.execPath, [await programFrom(TAKER), folder, '40'], {
    env: childEnvironment({}),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const acknowledged = new Set<number>();
  let dying = false;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'ready') acknowledged.add(Number(line));
    if (acknowledged.size < replies || dying) continue;
    dying = true;
    setTimeout(() => child.kill('SIGKILL'), Math.random() * 60);
  }
  return acknowledged;
}

/**
 * No acknowledged reply of staff is lost, none is doubled, and each is both on record and on its way, or neither; on the
 * record it is sealed.
 */
export async function expectRepliesOnce(folder: string, replies: number): Promise<void> {
  const acknowledged = await killedAfter(folder, replies);
  const test = await createTestAssistant({ folder });
  try {
    const said = (await test.rows('handoff_messages')).map(({ id }) => String(id));
    const out = (await test.rows('outbox')).map(({ id }) => String(id)).filter((id) => id.includes('reply-number'));
    expect(new Set(said).size).toBe(said.length);
    expect(out.map((id) => id.replace(/^handoff-.*-(reply-number-\d+)$/, '$1')).toSorted()).toEqual(said.toSorted());
    for (const reply of acknowledged) expect(said).toContain(`reply-number-${reply}`);
    expect(acknowledged.size).toBeGreaterThanOrEqual(replies);
    expect((await verifyAudit(test.store.read)).status).toBe('whole');
    await test.assistant.post('test', async () => ({ status: 'sent' }));
    await test.store.scrub();
    expect(bytesOf(folder).includes('canary-0-reply')).toBe(false);
  } finally {
    await test.close();
  }
}
