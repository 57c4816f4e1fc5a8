import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chinaDay } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { type AuditHead, auditHead } from './audit.js';
import { preparePrivateFile } from './data-folder.js';
import type { Reader } from './store.js';

/** Beside the database, to be copied elsewhere: a line a day, `{at, rows, head}`. */
export const headsFile = (dataFolder: string): string => join(dataFolder, 'audit-heads.jsonl');

/**
 * Notes how far the audit is, once on every day in China.
 * @returns what was noted; undefined where today's is there or there is nothing yet
 */
export async function publishHead(dataFolder: string, read: Reader, at: Date): Promise<AuditHead | undefined> {
  const file = headsFile(dataFolder);
  const last = (await readHeads(file)).at(-1);
  if (last && chinaDay(new Date(last.at)) === chinaDay(at)) return undefined;
  const head = await auditHead(read, at);
  if (!head) return undefined;
  preparePrivateFile(file);
  await appendFile(file, `${JSON.stringify(head)}\n`, { flush: true });
  return head;
}

/** Those noted, oldest first; none where there is no such file. @throws YiwenError `audit.heads-unreadable` */
export async function readHeads(file: string): Promise<AuditHead[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, at) => parseHead(line) ?? unreadable(file, at + 1));
}

function parseHead(line: string): AuditHead | undefined {
  try {
    const { at, rows, head } = JSON.parse(line) as Partial<AuditHead>;
    const sound = typeof at === 'string' && Number.isInteger(rows) && /^[\da-f]{64}$/.test(String(head));
    return sound ? { at, rows: Number(rows), head: String(head) } : undefined;
  } catch {
    return undefined;
  }
}

function unreadable(file: string, line: number): never {
  throw new YiwenError(
    'audit.heads-unreadable',
    `${file} 第 ${line} 行读不懂，可能被改过`,
    '请用当初抄到别处的那一份核对：npx yiwen audit verify --heads 文件。',
  );
}
