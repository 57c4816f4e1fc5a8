import type { Choice, Reply } from '../domain/message.js';

/** A reply shows six choices at most; more is a page, not a question. */
export const MAX_CHOICES = 6;

const HANZI_NUMERALS = '一二三四五六';
const CIRCLED_NUMERALS = '①②③④⑤⑥';
const NUMBERED_ANSWER = /^(?:第|选|选择|回复)?\s*([1-6一二三四五六①②③④⑤⑥])\s*(?:个|项|号|条)?\s*[.。、,，)）!！]?$/;

/**
 * What a person meant who answers the choices shown last: the text of the choice named by its own text, its label or
 * its number (1, １, ①, 第一个). Anything else is returned as it came.
 */
export function resolveChoice(text: string, lastChoices: readonly Choice[] | undefined): string {
  if (!lastChoices?.length) return text;
  const said = simplify(text);
  const shown = lastChoices.slice(0, MAX_CHOICES);
  // Its own text comes first: where the choices are 5, 4, 3, 2, 1 stars, a 5 means five stars and not the fifth line.
  const named =
    shown.find((choice) => simplify(choice.text) === said) ?? shown.find((choice) => simplify(choice.label) === said);
  if (named) return named.text;
  const digit = NUMBERED_ANSWER.exec(text.normalize('NFKC').trim())?.[1] ?? NUMBERED_ANSWER.exec(text.trim())?.[1];
  return (digit && shown[ordinal(digit)]?.text) ?? text;
}

function ordinal(numeral: string): number {
  for (const numerals of [HANZI_NUMERALS, CIRCLED_NUMERALS]) {
    const position = numerals.indexOf(numeral);
    if (position >= 0) return position;
  }
  return Number(numeral) - 1;
}

function simplify(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[。.!！?？]+$/u, '');
}

/** Who was shown which choices last. Kept in memory only: after a restart a bare digit reaches the assistant as it is. */
export interface ChoiceMemory {
  resolve(sender: string, text: string): string;
  remember(sender: string, reply: Reply): void;
}

/** @param capacity how many senders are remembered; the one who wrote longest ago is forgotten first. */
export function createChoiceMemory(capacity = 10_000): ChoiceMemory {
  const shown = new Map<string, readonly Choice[]>();
  return {
    resolve: (sender, text) => resolveChoice(text, shown.get(sender)),
    remember(sender, reply) {
      shown.delete(sender);
      if (reply.choices?.length) shown.set(sender, reply.choices);
      const oldest = shown.keys().next().value;
      if (shown.size > capacity && oldest !== undefined) shown.delete(oldest);
    },
  };
}
