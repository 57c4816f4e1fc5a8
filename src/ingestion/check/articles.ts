import type { Chunk } from '../../domain/passage.js';
import type { Finding } from './finding.js';
import { type Check, lineOf, lineOfChunk, named, sectionsOf } from './texts.js';

const DIGITS = '零一二三四五六七八九';

/** 四十一 → 41, 一百零二 → 102, 41 → 41. */
export function articleIndex(written: string): number {
  if (/^\d+$/.test(written)) return Number(written);
  let [sum, digit] = [0, 0];
  for (const letter of written) {
    const unit = { 十: 10, 百: 100 }[letter];
    if (unit === undefined) digit = Math.max(0, DIGITS.indexOf(letter === '两' ? '二' : letter));
    else {
      sum += (digit || 1) * unit;
      digit = 0;
    }
  }
  return sum + digit;
}

/** 第8、34条; 第24-28条; 第41条第1款 → the articles in it. */
function articlesIn(written: string): readonly number[] {
  return [...written.matchAll(/第([\d零一二三四五六七八九十百、,，和至-]+)条/gu)].flatMap(([, list = '']) =>
    list.split(/[、,，和]/).flatMap((part) => {
      const [from = Number.NaN, to = from] = part.split(/[-至]/).map(articleIndex);
      return Array.from({ length: Math.min(200, to - from + 1) }, (_, step) => from + step);
    }),
  );
}

const bare = (name: string) => name.replace(/[《》\s]|中华人民共和国/g, '');

/** What a text is called: by its title, and by the one document that its source names. */
function namesOf({ title, source = '' }: Chunk): readonly string[] {
  const inSource = [...source.matchAll(/《([^》]+)》/gu)].map(([, name = '']) => name);
  return [title, ...(inSource.length === 1 ? inSource : [])].map(bare);
}

interface Lawbook {
  readonly articles: ReadonlySet<number>;
  /** Whether some of it is the official wording, which has every article. */
  readonly original: boolean;
}

function lawbooks(chunks: readonly Chunk[]): ReadonlyMap<string, Lawbook> {
  const books = new Map<string, { articles: Set<number>; original: boolean }>();
  for (const chunk of chunks) {
    for (const part of (chunk.article ?? '').split(/[；;]/)) {
      const [, named = ''] = /^\s*([^第]*)第/.exec(part) ?? [];
      for (const name of named === '' ? namesOf(chunk) : [bare(named)]) {
        const book = books.get(name) ?? { articles: new Set(), original: false };
        for (const article of articlesIn(part)) book.articles.add(article);
        books.set(name, { articles: book.articles, original: book.original || chunk.kind === 'original' });
      }
    }
  }
  return books;
}

const CITED =
  /(?:《([^》]+)》|([\u4e00-\u9fff]{2,20}(?:法|条例|办法|规定|细则)))(第[\d零一二三四五六七八九十百、,，和至-]+条)/gu;

/** Articles cited by the name of a document that is in the knowledge, and that it does not have. */
export const articles: Check = (texts) => {
  const books = lawbooks(texts.chunks);
  return sectionsOf(texts.chunks).flatMap((chunk) => {
    return [...chunk.text.matchAll(CITED)].flatMap(({ 0: whole, 1: titled, 2: plain, 3: list = '' }): Finding[] => {
      const name = bare(titled ?? plain ?? '');
      const book = books.get(name);
      const missing = book ? articlesIn(list).filter((article) => !book.articles.has(article)) : [];
      if (!book || missing.length === 0) return [];
      const source = texts.sources.get(chunk.path) ?? '';
      return [
        {
          path: chunk.path,
          line: source.includes(whole) ? lineOf(source, whole) : lineOfChunk(texts, chunk),
          severity: book.original ? 'error' : 'warning',
          code: 'check.article-absent',
          cause: `${named(chunk)}引了《${name}》第 ${missing.join('、')} 条，资料里的《${name}》没有这一条`,
          remedy: '核对条款号；没有错的，补上那一条。',
        },
      ];
    });
  });
};
