import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { childEnvironment } from './child-environment.js';
import { botProgram } from './program.js';

const startsWithinMs = 50_000;

export interface RunningBot {
  /** What the bot prints on either stream, line by line. */
  readonly printed: readonly string[];
  /** The first line that was or will be printed and fits. Rejects when the bot ends without one. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  /** Asks it to end, as an orchestrator does; gives its exit code. */
  stop(): Promise<number | null>;
}

/** `yiwen start` as a process of its own, in a folder where no configuration lies. */
export async function startBot(environment: Readonly<Record<string, string>>): Promise<RunningBot> {
  const child = spawn(process.execPath, [await botProgram(), 'start'], {
    cwd: tmpdir(),
    env: childEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return followBot(child);
}

/** Reads along with a bot that was started. */
export function followBot(child: ChildProcess): RunningBot {
  const printed: string[] = [];
  const waiting = new Set<() => void>();
  const ended = new Promise<number | null>((done) => child.on('close', done));
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      printed.push(line);
      for (const look of [...waiting]) look();
    });
  }
  return {
    printed,
    line: (pattern) =>
      new Promise((found, reject) => {
        const fail = (why: string) => reject(new Error(`${why} ${pattern}\n${printed.join('\n')}`));
        const timer = setTimeout(() => fail('the bot did not print'), startsWithinMs);
        const look = (): void => {
          const match = printed.map((line) => pattern.exec(line)).find((one) => one !== null);
          if (!match) return;
          clearTimeout(timer);
          waiting.delete(look);
          found(match);
        };
        waiting.add(look);
        look();
        void ended.then((code) => fail(`the bot ended with ${code} before it printed`));
      }),
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
