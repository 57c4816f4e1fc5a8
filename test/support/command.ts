import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import { childEnvironment } from './child-environment.js';
import { botProgram } from './program.js';
import { onceMade } from './workshop.js';

export interface CommandOptions {
  /** Settings of the bot; the tester's own YIWEN_* do not reach it. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The working folder; the temporary folder otherwise, where no configuration lies. */
  readonly folder?: string;
  /** Given on standard input, which then ends. */
  readonly input?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `yiwen …` as a process of its own, to talk with. */
export async function startCommand(
  words: readonly string[],
  options: CommandOptions = {},
): Promise<ChildProcessWithoutNullStreams> {
  const child = spawn(process.execPath, [await botProgram(), ...words], {
    cwd: options.folder ?? tmpdir(),
    env: childEnvironment(options.environment ?? {}),
  });
  child.stdin.on('error', () => {}); // a command that ends early reads no further
  return child;
}

/** `yiwen …` from its start to its end. */
export async function runCommand(words: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  const child = await startCommand(words, options);
  child.stdin.end(options.input ?? '');
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

const staffPassword = 'a-password-of-the-tests';

/** A data folder of its own with the shipped knowledge in the index, and the settings that name it. */
export async function dataWithKnowledge(): Promise<{
  readonly data: string;
  readonly environment: Readonly<Record<string, string>>;
  remove(): void;
}> {
  const indexed = await onceMade(inject('workshop'), 'indexed', async (folder) => {
    const environment = { YIWEN_DATA: folder };
    const { code, stderr } = await runCommand(['index'], { environment });
    if (code !== 0) throw new Error(`the shipped knowledge is not indexed: ${stderr}`);
    // What is learnt from the examples takes seconds: once, and not for every test.
    const questions = join(folder, 'warming.jsonl');
    writeFileSync(questions, `${JSON.stringify({ id: '1', question: '门诊', facts: [], must: [], type: 'plain' })}\n`);
    await runCommand(['evaluate', questions], { environment });
    rmSync(questions);
  });
  const data = mkdtempSync(join(tmpdir(), 'yiwen-data-'));
  cpSync(indexed, data, { recursive: true });
  return {
    data,
    environment: { YIWEN_DATA: data, YIWEN_STAFF_PASSWORD: staffPassword, YIWEN_LOG_LEVEL: 'warn' },
    remove: () => rmSync(data, { recursive: true, force: true }),
  };
}
