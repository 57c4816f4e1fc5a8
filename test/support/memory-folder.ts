import { mkdtempSync, rmSync, statfsSync } from 'node:fs';

const memory = '/dev/shm';
const roomBytes = 1_000_000_000;

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= roomBytes;
  } catch {
    return false; // not Linux
  }
}

/**
 * Vitest's global setup: the temporary folder of the run lies in memory where there is room. Every transaction of the
 * bot waits for the disk, which is most of the time of a suite that writes thousands; a process that is killed loses
 * what it had not written in memory just as on a disk. Nothing changes where TMPDIR is set already.
 */
export default function useMemory(): (() => void) | undefined {
  if (process.env.TMPDIR !== undefined || !hasRoom()) return undefined;
  const folder = mkdtempSync(`${memory}/yiwen-tests-`);
  process.env.TMPDIR = folder;
  return () => {
    delete process.env.TMPDIR;
    rmSync(folder, { recursive: true, force: true });
  };
}
