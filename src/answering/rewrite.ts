import type { Topic } from '../domain/answer.js';

/** A question of at most this many characters may lean on the one before it. */
const longestElliptical = 12;

const leans =
  /^(那|那么|还有|如果|要是|换成)|呢[?？]?$|^(咋|怎么|多久|几天|多少|哪里|在哪|要不要|能不能|可以|会|谁|什么时候)/;

export interface Completed {
  readonly text: string;
  /** Its own words cannot stand alone: 那退休的呢, 多久办好. Otherwise it may be a question of its own. */
  readonly leaning: boolean;
}

/**
 * 那退休的呢 after 门诊一年能报多少 → 门诊一年能报多少 退休的; undefined when the question needs no company.
 */
export function completed(question: string, previous: Topic | undefined): Completed | undefined {
  if (previous === undefined || question.length > longestElliptical) return undefined;
  const own = question.replace(/^(那么|那|还有|如果|要是|换成)/, '').replace(/呢?[?？。]*$/, '');
  const leaning = leans.test(question);
  if (own === '' || (!leaning && own.length > 8)) return undefined;
  return { text: `${previous.question} ${own}`, leaning };
}

/** Emergency numbers, public lines, and the regulation's number. */
const keptNumbers = /^(1[12]\d|12\d{3}|735|19[5-9]\d|20[1-3]\d)$/;
const ownMoney =
  /(?<![\d.])(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)(?:[多几]?[万千百])*[多几]?(?:块钱|元钱|元|块|岁)|(?<![\d.])(?:\d+(?:\.\d+)?|[一二两三四五六七八九十])[多几]?万(?!人|张|家|件)/gu;
const bareNumber = /(?<![\d.年])\d{3,7}(?![\d.%年月日号人家件项岁])/gu;

/**
 * A person's own amounts (看了2000, 三万块, 65岁) are not in any text: left in, they would make a clear question look
 * unknown. Years and hotlines stay.
 */
export function withoutOwnAmounts(question: string): string {
  const kept = question
    .replace(ownMoney, ' ')
    .replace(bareNumber, (number) => (keptNumbers.test(number) ? number : ' '))
    .replace(/\s+/g, ' ')
    .trim();
  return kept === '' ? question : kept;
}

const spoken = '零一二三四五六七八九';

/** 一二零 → 120, 二零二二年 → 2022年: numbers that are said digit by digit, as voice messages write them. */
export function withSpokenDigits(text: string): string {
  return text.replace(/[零〇幺一二三四五六七八九]{3,}/gu, (digits) =>
    [...digits].map((digit) => (digit === '〇' ? 0 : digit === '幺' ? 1 : spoken.indexOf(digit))).join(''),
  );
}
