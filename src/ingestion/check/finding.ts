/** Something in the knowledge that staff should look at. `error`: an answer could be wrong because of it. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** Relative to the folder checked. */
  readonly path: string;
  /** In the file, from 1; in the text that was read, where the file has no lines of its own (PDF, DOCX). */
  readonly line: number;
  /** Dotted: `check.overlap`, or that of the error which reading it gave. */
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
}

/** In the order of the files, and of the lines within each. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}
