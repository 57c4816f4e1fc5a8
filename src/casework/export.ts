import { createHash } from 'node:crypto';
import { actorOf, may, type StaffMember } from '../domain/staff.js';
import { YiwenError } from '../lib/errors.js';
import { maskPersonalData } from '../lib/personal-data.js';
import { appendAudit } from '../storage/audit.js';
import type { Keyring } from '../storage/sealing/keyring.js';
import type { Store } from '../storage/store.js';
import { approvalsOf, holdsNow } from './approvals.js';
import type { Period } from './figure.js';
import type { Sheet } from './sheet.js';
import { type SpreadsheetFormat, writeSpreadsheet } from './spreadsheet.js';

export interface ExportOrder extends Period {
  readonly format: SpreadsheetFormat;
  /** Why: it stands in the audit. */
  readonly reason: string;
}

export interface ExportContext {
  readonly store: Store;
  readonly member: StaffMember;
  readonly keyring: Keyring | undefined;
  readonly now: Date;
  /** Told how many rows are written, now and then. */
  readonly onRows?: (written: number) => void;
}

export interface Exported {
  /** 举报线索_2026-01-01_2026-03-31.xlsx */
  readonly name: string;
  readonly bytes: Buffer;
  readonly rows: number;
  /** SHA-256 of the file, hexadecimal: the audit holds the same. */
  readonly sha256: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Writes a sheet and notes it in the audit with its filter, count and SHA-256 before it is handed out.
 * @throws YiwenError `export.denied`, `export.no-approval`, `export.no-reason`, `export.invalid-period`
 */
export async function exportSheet(sheet: Sheet, order: ExportOrder, context: ExportContext): Promise<Exported> {
  const { store, member, keyring, now } = context;
  const { from, to, format } = order;
  const reason = checkedReason(order.reason);
  if (!may(member, sheet.needs)) {
    await store.transaction((tx) =>
      appendAudit(tx, { at: now, actor: actorOf(member), action: 'export.denied', subject: sheet.name }),
    );
    throw new YiwenError('export.denied', `您不能导出「${sheet.title}」`, '请有导出权限的同事办理');
  }
  if (!DAY.test(from) || !DAY.test(to) || from > to)
    throw new YiwenError('export.invalid-period', '起止日期不对', '写成 2026-01-01，开始不晚于结束');
  const approval = sheet.approval ? await requireApproval(sheet.approval, sheet, context) : undefined;
  const rows = sheet.rows({ read: store.read, member, now, keyring, from, to });
  const written = await writeSpreadsheet(format, sheet, rows, context.onRows);
  const sha256 = createHash('sha256').update(written.bytes).digest('hex');
  const detail = { from, to, format, reason, rows: written.rows, sha256, ...(approval ? { approval } : {}) };
  await store.transaction((tx) =>
    appendAudit(tx, { at: now, actor: actorOf(member), action: 'export.written', subject: sheet.name, detail }),
  );
  return { name: `${sheet.title}_${from}_${to}.${format}`, bytes: written.bytes, rows: written.rows, sha256 };
}

function checkedReason(given: string): string {
  const reason = given.replace(/\s+/g, ' ').trim();
  if (reason.length >= 4 && reason.length <= 300) return maskPersonalData(reason);
  throw new YiwenError('export.no-reason', '导出原因要写4至300个字', '例如：报送一季度线索统计');
}

/** One's own request that somebody else granted, while it holds. */
async function requireApproval(kind: string, sheet: Sheet, { store, member, now }: ExportContext): Promise<string> {
  const mine = (await approvalsOf(store.read, kind, sheet.name)).find(
    (approval) => approval.requestedBy === member.id && holdsNow(approval, now),
  );
  if (mine) return mine.id;
  throw new YiwenError(
    'export.no-approval',
    `导出「${sheet.title}」要先经另一人批准`,
    '请先提交申请，批准后24小时内导出',
  );
}
