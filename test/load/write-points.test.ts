import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.js';
import { verifyAudit } from '../../src/storage/audit.js';
import { programFrom } from '../support/program.js';
import { createTestAssistant } from '../support/test-assistant.js';
import { script } from './script.js';

const RUNS = Number(process.env.RUNS ?? 50);
const POINTS = 14;
/** What leaves a record. */
const RECORDS = ['asks-0', 'reports-4', 'rates-1', 'rates-2'];
const writer = join(import.meta.dirname, 'killed-writer.ts');

interface Acknowledged {
  readonly id: string;
  readonly text: string;
  /** How many writes there had been when it was said. */
  readonly writes: number;
}

async function write(folder: string, point: number): Promise<readonly Acknowledged[]> {
  const child = spawn(process.execPath, [await programFrom(writer), folder, String(point)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = (await text(child.stdout)).split('\n').filter((line) => line.endsWith('}'));
  return lines.map((line) => JSON.parse(line) as Acknowledged);
}

/** The platform delivers everything again; what was recorded before must be neither lost nor doubled. */
async function deliverAgain(folder: string, acknowledged: readonly Acknowledged[]): Promise<void> {
  const clock = { ...systemClock, pass: () => {} };
  const test = await createTestAssistant({ folder, clock, rateLimit: { messages: 10_000, withinMs: 60_000 } });
  try {
    const again = new Map<string, string>();
    for (const message of script) again.set(message.id, (await test.receive(message)).text);
    for (const id of ['asks-0', 'rates-2', lastOf('reports')]) {
      const before = acknowledged.find((said) => said.id === id);
      if (before) expect(again.get(id)).toBe(before.text);
    }
    const receipt = /受理码：([\d-]+)/.exec(again.get(lastOf('reports')) ?? '')?.[1] ?? '';
    expect((await test.say(receipt, { sender: 'somebody' })).text).toContain('举报');
    expect(await counts(test)).toEqual({ answers: 1, tips: 1, tip_stories: 1, ratings: 1, rating_cases: 1 });
    expect(await verifyAudit(test.store.read)).toMatchObject({ status: 'whole' });
  } finally {
    await test.close();
  }
}

const lastOf = (sender: string) => script.filter((message) => message.sender === sender).at(-1)?.id ?? '';

async function counts(test: Awaited<ReturnType<typeof createTestAssistant>>) {
  const tables = ['answers', 'tips', 'tip_stories', 'ratings', 'rating_cases'];
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await test.count(table)])));
}

const inFolder = async (use: (folder: string) => Promise<void>) => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwen-killed-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The writes of the messages that leave a record, from the first to the commit, as many as are asked for. */
async function writePoints(folder: string): Promise<number[]> {
  const said = await write(folder, 0);
  const points = said.flatMap(({ id, writes }, at) => {
    const before = said[at - 1]?.writes ?? 0;
    return RECORDS.includes(id) ? Array.from({ length: writes - before }, (_, step) => before + step + 1) : [];
  });
  const step = Math.max(1, points.length / POINTS);
  return Array.from({ length: Math.min(POINTS, points.length) }, (_, at) => points[Math.floor(at * step)] ?? 0);
}

describe('a process that is killed right before a write', () => {
  it(`loses and doubles nothing: ${POINTS} writes, ${RUNS} times each`, async () => {
    let points: number[] = [];
    await inFolder(async (folder) => {
      points = await writePoints(folder);
    });
    expect(points).toHaveLength(POINTS);
    const jobs = points.flatMap((point) => Array.from({ length: RUNS }, () => point));
    let killed = 0;
    const work = async () => {
      for (let point = jobs.pop(); point !== undefined; point = jobs.pop()) {
        const at = point;
        await inFolder(async (folder) => {
          const acknowledged = await write(folder, at);
          expect(acknowledged.length).toBeLessThan(script.length);
          killed += 1;
          await deliverAgain(folder, acknowledged);
        });
      }
    };
    await Promise.all([work(), work()]);
    process.stdout.write(`killed ${killed} times, at the writes ${points.join(', ')}: nothing lost, nothing doubled\n`);
  });
});
