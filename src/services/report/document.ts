import type { FileChild, ParagraphChild } from 'docx';
import type { Chapter, Compared, YearReport } from './gather.js';
import { chartOf, openDrawing, PICTURE } from './picture.js';
import { introductionOf, sayChange, sayValue, titleOf } from './say.js';

type Docx = typeof import('docx');
type Draw = Awaited<ReturnType<typeof openDrawing>>;

/** The report as DOCX: tables, charts where they can be drawn, and each figure's definition and query. */
export async function reportDocument(report: YearReport): Promise<Buffer> {
  const [docx, draw] = await Promise.all([import('docx'), openDrawing()]);
  const { Document, Packer, Footer, Paragraph, TextRun, PageNumber, AlignmentType } = docx;
  const chapters: FileChild[] = [];
  for (const chapter of report.chapters) chapters.push(...(await chapterOf(docx, chapter, report.year, draw)));
  const page: ParagraphChild = new TextRun({ children: [PageNumber.CURRENT] });
  const document = new Document({
    title: titleOf(report),
    creator: report.bureau,
    styles: { default: { document: { run: { font: FONT, size: 22 } } } },
    sections: [
      {
        footers: {
          default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [page] })] }),
        },
        children: [
          heading(docx, titleOf(report), 'TITLE'),
          ...introductionOf(report).map((text) => paragraph(docx, text)),
          ...chapters,
          heading(docx, '附录 统计口径', 'HEADING_1'),
          ...report.chapters.flatMap(({ figures }) => figures.flatMap((figure) => definitionOf(docx, figure))),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: '宋体' };

const heading = ({ Paragraph, HeadingLevel }: Docx, text: string, level: 'TITLE' | 'HEADING_1' | 'HEADING_2') =>
  new Paragraph({ text, heading: HeadingLevel[level], keepNext: true, spacing: { before: 240, after: 120 } });

const paragraph = ({ Paragraph }: Docx, text: string) => new Paragraph({ text, spacing: { after: 120 } });

async function chapterOf(docx: Docx, chapter: Chapter, year: number, draw: Draw): Promise<FileChild[]> {
  const title = heading(docx, chapter.title, 'HEADING_1');
  const rows = chapter.figures.map((figure) => [
    `${figure.title}（${figure.unit}）`,
    sayValue(figure.value, figure.unit),
    sayValue(figure.before, figure.unit),
    sayChange(figure),
  ]);
  const parts: FileChild[] = [];
  for (const figure of chapter.figures) parts.push(...(await partsOf(docx, figure, draw)));
  return [title, table(docx, ['指标', `${year}年`, `${year - 1}年`, '增减'], rows), ...parts];
}

async function partsOf(docx: Docx, figure: Compared, draw: Draw): Promise<FileChild[]> {
  const { title, unit, parts = [] } = figure;
  if (parts.length === 0) return [];
  const chart = chartOf(figure);
  const rows = parts.map((part) => [part.label, sayValue(part.value, unit)]);
  const picture = chart && draw ? [image(docx, title, await draw(chart))] : [];
  return [heading(docx, title, 'HEADING_2'), ...picture, table(docx, ['项目', `数量（${unit}）`], rows)];
}

function image({ Paragraph, ImageRun, AlignmentType }: Docx, title: string, data: Buffer): FileChild {
  const transformation = { width: 560, height: Math.round((560 * PICTURE.height) / PICTURE.width) };
  const altText = { title, description: `${title}，数字见下表`, name: title };
  const run = new ImageRun({ type: 'png', data, transformation, altText });
  return new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, children: [run] });
}

function table(docx: Docx, head: readonly string[], rows: readonly (readonly string[])[]): FileChild {
  const { Table, TableRow, TableCell, Paragraph, TextRun, WidthType, AlignmentType } = docx;
  const cell = (text: string, at: number, bold: boolean) => {
    const alignment = at === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT;
    const margins = { top: 60, bottom: 60, left: 100, right: 100 };
    return new TableCell({
      margins,
      children: [new Paragraph({ alignment, children: [new TextRun({ text, bold })] })],
    });
  };
  const row = (cells: readonly string[], bold: boolean) =>
    new TableRow({ tableHeader: bold, cantSplit: true, children: cells.map((text, at) => cell(text, at, bold)) });
  const first = head.length > 2 ? 4_200 : 6_000;
  const rest = Math.floor((9_000 - first) / (head.length - 1));
  return new Table({
    width: { size: 9_000, type: WidthType.DXA },
    columnWidths: head.map((_, at) => (at === 0 ? first : rest)),
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  });
}

function definitionOf({ Paragraph, TextRun }: Docx, { title, definition, query }: Compared): FileChild[] {
  const said = [new TextRun({ text: `${title}：`, bold: true }), new TextRun({ text: definition })];
  const code = query.trim().replace(/\s+/g, ' ');
  return [
    new Paragraph({ keepNext: true, spacing: { before: 120 }, children: said }),
    new Paragraph({ children: [new TextRun({ text: code, font: 'Courier New', size: 17 })] }),
  ];
}
