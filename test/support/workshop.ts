import { existsSync, mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder of this run, where test files leave what is made once for all of them. */
    readonly workshop: string;
  }
}

/** Vitest's global setup: the folder only. What nobody asks for is never made. */
export default function openWorkshop({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'yiwen-workshop-'));
  provide('workshop', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Makes a folder once, whichever test file comes first, while the others wait: made aside, then renamed, whole or not. */
export async function onceMade(
  workshop: string,
  name: string,
  make: (folder: string) => void | Promise<void>,
): Promise<string> {
  const made = join(workshop, name);
  while (!existsSync(made)) {
    if (claimed(`${made}.claim`)) await makeAside(made, make);
    else await sleep(20);
  }
  return made;
}

/** One at a time makes it; the next one tries where making failed. */
async function makeAside(made: string, make: (folder: string) => void | Promise<void>): Promise<void> {
  try {
    if (existsSync(made)) return;
    const aside = mkdtempSync(`${made}-`);
    await make(aside);
    renameSync(aside, made);
  } finally {
    rmdirSync(`${made}.claim`);
  }
}

function claimed(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
