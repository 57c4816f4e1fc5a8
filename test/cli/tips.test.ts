import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataWithKnowledge, runCommand, startCommand } from '../support/command.js';
import { bytesOf } from '../support/disk.js';

const TIPS = 50;
const steps = [
  '我要举报',
  '跳过',
  'canary-story',
  '完成',
  '不清楚',
  '跳过',
  '跳过',
  '跳过',
  '跳过',
  'canary-contact',
  '提交',
];

/** Line after line as reporters would send them: each step of all, then the next. */
function linesOf(reporters: readonly number[]): string {
  const lines = steps.flatMap((text, step) =>
    reporters.map((reporter) => ({ id: `${reporter}-${step}`, sender: `reporter-${reporter}`, text })),
  );
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

const receiptIn = (text: string) => /受理码：(\d{4}-\d{4}-\d{4}-\d{4}-\d{4})/.exec(text)?.[1];

interface Reply {
  readonly id: string;
  readonly text: string;
}

const repliesIn = (stdout: string): Reply[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('tips that are taken by a command', () => {
  let house: Awaited<ReturnType<typeof dataWithKnowledge>>;
  beforeEach(async () => {
    house = await dataWithKnowledge();
  }, 60_000);
  afterEach(() => house.remove());

  const chat = (input: string) => runCommand(['chat', '--jsonl'], { ...house, input });

  it('are listed without their words, which are nowhere on the disk', async () => {
    const receipt = receiptIn(repliesIn((await chat(linesOf([1]))).stdout).at(-1)?.text ?? '');
    expect(receipt).toBeDefined();
    const list = await runCommand(['tips', 'list'], house);
    expect([list.code, list.stdout]).toEqual([0, expect.stringMatching(/^JB\d{8}-0001 .*RECEIVED/)]);
    expect(list.stdout).not.toContain('canary');
    expect(bytesOf(house.data)).not.toContain('canary');
  });

  it('are not lost when the process is killed: every receipt that was printed is known afterwards', async () => {
    const printed = await takeTipsUntilKilled(house.environment, 1 + Math.floor(Math.random() * (TIPS - 5)));
    expect(printed.size).toBeGreaterThan(0);
    const asked = [...printed].flatMap(([reporter, receipt]) => [
      { id: `ask-${reporter}`, sender: `asks-${reporter}`, text: receipt },
      { id: `${reporter}-${steps.length - 1}`, sender: `reporter-${reporter}`, text: '提交' },
    ]);
    const replies = repliesIn((await chat(asked.map((line) => JSON.stringify(line)).join('\n'))).stdout);
    const receipts = [...printed.values()];
    replies.forEach(({ text }, at) => {
      if (at % 2 === 0) expect(text).toContain('已收到');
      else expect(receiptIn(text)).toBe(receipts[(at - 1) / 2]);
    });
    expect(replies).toHaveLength(2 * printed.size);
    const { stdout } = await runCommand(['tips', 'list'], house);
    const numbers = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.length).toBeGreaterThanOrEqual(printed.size);
    expect(numbers.length).toBeLessThanOrEqual(TIPS);
  }, 60_000);
});

/** Receipts by reporter, as they were printed before the process was killed at a moment of chance. */
async function takeTipsUntilKilled(
  environment: Readonly<Record<string, string>>,
  receipts: number,
): Promise<Map<string, string>> {
  const child = await startCommand(['chat', '--jsonl'], { environment });
  const printed = new Map<string, string>();
  const ended = new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => resolve(signal));
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, text }: Reply = JSON.parse(line);
    const receipt = receiptIn(text);
    if (receipt) printed.set(id.split('-')[0] ?? '', receipt);
    if (printed.size === receipts) setTimeout(() => child.kill('SIGKILL'), Math.random() * 40);
  });
  child.stdin.write(linesOf(Array.from({ length: TIPS }, (_, at) => at)));
  expect(await ended).toBe('SIGKILL');
  return printed;
}
