/** A run of glyphs as a PDF places it: from the page's lower left corner, in points. */
export interface TextRun {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** The size of the type. */
  readonly height: number;
}

interface Line {
  readonly runs: readonly TextRun[];
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

const PAGE_NUMBER = /^[-—–·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–·\s]*$/;

/**
 * The lines of a document's pages, top to bottom. Page numbers are left out, and so are heads and feet: lines that
 * stand apart from the text and are repeated on most pages. A line that is set in gets two full-width spaces before
 * it, a gap between columns becomes a tab.
 */
export function linesOfPages(pages: readonly (readonly TextRun[])[]): readonly string[] {
  const lined = pages.map(linesOf);
  const repeated = repeatedEdges(lined);
  const all = lined.flatMap((lines) => {
    const edges = edgesOf(lines);
    const kept = lines.filter((line, i) => {
      const isNumber = (i === 0 || i === lines.length - 1) && PAGE_NUMBER.test(line.text);
      return !isNumber && !(edges.has(line) && repeated.has(edgeKey(line)));
    });
    const margin = Math.min(...kept.map(({ x }) => x));
    return kept.map((line) => (isSetIn(line, margin) ? `\u3000\u3000${line.text}` : line.text));
  });
  return all.map((line, i) => (isTableLine(all, i) ? line : line.replaceAll('\t', ' ')));
}

function linesOf(runs: readonly TextRun[]): readonly Line[] {
  const lines: TextRun[][] = [];
  const ordered = runs.filter(({ text }) => text.trim() !== '').sort((a, b) => b.y - a.y || a.x - b.x);
  for (const run of ordered) {
    const last = lines.at(-1);
    const base = last?.[0];
    if (last && base && Math.abs(base.y - run.y) <= Math.max(base.height, run.height) * 0.4) last.push(run);
    else lines.push([run]);
  }
  return lines.map((line) => {
    const sorted = line.sort((a, b) => a.x - b.x);
    return { runs: sorted, x: sorted[0]?.x ?? 0, y: sorted[0]?.y ?? 0, text: joinRuns(sorted) };
  });
}

function joinRuns(runs: readonly TextRun[]): string {
  let text = '';
  let end = Number.NaN;
  for (const run of runs) {
    const gap = (run.x - end) / Math.max(run.height, 1);
    const words = /[\w.,;:)]$/.test(text) && /^[\w(]/.test(run.text);
    const between = gap > 1.2 ? '\t' : gap > 0.6 ? '\u3000' : gap > 0.2 && words ? ' ' : '';
    text += between + run.text;
    end = run.x + run.width;
  }
  return text.trim();
}

/** Set in by about two characters, and no further: a centred title is not a paragraph's beginning. */
function isSetIn(line: Line, margin: number): boolean {
  const offset = (line.x - margin) / Math.max(line.runs[0]?.height ?? 1, 1);
  return offset >= 1.5 && offset <= 2.6;
}

/** Up to two lines at either end of a page that a wider gap than usual sets apart from the text. */
function edgesOf(lines: readonly Line[]): ReadonlySet<Line> {
  const gaps = lines.slice(1).map((line, i) => (lines[i]?.y ?? 0) - line.y);
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  const wide = (i: number) => (gaps[i] ?? 0) > usual * 1.4;
  const top = [0, 1].findLast(wide) ?? -1;
  const bottom = [gaps.length - 1, gaps.length - 2].findLast(wide) ?? gaps.length;
  return new Set(lines.filter((_, i) => i <= top || i > bottom));
}

function repeatedEdges(pages: readonly (readonly Line[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const lines of pages) {
    const keys = new Set([...edgesOf(lines)].map(edgeKey));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const enough = Math.max(2, Math.ceil(pages.length * 0.6));
  return new Set([...counts].filter(([, count]) => count >= enough).map(([key]) => key));
}

/** Heads that differ by their page's number only are the same. */
function edgeKey(line: Line): string {
  return line.text.replace(/\d+/g, '#');
}

/** Columns stand in two neighbouring lines at least. */
function isTableLine(lines: readonly string[], i: number): boolean {
  const columns = (line: string | undefined) => line?.includes('\t') === true;
  return columns(lines[i]) && (columns(lines[i - 1]) || columns(lines[i + 1]));
}
