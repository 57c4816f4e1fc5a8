import type { DocumentMeta } from './format.js';
import { tablesOfGrid } from './grid.js';
import { joinBrokenLines } from './lines.js';
import { type LineRole, lineRole } from './structure.js';
import type { TextBuilder } from './text-builder.js';
import { attachedTitles, titleLines } from './title.js';

/**
 * Writes the lines of a plain text as blocks: its title, its numbered headings, articles, paragraphs, and runs of
 * tab-separated lines as tables. Returns what the lines say about the document.
 */
export function outlineLines(lines: readonly string[], builder: TextBuilder): DocumentMeta {
  const joined = joinBrokenLines(lines);
  const titles = titleLines(joined);
  const runs = runsOf(joined);
  const attached = attachedTitles(joined);
  const pending = new Set(titles.lines);
  for (const [i, run] of runs.entries()) {
    if (run.kind === 'table') writeTabTable(run.lines, builder);
    else writeProse(run.lines, { titles: pending, attached, followed: i < runs.length - 1 }, builder);
  }
  return titles.meta;
}

/** What stands around a stretch of prose. */
export interface ProseContext {
  /** The document's own title lines not written yet; crossed off here, since a letter is signed with the same name. */
  readonly titles: Set<string>;
  /** Titles of documents that this one carries behind it. */
  readonly attached: ReadonlySet<string>;
  /** Whether a table follows, so that a heading at the end has something under it. */
  readonly followed: boolean;
}

/** Writes lines that are whole already (the paragraphs of a web page): headings, articles, paragraphs. */
export function writeProse(lines: readonly string[], context: ProseContext, builder: TextBuilder): void {
  const roles = settleRoles(lines, context.followed);
  lines.forEach((line, i) => {
    const role = roles[i] ?? { role: 'plain' };
    if (context.titles.delete(line)) builder.heading(1, line);
    else if (context.attached.has(line)) builder.heading(2, line);
    else if (role.role === 'heading') builder.heading(role.level, line, role.article ? { article: role.article } : {});
    else if (role.role === 'opening') builder.paragraph(line, role.opens);
    else builder.paragraph(line);
  });
}

/**
 * A numbered short line is a heading only if something stands under it: 一、身份证 二、户口簿 is a list. Within an
 * article, （一） and 1. are its items.
 */
function settleRoles(lines: readonly string[], followed: boolean): readonly LineRole[] {
  const roles = lines.map(lineRole);
  settleBackwards(roles, followed);
  let inArticle = false;
  for (const [i, role] of roles.entries()) {
    if (role.role !== 'plain') inArticle = articleOf(role) !== undefined || (inArticle && depthOf(role) >= 4);
    const level = depthOf(role);
    if (inArticle && articleOf(role) === undefined && level >= 4 && role.role !== 'plain')
      roles[i] = { role: 'item', level };
    const above = roles[i - 1];
    if (role.role === 'heading' && role.level >= 5 && above?.role === 'item' && above.level === role.level) {
      roles[i] = { role: 'item', level: role.level };
    }
  }
  return roles;
}

function settleBackwards(roles: LineRole[], followed: boolean): void {
  for (let i = roles.length - 1; i >= 0; i -= 1) {
    const role = roles[i];
    if (role?.role !== 'heading') continue;
    const next = roles[i + 1];
    const covers = next === undefined ? followed : depthOf(next) > role.level;
    if (!covers) roles[i] = { role: 'item', level: role.level };
  }
}

function articleOf(role: LineRole): string | undefined {
  if (role.role === 'opening') return role.opens.article;
  return role.role === 'heading' ? role.article : undefined;
}

/** Plain text lies below every heading. */
function depthOf(role: LineRole): number {
  if (role.role === 'plain') return Number.POSITIVE_INFINITY;
  return role.role === 'opening' ? role.opens.level : role.level;
}

type Run = { readonly kind: 'prose' | 'table'; readonly lines: string[] };

function runsOf(lines: readonly string[]): readonly Run[] {
  const runs: Run[] = [];
  for (const line of lines) {
    const kind = line.includes('\t') ? 'table' : 'prose';
    const last = runs.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else runs.push({ kind, lines: [line] });
  }
  return runs;
}

function writeTabTable(lines: readonly string[], builder: TextBuilder): void {
  const grid = lines.map((line) => line.split('\t').map((cell) => cell.trim()));
  for (const table of tablesOfGrid(grid, { lines: lines.map((line) => line.trimEnd()) })) {
    if (table.caption !== undefined) builder.paragraph(table.caption);
    builder.table(table);
  }
}
