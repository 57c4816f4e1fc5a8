import { extname } from 'node:path';
import { loadConfig } from '../app/config.js';
import { countingDesks } from '../app/desks.js';
import { openRecords } from '../app/records.js';
import { systemClock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { type ReportFormat, writeReport } from '../services/report/write.js';
import { signInAtTerminal } from '../staff/at-terminal.js';
import { writeNewFile } from './new-file.js';
import { givenPassword } from './password.js';

export interface ReportCommand {
  readonly config: string | undefined;
  readonly year: string;
  readonly out: string;
  readonly as: string;
  readonly passwordFile?: string;
  readonly public?: boolean;
}

function formatOf(out: string): ReportFormat {
  const said = extname(out).slice(1).toLowerCase();
  if (said === 'docx' || said === 'md') return said;
  throw new YiwenError('usage.bad-format', `年报写不成 ${said || '没有扩展名的'} 文件`, '文件名用 .docx 或 .md 结尾。');
}

/** Writes the yearly report to a new file, as a member of staff who gives their password. */
export async function report(command: ReportCommand): Promise<number> {
  const { as, out, year } = command;
  const format = formatOf(out);
  const config = loadConfig(command.config === undefined ? {} : { file: command.config });
  const { store, localKey } = await openRecords(config);
  try {
    const { sha256 } = await writeNewFile(out, async () => {
      const password = await givenPassword(as, command.passwordFile);
      const now = systemClock.now();
      const { account } = await signInAtTerminal(store, as, password, now);
      const bureau = config.bureau.name ?? '';
      const forPublic = command.public === true;
      return writeReport({
        desks: countingDesks({ config, store, localKey }),
        bureau,
        year: Number(year),
        now,
        store,
        member: account,
        format,
        forPublic,
      });
    });
    process.stdout.write(`已写好${year}年年报：${out}\nSHA-256 ${sha256}\n`);
    return 0;
  } finally {
    await store.close();
  }
}
