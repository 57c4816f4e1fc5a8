/** A Markdown table: a heading a column, a row of cells a line. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), `|${headings.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** With thousands separated, as the tables write counts. */
export function counted(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** A share or a quality, without its leading zero: .9934. */
export function share(value: number): string {
  return value.toFixed(4).replace(/^(-?)0\./, '$1.');
}
