import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, defineDesk } from '../../../src/casework/desk.js';
import type { Figure, Period } from '../../../src/casework/figure.js';
import { roles } from '../../../src/domain/staff.js';
import { docx } from '../../../src/ingestion/formats/docx.js';
import { gatherReport } from '../../../src/services/report/gather.js';
import { openDrawing } from '../../../src/services/report/picture.js';
import { sayChange, sayValue } from '../../../src/services/report/say.js';
import { withoutSmallCells } from '../../../src/services/report/small-cells.js';
import { createTestConsole, type TestConsole } from '../../support/test-console.js';

const periods: Period[] = [];
const figure = (more: Partial<Figure>): Figure => ({
  ...{ id: 'x', chapter: '举报线索', title: '受理举报线索', value: 1, unit: '件' },
  ...{ definition: '收到并编号的线索。', query: "select count(*) from tips where at >= '2026'" },
  ...more,
});
const states = [
  { label: '核查中', value: 40 },
  { label: '已办结', value: 55 },
  { label: '不予立案', value: 3 },
];

/** A desk that counts as the real ones do: the year before had fewer. */
const counting: Desk = defineDesk({
  name: 'sample',
  title: '样例',
  sees: [],
  routes: [],
  async figures(_, period) {
    periods.push(period);
    const now = period.from.startsWith('2026');
    return [
      figure({ id: 'tips.received', value: now ? 98 : 80, parts: states, chart: 'bar' }),
      figure({ id: 'tips.recovered', title: '追回医保基金', unit: '元', value: now ? 2_970_400 : 0 }),
      figure({ id: 'ratings.good', chapter: '服务评价', title: '好评率', unit: '%', value: now ? 98.46 : undefined }),
    ];
  },
});

let desk: TestConsole;
beforeEach(async () => {
  periods.length = 0;
  desk = await createTestConsole({ desks: [counting] });
});
afterEach(() => desk.close());

const gather = (year = 2026, now = new Date('2027-01-10T02:00:00Z')) =>
  gatherReport({ desks: [counting], read: desk.bot.store.read, bureau: '样例市医保局', year, now });

describe('the yearly report', () => {
  it('counts a whole year and the one before, chapter by chapter', async () => {
    const report = await gather();
    expect(periods).toEqual([
      { from: '2026-01-01', to: '2026-12-31' },
      { from: '2025-01-01', to: '2025-12-31' },
    ]);
    expect(report.chapters.map(({ title }) => title)).toEqual(['举报线索', '服务评价']);
    expect(report.chapters[0]?.figures[0]).toMatchObject({ value: 98, before: 80 });
  });

  it('compares a year that still runs with the same days of the year before', async () => {
    await gather(2026, new Date('2026-04-01T02:00:00Z'));
    expect(periods).toEqual([
      { from: '2026-01-01', to: '2026-04-01' },
      { from: '2025-01-01', to: '2025-04-01' },
    ]);
    await expect(gather(2031)).rejects.toThrow('没有 2031 年的数据');
  });

  it('says money, shares and changes as a report does', () => {
    expect([sayValue(2_970_400, '元'), sayValue(98.46, '%'), sayValue(undefined, '%'), sayValue(12_345, '件')]).toEqual(
      ['2,970,400.00', '98.5', '无', '12,345'],
    );
    const change = (value: number | undefined, before: number | undefined, unit = '件') =>
      sayChange({ value, before, unit });
    expect([
      change(98, 80),
      change(80, 98),
      change(5, 5),
      change(5, 0),
      change(1, undefined),
      change(98.5, 97, '%'),
    ]).toEqual(['+22.5%', '−18.4%', '持平', '—', '—', '+1.5个百分点']);
  });

  it('puts small parts together for the public, so that none can be worked out, and keeps the sum', async () => {
    const report = await gather();
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 8 }), (values) => {
        const parts = values.map((value, at) => ({ label: `第${at}类`, value }));
        const chapters = [{ title: '举报线索', figures: [{ ...figure({ parts }), before: 0 }] }];
        const shown = withoutSmallCells({ ...report, chapters }).chapters[0]?.figures[0]?.parts ?? [];
        const sum = (all: readonly { value: number }[]) => all.reduce((total, { value }) => total + value, 0);
        expect(sum(shown)).toBe(sum(parts));
        const counted = values.filter((value) => value > 0);
        if (sum(parts) >= 5 && counted.length > 1)
          for (const part of shown) expect(part.value === 0 || part.value >= 5).toBe(true);
        const left = shown.filter(({ label }) => label.startsWith('第'));
        expect(counted.length - left.filter(({ value }) => value > 0).length).not.toBe(counted.length > 1 ? 1 : -1);
      }),
    );
  });
});

describe('the page and the files of the yearly report', () => {
  it('show every figure with its definition and query, and are noted in the audit with the hash of the file', async () => {
    const browser = await desk.signIn(await desk.hire('wu', ['analyst']));
    desk.bot.clock.pass(60 * 24 * 300);
    const again = await desk.signIn(await desk.hire('xu', ['analyst']));
    const page = await again.get('/report?year=2026');
    expect(page.text).toContain('追回医保基金');
    expect(page.text).toContain('select count(*) from tips');
    expect(page.body).toContain('data:image/svg+xml');
    const markdown = await again.post('/report/write', { format: 'md', year: '2026' });
    const text = markdown.bytes.toString('utf8');
    expect(text).toContain('# 样例市医保局2026年医保智能服务数据年报');
    expect(text).toMatch(/\| 受理举报线索（件） \| 98 \| 80 \| \+22\.5% \|/);
    expect(text).toContain('收到并编号的线索。');
    const row = (await desk.bot.rows('audit')).at(-1);
    const sha256 = createHash('sha256').update(markdown.bytes).digest('hex');
    expect(row).toMatchObject({ actor: 'staff:xu', action: 'report.written', subject: '2026' });
    expect(JSON.parse(String(row?.detail))).toMatchObject({ sha256, format: 'md', forPublic: false });
    expect((await browser.get('/report')).path).toContain('/sign-in');
  });

  it('come as a document with tables and a picture of each chart', async () => {
    const browser = await desk.signIn(await desk.hire('wu', ['analyst']));
    const { bytes } = await browser.post('/report/write', { format: 'docx', year: '2026', 'for-public': 'yes' });
    const { text } = await docx.read(bytes, 'report.docx');
    expect(text).toContain('2,970,400.00');
    expect(text).toContain('其他（分项较少，合并列示）');
    const pictures = Object.entries(unzipSync(bytes)).filter(([name]) => name.endsWith('.png'));
    expect(pictures).toHaveLength((await openDrawing()) ? 1 : 0);
    for (const [, picture] of pictures) expect(picture.length).toBeGreaterThan(4_000);
  });

  it('are refused to every role that may not see the report', async () => {
    const allowed = ['analyst', 'supervisor', 'auditor'];
    for (const role of roles.filter((one) => !allowed.includes(one))) {
      const browser = await desk.signIn(await desk.hire(`m-${role}`, [role]));
      expect([role, (await browser.get('/report')).status]).toEqual([role, 403]);
      expect([role, (await browser.post('/report/write', { year: '2026' })).status]).toEqual([role, 403]);
    }
  });
});
