import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Makes a folder once, whichever test file comes first: made aside, then renamed, so that it is there whole or not. */
export async function onceMade(
  workshop: string,
  name: string,
  make: (folder: string) => void | Promise<void>,
): Promise<string> {
  const made = join(workshop, name);
  if (existsSync(made)) return made;
  const aside = mkdtempSync(join(workshop, `${name}-`));
  await make(aside);
  try {
    renameSync(aside, made);
  } catch (error) {
    if (!existsSync(made)) throw error;
    rmSync(aside, { recursive: true });
  }
  return made;
}
