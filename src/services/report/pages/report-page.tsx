import { chartFigure } from '../../../pages/chart.js';
import { Button, Filter, Form, Select, Ticks } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Notice, Section } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';
import type { Chapter, Compared, YearReport } from '../gather.js';
import { chartOf } from '../picture.js';
import { introductionOf, sayChange, sayValue } from '../say.js';

/** The report as a page; its charts are drawn before. */
export async function drawReport(report: YearReport): Promise<Markup> {
  const chapters = await Promise.all(report.chapters.map((chapter) => drawChapter(chapter, report.year)));
  return (
    <>
      <YearChoice report={report} />
      <Notice>{introductionOf(report)[0]}点指标名称，看它的口径和查询语句。</Notice>
      {chapters}
      <WriteForm year={report.year} />
    </>
  );
}

function YearChoice({ report }: { readonly report: YearReport }): Markup {
  const latest = Number(report.madeAt.slice(0, 4));
  const years = Array.from({ length: 6 }, (_, at) => String(latest - at));
  return (
    <Filter action="/report">
      <Select
        name="year"
        label="年份"
        value={String(report.year)}
        options={years.map((value) => ({ value, label: `${value}年` }))}
      />
    </Filter>
  );
}

async function drawChapter({ title, figures }: Chapter, year: number): Promise<Markup> {
  const charts = await Promise.all(figures.map(drawParts));
  return (
    <Section title={title}>
      <Table
        caption={`${title}，${year}年和上一年`}
        rows={figures}
        empty=""
        columns={[
          { title: '指标', cell: (figure) => <Meaning figure={figure} /> },
          { title: `${year}年`, number: true, cell: ({ value, unit }) => sayValue(value, unit) },
          { title: `${year - 1}年`, number: true, cell: ({ before, unit }) => sayValue(before, unit) },
          { title: '增减', number: true, cell: sayChange },
        ]}
      />
      {charts}
    </Section>
  );
}

function Meaning({ figure }: { readonly figure: Compared }): Markup {
  const { title, unit, definition, query } = figure;
  return (
    <details>
      <summary>
        {title}（{unit}）
      </summary>
      <p>{definition}</p>
      <pre>{query}</pre>
    </details>
  );
}

async function drawParts(figure: Compared): Promise<Markup | null> {
  const chart = chartOf(figure);
  if (chart) return chartFigure(chart);
  const { title, unit, parts = [] } = figure;
  if (parts.length === 0) return null;
  return (
    <Table
      caption={title}
      rows={parts}
      empty=""
      columns={[
        { title: '项目', cell: ({ label }) => label },
        { title: `数量（${unit}）`, number: true, cell: ({ value }) => sayValue(value, unit) },
      ]}
    />
  );
}

function WriteForm({ year }: { readonly year: number }): Markup {
  return (
    <Form action="/report/write" class="narrow">
      <h2>生成文件</h2>
      <p class="about">文件里有表格、图和每项指标的口径。会留痕：谁、哪一年、文件校验值。</p>
      <input type="hidden" name="year" value={String(year)} />
      <Select
        name="format"
        label="格式"
        options={[
          { value: 'docx', label: 'Word（docx）' },
          { value: 'md', label: 'Markdown' },
        ]}
      />
      <Ticks name="for-public" legend="用途" options={[{ value: 'yes', label: '对外公开：少于5的分项合并列示' }]} />
      <Button>生成年报</Button>
    </Form>
  );
}
