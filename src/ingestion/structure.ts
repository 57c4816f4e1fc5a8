import type { Opening } from './format.js';

const NUMERAL = '[零〇一二三四五六七八九十百千\\d]{1,7}';
const PART = new RegExp(`^第${NUMERAL}(编|章|节)(?=[\\s　：:]|\\p{Script=Han})`, 'u');
const ARTICLE = new RegExp(`^第${NUMERAL}条(之[一二三四五六七八九十])?`);
/** A sentence may begin with 第七条规定……; only these do not continue an article's number. */
const CONTINUES = /^(规定|的|第|[、，。；和至与及或所款项中]|（[一二三四五六七八九十]）项)/;

const ENUMERATORS: readonly { readonly level: number; readonly pattern: RegExp }[] = [
  { level: 3, pattern: /^[一二三四五六七八九十]{1,3}[、．.]/ },
  { level: 4, pattern: /^[（(][一二三四五六七八九十]{1,3}[）)]/ },
  { level: 5, pattern: /^\d{1,2}(?:[、．]|\.(?!\d))/ },
  { level: 6, pattern: /^(?:[（(]\d{1,2}[）)]|[①-⑳])/ },
];

const PART_LEVELS: Readonly<Record<string, number>> = { 编: 2, 章: 2, 节: 3 };
const ENDS_SENTENCE = /[。；;！!？?：:，,、]$/;
/** A longer line is read as a sentence, not as a title. */
const LONGEST_TITLE = 45;

/** What a line of plain text is, judged by its numbering. */
export type LineRole =
  | { readonly role: 'heading'; readonly level: number; readonly article?: string }
  | { readonly role: 'opening'; readonly opens: Opening }
  /** Numbered, but a sentence of its own: a list item. */
  | { readonly role: 'item'; readonly level: number }
  | { readonly role: 'plain' };

export function lineRole(line: string): LineRole {
  const part = PART.exec(line);
  if (part && isTitle(line)) return { role: 'heading', level: PART_LEVELS[part[1] ?? ''] ?? 2 };
  const article = articleNumber(line);
  if (article !== undefined) return articleRole(line, article);
  const enumerator = ENUMERATORS.find(({ pattern }) => pattern.test(line));
  if (!enumerator) return { role: 'plain' };
  const { level } = enumerator;
  if (isTitle(line)) return { role: 'heading', level };
  const title = runInTitle(line, level);
  return title === undefined ? { role: 'item', level } : { role: 'opening', opens: { level, title } };
}

/** 第七条 at the beginning of a line, when the line is that article and does not just speak of it. */
export function articleNumber(line: string): string | undefined {
  const number = ARTICLE.exec(line)?.[0];
  return number !== undefined && !CONTINUES.test(line.slice(number.length)) ? number : undefined;
}

/** Whether a line begins something new, so that it never continues the line before it. */
export function beginsStructure(line: string): boolean {
  return lineRole(line).role !== 'plain' || /^(?:[一二三四五六七八九十]是|附[件：:]|注[：:])/.test(line);
}

function articleRole(line: string, article: string): LineRole {
  const rest = line.slice(article.length).trim();
  if (rest.length <= 25 && isTitle(line)) return { role: 'heading', level: 4, article };
  return { role: 'opening', opens: { level: 4, title: article, article } };
}

function isTitle(line: string): boolean {
  return line.length <= LONGEST_TITLE && !ENDS_SENTENCE.test(line) && !/[。；]/.test(line);
}

/**
 * （三）严格执法，践行职责使命。一是…… : the first sentence, when it is short and more follows. Under 1. only a phrase
 * without commas is a title: the others are rules (未按时报送的，扣1分。).
 */
function runInTitle(line: string, level: number): string | undefined {
  const end = line.indexOf('。');
  const title = line.slice(0, Math.max(end, 0));
  const isPhrase = level < 5 || !/[,，;；:：]/.test(title);
  return title !== '' && end <= LONGEST_TITLE && end < line.length - 1 && isPhrase ? title : undefined;
}
