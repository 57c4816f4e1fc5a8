import { extname } from 'node:path';
import { loadConfig } from '../app/config.js';
import { countingDesks, sheetsOf } from '../app/desks.js';
import { openRecords } from '../app/records.js';
import { exportSheet } from '../casework/export.js';
import type { Sheet } from '../casework/sheet.js';
import { systemClock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { signInAtTerminal } from '../staff/at-terminal.js';
import { writeNewFile } from './new-file.js';
import { givenPassword } from './password.js';

export interface ExportCommand {
  readonly config: string | undefined;
  /** Name of the sheet: `tips`. */
  readonly sheet: string;
  readonly from: string;
  readonly to: string;
  readonly format?: string;
  readonly reason: string;
  readonly out: string;
  readonly as: string;
  readonly passwordFile?: string;
}

function sheetNamed(sheets: readonly Sheet[], name: string): Sheet {
  const sheet = sheets.find((one) => one.name === name);
  if (sheet) return sheet;
  const known = sheets.map((one) => `${one.name}（${one.title}）`).join('、');
  throw new YiwenError('export.unknown-sheet', `没有叫 ${name} 的表`, `可以导出的有：${known}。`);
}

function formatOf({ format, out }: ExportCommand): 'xlsx' | 'csv' {
  const said = (format ?? extname(out).slice(1)).toLowerCase();
  if (said === 'xlsx' || said === 'csv') return said;
  throw new YiwenError(
    'usage.bad-format',
    `不会写 ${said || '没有写明的'} 格式`,
    '请写 --format xlsx 或 --format csv。',
  );
}

/** Writes a sheet to a new file that only its owner can read, as a member of staff who gives their password. */
export async function exportToFile(command: ExportCommand): Promise<number> {
  const { as, from, to, reason, out } = command;
  const format = formatOf(command);
  const config = loadConfig(command.config === undefined ? {} : { file: command.config });
  const { store, localKey } = await openRecords(config);
  try {
    const sheet = sheetNamed(sheetsOf(countingDesks({ config, store, localKey })), command.sheet);
    const { rows, sha256 } = await writeNewFile(out, async () => {
      const password = await givenPassword(as, command.passwordFile);
      const now = systemClock.now();
      const { account, keyring } = await signInAtTerminal(store, as, password, now);
      return exportSheet(sheet, { from, to, format, reason }, { store, member: account, keyring, now });
    });
    process.stdout.write(`已导出「${sheet.title}」${rows} 行：${out}\nSHA-256 ${sha256}\n`);
    return 0;
  } finally {
    await store.close();
  }
}

/** What can be exported: name, title, whether a second person has to approve. */
export async function listSheets({ config: file }: Pick<ExportCommand, 'config'>): Promise<number> {
  const config = loadConfig(file === undefined ? {} : { file });
  const { store, localKey } = await openRecords(config);
  const lines = sheetsOf(countingDesks({ config, store, localKey })).map(
    ({ name, title, approval }) => `${name}  ${title}${approval ? '（要先在工作台经另一人批准）' : ''}`,
  );
  await store.close();
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}
