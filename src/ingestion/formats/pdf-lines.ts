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
}

const PAGE_NUMBER = /^[-—–·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–·\s]*$/;

/**
 * The lines of a document's pages, top to bottom. Page numbers, and heads and feet that most pages repeat, are left
 * out. A line that is set in gets two full-width spaces before it, a gap between columns becomes a tab.
 */
export function linesOfPages(pages: readonly (readonly TextRun[])[]): readonly string[] {
  const lined = pages.map((runs) => linesOf(runs).map((line) => ({ ...line, text: joinRuns(line.runs) })));
  const repeated = repeatedEdges(lined.map((lines) => lines.map(({ text }) => text)));
  const kept = lined.map((lines) =>
    lines.filter(({ text }, i) => {
      const atEdge = i < 2 || i >= lines.length - 2;
      return !(atEdge && (PAGE_NUMBER.test(text) || repeated.has(edgeKey(text))));
    }),
  );
  const all = kept.flatMap((lines) => {
    const margin = Math.min(...lines.map(({ x }) => x));
    return lines.map((line) => (isSetIn(line, margin) ? `\u3000\u3000${line.text}` : line.text));
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
    return { runs: sorted, x: sorted[0]?.x ?? 0 };
  });
}

function joinRuns(runs: readonly TextRun[]): string {
  let text = '';
  let end = Number.NaN;
  for (const run of runs) {
    const gap = (run.x - end) / Math.max(run.height, 1);
    const between = gap > 1.2 ? '\t' : gap > 0.2 && /[\w.,;:)]$/.test(text) && /^[\w(]/.test(run.text) ? ' ' : '';
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

function repeatedEdges(pages: readonly (readonly string[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const lines of pages) {
    const edges = new Set([...lines.slice(0, 2), ...lines.slice(-2)].map(edgeKey));
    for (const edge of edges) counts.set(edge, (counts.get(edge) ?? 0) + 1);
  }
  const enough = Math.max(2, Math.ceil(pages.length * 0.6));
  return new Set([...counts].filter(([, count]) => count >= enough).map(([edge]) => edge));
}

/** Heads that differ by their page's number only are the same. */
function edgeKey(line: string): string {
  return line.replace(/\d+/g, '#');
}

/** Columns stand in two neighbouring lines at least. */
function isTableLine(lines: readonly string[], i: number): boolean {
  const columns = (line: string | undefined) => line?.includes('\t') === true;
  return columns(lines[i]) && (columns(lines[i - 1]) || columns(lines[i + 1]));
}
