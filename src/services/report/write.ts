import { createHash } from 'node:crypto';
import { actorOf, may, type StaffMember } from '../../domain/staff.js';
import { YiwenError } from '../../lib/errors.js';
import { appendAudit } from '../../storage/audit.js';
import type { Store } from '../../storage/store.js';
import { reportDocument } from './document.js';
import { type Gathering, gatherReport } from './gather.js';
import { reportMarkdown } from './markdown.js';
import { titleOf } from './say.js';
import { withoutSmallCells } from './small-cells.js';

export type ReportFormat = 'docx' | 'md';

export const reportTypes: Readonly<Record<ReportFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  md: 'text/markdown; charset=utf-8',
};

export interface ReportOrder extends Omit<Gathering, 'read'> {
  readonly store: Store;
  readonly member: StaffMember;
  readonly format: ReportFormat;
  /** For publishing: parts below five are put together. */
  readonly forPublic: boolean;
}

export interface WrittenReport {
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** The yearly report as a file, noted in the audit before it is handed out. @throws YiwenError `report.denied`, `report.bad-year` */
export async function writeReport({ store, member, format, forPublic, ...rest }: ReportOrder): Promise<WrittenReport> {
  const entry = { at: rest.now, actor: actorOf(member), subject: String(rest.year) };
  if (!may(member, 'report.read')) {
    await store.transaction((tx) => appendAudit(tx, { ...entry, action: 'report.denied' }));
    throw new YiwenError('report.denied', '您没有年报的权限', '请统计年报、举报主管或审计的同事办理');
  }
  const gathered = await gatherReport({ ...rest, read: store.read });
  const report = forPublic ? withoutSmallCells(gathered) : gathered;
  const bytes = format === 'docx' ? await reportDocument(report) : reportMarkdown(report);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const detail = { format, forPublic, sha256 };
  await store.transaction((tx) => appendAudit(tx, { ...entry, action: 'report.written', detail }));
  return { name: `${titleOf(report)}.${format}`, bytes, sha256 };
}
