import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { programFrom } from './program.js';

/** Receipts by tip, as they were shown before the process was killed. */
export interface Taken {
  readonly receipts: ReadonlyMap<string, string>;
  readonly output: string;
}

export interface Taking {
  readonly whole: number;
  readonly half: number;
  /** Killed after so many receipts; where it is more than there will be, when all is told. */
  readonly killAfter: number;
}

/** A process that takes tips into the folder until it is killed with SIGKILL. */
export async function takeCanaries(folder: string, { whole, half, killAfter }: Taking): Promise<Taken> {
  const script = join(import.meta.dirname, 'canary-taker.ts');
  const words = [await programFrom(script), folder, String(whole), String(half)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const receipts = new Map<string, string>();
  let output = '';
  child.stderr.on('data', (piece) => {
    output += String(piece);
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    output += `${line}\n`;
    const [tip, receipt] = line.split(' ');
    if (tip && receipt) receipts.set(tip, receipt);
    if (receipts.size >= killAfter || line === 'told') child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === null ? resolve({ receipts, output }) : reject(new Error(`the child ended with ${code}: ${output}`)),
    );
  });
}
