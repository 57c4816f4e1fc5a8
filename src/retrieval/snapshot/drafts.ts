import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { CURRENT, snapshotFiles } from './manifest.js';

/**
 * A snapshot is built in a folder `<id>.<machine>-<process>.draft`, which no reader takes for a snapshot. The name says
 * who builds, so that what a killed build left behind is told from one that is still going on.
 */
const DRAFT = /^\d{17}-[0-9a-f]{8}\.(?<machine>[0-9a-f]{8})-(?<pid>\d+)\.draft$/;
const SNAPSHOT = /^\d{17}-[0-9a-f]{8}$/;

/** Of another machine, or under a number that another process may have taken, a build is given up after a day. */
const givenUpAfterMs = 24 * 3_600_000;

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

export function draftName(id: string): string {
  return `${id}.${machine}-${process.pid}.draft`;
}

export function isDraft(name: string): boolean {
  return name.endsWith('.draft');
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether nobody can be building it any more. `touched`: when something was last written in it, ms since the epoch. */
function isDead(name: string, touched: number): boolean {
  const owner = DRAFT.exec(name)?.groups;
  if (Date.now() - touched > givenUpAfterMs) return true;
  if (owner?.machine !== machine) return false;
  const pid = Number(owner.pid);
  // In a container every run has the same number: a draft from before this run is not ours.
  return pid === process.pid ? touched < Date.now() - process.uptime() * 1_000 - 1_000 : !runs(pid);
}

/** Whether an entry is what a build writes before it is through: a draft, a snapshot without manifest, a new CURRENT. */
async function isUnfinished(folder: string, name: string): Promise<boolean> {
  if (isDraft(name) || name.startsWith(`${CURRENT}.`)) return true;
  if (!SNAPSHOT.test(name)) return false;
  return (await stat(join(folder, name, snapshotFiles.manifest)).catch(() => undefined)) === undefined;
}

/** Removes what killed builds left in a folder of snapshots. Whole snapshots and builds under way are never touched. */
export async function removeDeadDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!(await isUnfinished(folder, name))) continue;
    const info = await stat(join(folder, name)).catch(() => undefined);
    if (info && isDead(name, info.mtimeMs)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
