/**
 * Runs every benchmark, each in a process of its own, keeps what they found in bench/results/ and prints the goals
 * beside it: npm run bench [-- --only NAME[,NAME]] [--quick]
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Figure } from './figures.js';
import { goalsOf, goalsTable } from './goals.js';
import { keepText, quick, readRaw } from './results.js';
import type { QualityRow } from './retrieval-quality.js';
import type { SpeedRow } from './retrieval-speed.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** In the order in which they run. */
const benchmarks: Readonly<Record<string, string>> = {
  system: 'bench/system.ts',
  quality: 'bench/retrieval-quality.ts',
  speed: 'bench/retrieval-speed.ts',
  peers: 'bench/retrieval-peers.ts',
  growth: 'bench/retrieval-growth.ts',
};

/** Runs a command with its output shown. @returns whether it succeeded */
function succeeds(command: string, words: readonly string[]): Promise<boolean> {
  const child = spawn(command, words, { stdio: ['ignore', 'inherit', 'inherit'], cwd: root });
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

async function installPeers(): Promise<void> {
  if (existsSync(`${root}bench/node_modules`)) return;
  console.log('Installing the engines to compare with: npm install --prefix bench');
  const done = await succeeds('npm', ['install', '--prefix', 'bench', '--no-audit', '--no-fund']);
  if (!done) console.error('They could not be installed: those that are missing are left out and said to be.');
}

const { values } = parseArgs({
  options: { only: { type: 'string', default: Object.keys(benchmarks).join(',') }, quick: { type: 'boolean' } },
});
const chosen = values.only.split(',');
const unknown = chosen.filter((name) => benchmarks[name] === undefined);
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}: there are ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}
if (chosen.includes('peers')) await installPeers();
if (chosen.includes('system') && !(await succeeds('npm', ['run', '--silent', 'build']))) process.exit(1);
const failed: string[] = [];
for (const [name, file] of Object.entries(benchmarks)) {
  if (!chosen.includes(name)) continue;
  const words = ['--import', 'tsx', file, ...(values.quick ? ['--quick'] : [])];
  if (!(await succeeds(process.execPath, words))) failed.push(name);
}
const table = goalsTable(
  goalsOf({
    quality: readRaw<{ rows: QualityRow[] }>('retrieval-quality')?.rows,
    speed: readRaw<{ rows: SpeedRow[] }>('retrieval-speed')?.rows,
    system: readRaw<{ figures: Figure[] }>('system')?.figures,
  }),
);
const note = [
  ...(quick ? ['A quick run, with fewer questions: it shows that all works, not how well.'] : []),
  'Each figure is of the last run of its benchmark; the first lines of the files beside this one say how busy the machine was.',
].join(' ');
keepText('goals.md', `# Goals\n\n${table}\n\n${note}\n`);
console.log(`\n${table}\n\n${note}`);
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
