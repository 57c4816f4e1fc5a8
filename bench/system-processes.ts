import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Figure, percentile } from './figures.js';
import { quick } from './results.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const runs = quick ? 3 : 10;
const idleMs = 5_000;

function yiwen(words: readonly string[], dataFolder: string): ChildProcess {
  return spawn(process.execPath, [main, ...words], {
    cwd: dataFolder,
    env: { PATH: process.env.PATH, HOME: dataFolder, YIWEN_DATA: dataFolder, YIWEN_PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** Seconds from the start of a process to its end. */
async function secondsOf(words: readonly string[], dataFolder: string): Promise<number> {
  const started = performance.now();
  const child = yiwen(words, dataFolder);
  child.stdout?.resume();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`yiwen ${words[0]} ended with ${code}: run it by hand to see why`);
  return (performance.now() - started) / 1_000;
}

interface Started {
  readonly seconds: number;
  readonly bot: ChildProcess;
}

/** Starts the bot; seconds until it says where it listens. */
async function untilReady(dataFolder: string): Promise<Started> {
  const started = performance.now();
  const bot = yiwen(['start'], dataFolder);
  if (bot.stdout)
    for await (const line of createInterface({ input: bot.stdout })) {
      if (!line.includes('http://')) continue;
      bot.stdout.resume();
      return { seconds: (performance.now() - started) / 1_000, bot };
    }
  throw new Error('yiwen start ended before it was ready: run it by hand to see why');
}

async function stop(bot: ChildProcess): Promise<void> {
  bot.kill('SIGTERM');
  await once(bot, 'close');
}

/** Resident memory of a process in MB, as the system counts it. */
function residentMegabytes({ pid }: ChildProcess): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1_024;
}

async function repeated(measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let run = 0; run < runs; run++) values.push(await measure());
  return values;
}

function median(what: string, seconds: readonly number[], goal: number): Figure {
  const note = `median of ${runs}; slowest ${Math.max(...seconds).toFixed(2)} s`;
  return { what, measured: percentile(seconds, 0.5), goal, unit: 's', note };
}

async function memory(dataFolder: string): Promise<Figure[]> {
  const { bot } = await untilReady(dataFolder);
  const atOnce = residentMegabytes(bot);
  await sleep(idleMs);
  const idle = residentMegabytes(bot);
  await stop(bot);
  const note = `${idleMs / 1_000} s after it was ready; ${atOnce.toFixed(0)} MB at once`;
  return [{ what: 'Resident memory, idle, without wechaty', measured: idle, goal: 250, unit: 'MB', note }];
}

async function firstStart(): Promise<Figure> {
  const empty = await mkdtemp(join(tmpdir(), 'yiwen-bench-'));
  const { seconds, bot } = await untilReady(empty);
  await stop(bot);
  await rm(empty, { recursive: true });
  return { what: 'The very first start, index built', measured: seconds, unit: 's', note: 'once, on an empty folder' };
}

/** Whole processes of the compiled bot. `dataFolder` holds a fresh index and is left as it was. */
export async function measureProcesses(dataFolder: string): Promise<Figure[]> {
  const own = await mkdtemp(join(tmpdir(), 'yiwen-bench-'));
  await cp(dataFolder, own, { recursive: true });
  try {
    const help = await repeated(() => secondsOf(['--help'], own));
    const ask = await repeated(() => secondsOf(['ask', '退休的门诊一年能报多少'], own));
    const start = await repeated(async () => {
      const { seconds, bot } = await untilReady(own);
      await stop(bot);
      return seconds;
    });
    return [
      { what: '`yiwen --help`', measured: percentile(help, 0.5), unit: 's', note: `median of ${runs}: Node itself` },
      median('`yiwen ask`, the whole process', ask, 1.5),
      median('`yiwen start` to ready, index fresh', start, 3),
      await firstStart(),
      ...(await memory(own)),
    ];
  } finally {
    await rm(own, { recursive: true });
  }
}
