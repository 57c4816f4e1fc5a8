import { posix } from 'node:path';
import type { Finding } from './finding.js';
import { type Check, headingLines, lineOf, type Texts } from './texts.js';

const plain = (text: string) => text.replace(/\s/g, '');

/** Why a reference `path#heading` leads nowhere; undefined when it leads somewhere. */
function broken({ documents, sources, chunks }: Texts, path: string, heading: string | undefined): string | undefined {
  if (!documents.some((document) => document.path === path)) return `没有 ${path} 这份文件`;
  if (heading === undefined) return undefined;
  const titles = [
    ...headingLines(sources.get(path) ?? '').map(({ title }) => title),
    ...chunks.filter((chunk) => chunk.path === path).flatMap(({ headings }) => headings),
  ];
  return titles.some((title) => plain(title) === plain(heading)) ? undefined : `${path} 里没有「${heading}」这一段`;
}

/** Relative to the file's folder or to the knowledge folder, whichever is there. */
function resolved(texts: Texts, from: string, written: string): string {
  const near = posix.normalize(posix.join(posix.dirname(from), written));
  const known = texts.documents.some(({ path }) => path === near);
  return known ? near : posix.normalize(written.replace(/^\//, ''));
}

function finding(path: string, line: number, cause: string): Finding {
  return { path, line, severity: 'error', code: 'check.link-broken', cause, remedy: '改正路径或标题，或补上那一段。' };
}

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** `[words](path#heading)` in texts that lead nowhere. */
export const links: Check = (texts) =>
  [...texts.sources].flatMap(([path, source]): Finding[] => {
    if (!/\.(?:md|markdown)$/i.test(path)) return [];
    return [...source.matchAll(/\[[^\]\n]*\]\(([^)\s]+)\)/g)].flatMap(({ 0: whole, 1: target = '' }): Finding[] => {
      if (/^[a-z][\w+.-]*:/i.test(target)) return [];
      const [file = '', heading] = decoded(target).split('#');
      const to = file === '' ? path : resolved(texts, path, file);
      const why = broken(texts, to, heading);
      return why === undefined ? [] : [finding(path, lineOf(source, whole), why)];
    });
  });

/** `path#heading` and `path: …` in the YAML that other parts of the house keep beside the texts (benefits, quiz). */
export const dataLinks: Check = (texts) =>
  [...texts.sources].flatMap(([path, source]): Finding[] => {
    if (!/\.ya?ml$/i.test(path)) return [];
    const written = [...source.matchAll(/[\w./-]+\.(?:md|markdown)(?:#[^\s"',，\]}]+)?/g)];
    return [...new Set(written.map(([reference]) => reference))].flatMap((reference): Finding[] => {
      const [file = '', heading] = reference.split('#');
      const why = broken(texts, resolved(texts, path, file), heading);
      return why === undefined ? [] : [finding(path, lineOf(source, reference), why)];
    });
  });
