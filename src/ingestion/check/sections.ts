import type { Finding } from './finding.js';
import { type Check, headingLines, lineOf, lineOfChunk, named, sectionsOf } from './texts.js';

const isMarkdown = (path: string) => /\.(?:md|markdown)$/i.test(path);

/** Two headings of the same words in one file: a reference by heading could mean either. */
export const duplicateHeadings: Check = ({ sources }) =>
  [...sources].flatMap(([path, source]): Finding[] => {
    if (!isMarkdown(path)) return [];
    const first = new Map<string, number>();
    return headingLines(source).flatMap(({ level, title, line }): Finding[] => {
      const before = first.get(title);
      if (before === undefined) first.set(title, line);
      if (before === undefined || level === 1) return [];
      return [
        {
          path,
          line,
          severity: 'warning',
          code: 'check.heading-twice',
          cause: `标题「${title}」和第 ${before} 行的一样`,
          remedy: '换一个标题，或合成一段：引用和取代都靠标题认段落。',
        },
      ];
    });
  });

/** Headings under which nothing stands. */
export const emptySections: Check = ({ sources }) =>
  [...sources].flatMap(([path, source]): Finding[] => {
    if (!isMarkdown(path)) return [];
    const lines = source.replace(/<!--[\s\S]*?-->/g, (note) => note.replace(/[^\n]/g, '')).split('\n');
    const headings = headingLines(source);
    return headings.flatMap(({ level, title, line }, at): Finding[] => {
      const next = headings[at + 1];
      const body = lines
        .slice(line, next ? next.line - 1 : undefined)
        .join('')
        .trim();
      if (body !== '' || (next && next.level > level)) return [];
      return [
        {
          path,
          line,
          severity: 'warning',
          code: 'check.section-empty',
          cause: `「${title}」下面没有内容`,
          remedy: '补上内容，或删掉这个标题。',
        },
      ];
    });
  });

const STUB = /TODO|TBD|FIXME|待补充?|待完善|待核实后补|（略）|占位|[×xX]{3,}|＿{2,}|_{3,}|\?{3,}|？{3,}/;

/** Words that say a section was never finished. */
export const stubs: Check = (texts) =>
  texts.chunks.flatMap((chunk): Finding[] => {
    const words = STUB.exec(chunk.text)?.[0];
    if (words === undefined) return [];
    const source = texts.sources.get(chunk.path);
    return [
      {
        path: chunk.path,
        line: source === undefined ? lineOfChunk(texts, chunk) : lineOf(source, words),
        severity: 'warning',
        code: 'check.stub',
        cause: `${named(chunk)}像是没有写完：“${words}”`,
        remedy: '写完再建索引；还没有内容的先删掉，群众会看到原样。',
      },
    ];
  });

const SAYS_NOTHING = /资料.{0,6}(?:没有|未)|请(?:拨打|咨询|问)/;

/** Digests whose other sections name the facts they carry, but this one does not. */
export const factless: Check = (texts) => {
  const withFacts = new Set(texts.chunks.filter(({ facts }) => facts.length > 0).map(({ path }) => path));
  return sectionsOf(texts.chunks).flatMap((chunk): Finding[] => {
    const { path, kind, facts, text } = chunk;
    if (kind !== 'digest' || facts.length > 0 || !withFacts.has(path) || SAYS_NOTHING.test(text)) return [];
    return [
      {
        path,
        line: lineOfChunk(texts, chunk),
        severity: 'warning',
        code: 'check.facts-missing',
        cause: `${named(chunk)}没有写对应的事实编号`,
        remedy: '补上 facts；没有事实依据的内容请删掉。',
      },
    ];
  });
};
