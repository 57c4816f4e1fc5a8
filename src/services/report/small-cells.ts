import type { FigurePart } from '../../casework/figure.js';
import type { Compared, YearReport } from './gather.js';

/** Counts below this could point at somebody: they are not published (see docs/staff/report.md). */
const LEAST = 5;
const COUNTS = new Set(['件', '次', '条', '人', '人次', '个', '份']);
const small = (value: number) => value > 0 && value < LEAST;

/** A report for the public: parts that are small are put together; one alone takes the next smallest along. */
export function withoutSmallCells(report: YearReport): YearReport {
  const chapters = report.chapters.map((chapter) => ({ ...chapter, figures: chapter.figures.map(guarded) }));
  return { ...report, chapters };
}

function guarded(figure: Compared): Compared {
  const { parts, unit } = figure;
  return parts && COUNTS.has(unit) ? { ...figure, parts: together(parts) } : figure;
}

function together(parts: readonly FigurePart[]): FigurePart[] {
  const rising = parts.filter(({ value }) => value > 0).sort((a, b) => a.value - b.value);
  const hidden = new Set(rising.filter(({ value }) => small(value)));
  const sum = () => [...hidden].reduce((all, { value }) => all + value, 0);
  // What is left over from the whole would tell a single one, and a sum that is small is no better.
  for (const part of rising) if (hidden.size === 1 || small(sum())) hidden.add(part);
  const shown = parts.filter((part) => !hidden.has(part));
  return hidden.size === 0 ? shown : [...shown, { label: '其他（分项较少，合并列示）', value: sum() }];
}
