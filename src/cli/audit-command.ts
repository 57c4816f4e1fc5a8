import { loadConfig } from '../app/config.js';
import { openRecords } from '../app/records.js';
import { systemClock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { type AuditState, auditHead, verifyAudit } from '../storage/audit.js';
import { headsFile, readHeads } from '../storage/audit-heads.js';

interface AuditCommand {
  readonly config: string | undefined;
  readonly json?: boolean;
}

export interface VerifyCommand extends AuditCommand {
  /** Heads noted elsewhere, instead of those beside the database. */
  readonly heads?: string;
}

function sayState(state: AuditState, noted: number): string {
  switch (state.status) {
    case 'whole':
      return `${state.rows} 条留痕前后相接，没有改动；和记下的 ${noted} 个末条校验值都对得上。\n末条校验值 ${state.head}`;
    case 'broken':
      return `第 ${state.sequence} 条对不上：它或它前面的留痕被改过、删过或插过。请保留现场并报告负责人。`;
    case 'cut-off':
      return `末尾的留痕被截去了：记下过 ${state.noted} 条，现在只有 ${state.rows} 条。请保留现场并报告负责人。`;
  }
}

/** Walks the whole chain and compares it with the heads noted. 1 where anything was changed, removed, inserted or cut. */
export async function verify({ config: file, heads, json }: VerifyCommand): Promise<number> {
  const config = loadConfig(file === undefined ? {} : { file });
  const noted = await readHeads(heads ?? headsFile(config.dataFolder));
  if (heads !== undefined && noted.length === 0)
    throw new YiwenError('audit.no-heads', `${heads} 里没有记下的校验值`, '请检查路径。');
  const { store } = await openRecords(config);
  try {
    const state = await verifyAudit(store.read, noted);
    process.stdout.write(
      `${json ? JSON.stringify({ ...state, noted: noted.length }) : sayState(state, noted.length)}\n`,
    );
    return state.status === 'whole' ? 0 : 1;
  } finally {
    await store.close();
  }
}

/** Prints how far the audit is, to be kept elsewhere: paper, mail, another machine. */
export async function printHead({ config: file }: AuditCommand): Promise<number> {
  const { store } = await openRecords(loadConfig(file === undefined ? {} : { file }));
  try {
    const head = await auditHead(store.read, systemClock.now());
    process.stdout.write(head ? `${JSON.stringify(head)}\n` : '还没有留痕。\n');
    return 0;
  } finally {
    await store.close();
  }
}
