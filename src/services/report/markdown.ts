import type { Chapter, Compared, YearReport } from './gather.js';
import { introductionOf, sayChange, sayValue, titleOf } from './say.js';

/** A table's cell: nothing in it ends the cell or the line. */
const cell = (text: string) => text.replace(/\s+/g, ' ').replaceAll('\\', '\\\\').replaceAll('|', '\\|');
const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = `|${head.map((_, at) => (at === 0 ? ' --- |' : ' ---: |')).join('')}`;
  return [row(head), rule, ...rows.map(row)].join('\n');
}

const partsOf = ({ title, unit, parts = [] }: Compared): string[] =>
  parts.length === 0
    ? []
    : [
        `**${title}**`,
        table(
          ['项目', `数量（${unit}）`],
          parts.map((part) => [part.label, sayValue(part.value, unit)]),
        ),
      ];

function chapterOf({ title, figures }: Chapter, year: number): string[] {
  const rows = figures.map((figure) => [
    `${figure.title}（${figure.unit}）`,
    sayValue(figure.value, figure.unit),
    sayValue(figure.before, figure.unit),
    sayChange(figure),
  ]);
  return [`## ${title}`, table(['指标', `${year}年`, `${year - 1}年`, '增减'], rows), ...figures.flatMap(partsOf)];
}

const definitionOf = ({ title, definition, query }: Compared): string[] => [
  `**${title}**：${definition}`,
  `\`\`\`sql\n${query.trim().replaceAll('```', '')}\n\`\`\``,
];

/** The report as Markdown: tables, and in the appendix each figure's definition and query. */
export function reportMarkdown(report: YearReport): Buffer {
  const blocks = [
    `# ${titleOf(report)}`,
    ...introductionOf(report),
    ...report.chapters.flatMap((chapter) => chapterOf(chapter, report.year)),
    '## 附录 统计口径',
    ...report.chapters.flatMap(({ figures }) => figures.flatMap(definitionOf)),
  ];
  return Buffer.from(`${blocks.join('\n\n')}\n`);
}
