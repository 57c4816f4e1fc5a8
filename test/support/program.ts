import { join } from 'node:path';
import { inject } from 'vitest';
import { compileBot, compiledFrom } from './compiled-bot.js';
import { onceMade } from './workshop.js';

/** What node runs as a program of the tests, by its source file; compiled once for the whole run. */
export async function programFrom(source: string): Promise<string> {
  return compiledFrom(await onceMade(inject('workshop'), 'compiled', compileBot), source);
}

/** The program of `yiwen`. */
export const botProgram = (): Promise<string> => programFrom(join(import.meta.dirname, '../../src/main.ts'));
