import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { machine } from './figures.js';

/** A short run, to see that everything works: fewer sizes and questions, kept apart from the results of full runs. */
export const quick = process.argv.includes('--quick');

const folder = fileURLToPath(new URL(quick ? 'results/quick/' : 'results/', import.meta.url));
const before = machine();

export interface Report<Raw> {
  readonly name: string;
  readonly title: string;
  /** What was measured, as data. */
  readonly raw: Raw;
  /** Markdown under the title. */
  readonly text: string;
  /** SVG by file name without its ending. */
  readonly plots?: Readonly<Record<string, string>>;
}

/** Prints a report and keeps it: NAME.md to read, NAME.json with the raw figures, the plots as SVG beside them. */
export function keepReport<Raw>({ name, title, raw, text, plots = {} }: Report<Raw>): void {
  mkdirSync(folder, { recursive: true });
  const images = Object.keys(plots).map((plot) => `\n![${plot}](${plot}.svg)\n`);
  const markdown = `# ${title}\n\n${before}\n\n${text.trim()}\n`;
  writeFileSync(`${folder}${name}.md`, [markdown, ...images].join(''));
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify({ machine: before, ...raw }, null, 2)}\n`);
  for (const [plot, svg] of Object.entries(plots)) writeFileSync(`${folder}${plot}.svg`, svg);
  console.log(markdown);
}

/** The raw figures that a benchmark kept last, or undefined. */
export function readRaw<Raw>(name: string): Raw | undefined {
  try {
    return JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')) as Raw;
  } catch {
    return undefined;
  }
}

/** Keeps a text among the results, under its file name. */
export function keepText(name: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${name}`, text);
}
