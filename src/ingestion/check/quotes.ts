import { parse } from 'yaml';
import type { Finding } from './finding.js';
import { type Check, lineOf } from './texts.js';

interface Quoting {
  readonly document?: unknown;
  readonly path?: unknown;
  readonly quote?: unknown;
}

/** Every map below a value, the value itself among them. */
function mapsIn(value: unknown): readonly Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(mapsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(mapsIn)];
}

function read(source: string): unknown {
  try {
    return parse(source, { maxAliasCount: 10 });
  } catch {
    return undefined; // whoever uses the file says what is wrong with it
  }
}

/** Sentences that YAML files (benefits, quiz) quote from a text, and that the text does not hold word for word. */
export const quotes: Check = (texts) => {
  const byPath = new Map(texts.documents.map((document) => [document.path, document.text]));
  return [...texts.sources].flatMap(([path, source]): Finding[] => {
    if (!/\.ya?ml$/i.test(path) || !source.includes('quote')) return [];
    const maps = mapsIn(read(source));
    const documents = Object.assign({}, ...maps.map(({ documents: named }) => named)) as Record<string, Quoting>;
    return maps.flatMap(({ document, path: own, quote }: Quoting): Finding[] => {
      if (typeof quote !== 'string') return [];
      const file = typeof own === 'string' ? own : documents[String(document)]?.path;
      const text = typeof file === 'string' ? byPath.get(file) : undefined;
      if (text === undefined || text.includes(quote.trim())) return [];
      return [
        {
          path,
          line: lineOf(source, quote.trim().slice(0, 12)),
          severity: 'error',
          code: 'check.quote-absent',
          cause: `引用的“${quote.trim().slice(0, 20)}”在 ${String(file)} 里没有`,
          remedy: '照原文改正引用；原文改了的，引用也要跟着改。',
        },
      ];
    });
  });
};
