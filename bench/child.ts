import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What a child process said, one JSON value a line, and how it ended. */
export interface ChildReport<Line> {
  readonly lines: readonly Line[];
  readonly outcome: 'done' | 'cut' | 'failed';
}

/**
 * Runs a file of this folder in a process of its own and collects the JSON lines that it prints. What takes longer
 * than `withinSeconds` is cut; what it said until then is given back all the same.
 */
export async function runChild<Line>(
  file: string,
  words: readonly string[],
  withinSeconds: number,
): Promise<ChildReport<Line>> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const flags = ['--expose-gc', '--max-old-space-size=8192', '--import', 'tsx', path, ...words];
  const child = spawn(process.execPath, flags, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, RUST_LOG: 'error' },
  });
  let cut = false;
  const timer = setTimeout(() => {
    cut = true;
    child.kill('SIGKILL');
  }, withinSeconds * 1_000);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const lines: Line[] = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(JSON.parse(line) as Line);
  const code = await ended;
  clearTimeout(timer);
  return { lines, outcome: cut ? 'cut' : code === 0 ? 'done' : 'failed' };
}

/** Prints a value for the parent process. */
export function say(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Resident megabytes of this process, garbage collected where Node lets us. */
export function residentMegabytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().rss / 1e6;
}
