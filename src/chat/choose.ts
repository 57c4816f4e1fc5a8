import type { Choice } from '../domain/message.js';
import { commandOf } from './clean.js';

const NUMERALS: readonly string[] = ['一', '二', '三', '四', '五', '六'];

/** What a person meant who answers the choices shown last by tapping, by word or by number (1, ①, 第一个, 选1). */
export function chosenText(text: string, choices: readonly Choice[] | undefined): string {
  if (!choices?.length) return text;
  const said = commandOf(text);
  if (said === '') return numbered(text, choices) ?? text;
  // Its own text comes first: where the choices are 5, 4, 3, 2, 1 stars, a 5 means five stars and not the fifth line.
  const named =
    choices.find((choice) => commandOf(choice.text) === said) ??
    choices.find((choice) => commandOf(choice.label) === said);
  return named?.text ?? numbered(text, choices) ?? text;
}

function numbered(text: string, choices: readonly Choice[]): string | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const numeral = /^(?:第|选|选择|回复)?([1-6一二三四五六])(?:个|项|号|条)?[.。、,，)）!！]?$/.exec(plain)?.[1];
  if (!numeral) return undefined;
  const at = NUMERALS.includes(numeral) ? NUMERALS.indexOf(numeral) : Number(numeral) - 1;
  return choices[at]?.text;
}
