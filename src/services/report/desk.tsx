import { type Desk, type DeskReply, type DeskRequest, defineDesk } from '../../casework/desk.js';
import { chinaDay } from '../../lib/clock.js';
import { gatherReport } from './gather.js';
import { drawReport } from './pages/report-page.js';
import { type ReportFormat, reportTypes, writeReport } from './write.js';

/** 年报: what all desks count, with definition and query, beside the year before; as a page, DOCX or Markdown. */
export function reportDesk(desks: readonly Desk[], bureau: string): Desk {
  const needs = 'report.read';

  const yearOf = (said: string, now: Date) => (/^\d{4}$/.test(said) ? Number(said) : Number(chinaDay(now).slice(0, 4)));

  async function show({ store, now, query }: DeskRequest): Promise<DeskReply> {
    const year = yearOf(query.year ?? '', now);
    const report = await gatherReport({ desks, bureau, year, now, read: store.read });
    return { status: 'page', title: `年报 ${year}年`, body: await drawReport(report) };
  }

  async function write({ store, now, member, form }: DeskRequest): Promise<DeskReply> {
    const format: ReportFormat = form.text('format') === 'md' ? 'md' : 'docx';
    const year = yearOf(form.text('year'), now);
    const forPublic = form.text('for-public') === 'yes';
    const { name, bytes } = await writeReport({ desks, bureau, year, now, store, member, format, forPublic });
    return { status: 'file', name, bytes, type: reportTypes[format] };
  }

  return defineDesk({
    name: 'report',
    title: '年报',
    sees: [needs],
    routes: [
      { method: 'GET', path: '/', needs, handle: show },
      { method: 'POST', path: '/write', needs, proved: true, handle: write },
    ],
  });
}
