import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { type EvaluationResult, parseResult, writeResult } from '../evaluation/result.js';
import type { Config } from './config.js';

/** `<data>/evaluation/questions-1a2b3c4d.json`: two sets of the same name in different folders stay apart. */
export function acceptedFile(config: Config, setFile: string): string {
  const path = resolve(setFile);
  const mark = createHash('sha256').update(path).digest('hex').slice(0, 8);
  return join(config.dataFolder, 'evaluation', `${basename(path, extname(path))}-${mark}.json`);
}

/** Undefined where none was accepted. Throws `evaluation.bad-result` for a file that cannot be read as one. */
export async function readAccepted(file: string): Promise<EvaluationResult | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : parseResult(text, file);
}

/** In one step: a reader sees the old result or the new one. */
export async function keepAccepted(file: string, result: EvaluationResult): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  await writeFile(draft, writeResult(result));
  await rename(draft, file);
}
