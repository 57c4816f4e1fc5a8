import type { Topic } from './answer.js';

/** A question of at most this many characters may lean on the one before it. */
const longestElliptical = 12;

const leans = /^(那|那么|还有|如果|要是|换成)|呢[?？]?$|^(咋|怎么|多久|几天|多少|哪里|在哪|要不要|能不能|可以|会|谁|什么时候)/;

/**
 * 那退休的呢 after 门诊一年能报多少 → 门诊一年能报多少 退休的. The question as it stands when it needs no company.
 * Both are searched; deciding takes the one that fits better.
 */
export function completed(question: string, previous: Topic | undefined): string | undefined {
  if (previous === undefined) return undefined;
  const own = question.replace(/^(那么|那|还有|如果|要是|换成)/, '').replace(/呢?[?？。]*$/, '');
  if (own === '' || question.length > longestElliptical) return undefined;
  if (!leans.test(question) && own.length > 8) return undefined;
  return `${previous.question} ${own}`;
}
