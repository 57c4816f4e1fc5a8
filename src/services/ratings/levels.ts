import { commandOf } from '../../chat/clean.js';
import type { Choice } from '../../domain/message.js';

/** 好差评 has five levels; the lowest two are 差评. */
export type Level = 1 | 2 | 3 | 4 | 5;

export const levels: readonly Level[] = [1, 2, 3, 4, 5];

export const levelNames: Readonly<Record<Level, string>> = {
  1: '非常不满意',
  2: '不满意',
  3: '基本满意',
  4: '满意',
  5: '非常满意',
};

/** Shown from 1 to 5, so that the number of a choice and the level are the same. */
export const levelChoices: readonly Choice[] = Object.values(levelNames).map((name) => ({ label: name, text: name }));

export const isBad = (level: Level) => level <= 2;

const spoken: readonly (readonly [RegExp, Level])[] = [
  [/^(?:我)?(?:非常|很|特别|十分|极其)不满意?$/, 1],
  [/^(?:我)?(?:不满意|不太满意)$/, 2],
  [/^(?:我)?(?:基本满意|一般|还行|还可以)$/, 3],
  [/^(?:我)?满意$/, 4],
  [/^(?:我)?(?:非常|很|特别|十分)满意$/, 5],
];

/**
 * Faces and signs, as they are typed and as WeChat writes them out. What means its opposite to some ([微笑], 🙏) is
 * left out: the bot asks rather than guess.
 */
const signs: readonly (readonly [RegExp, Level])[] = [
  [/^(?:😡|🤬|😤|💢|👿|\[发怒\]|\[咒骂\]|\[抓狂\])+$/u, 1],
  [/^(?:👎|😞|😕|🙁|☹|😟|😒|\[弱\]|\[难过\]|\[失望\])+$/u, 2],
  [/^(?:😐|😶|🆗|😑)+$/u, 3],
  [/^(?:🙂|😃|😀|☺|👌|\[愉快\]|\[ok\])+$/iu, 4],
  [/^(?:😊|😄|😁|😍|🥰|🤩|👍|👏|💯|🌹|💐|❤|\[强\]|\[呲牙\]|\[玫瑰\]|\[鼓掌\]|\[爱心\])+$/iu, 5],
];

/** Skin tones belong to the sign before them. */
const TONES = /[\u{1f3fb}-\u{1f3ff}\s]/gu;

function signedLevel(text: string): Level | undefined {
  const plain = text.replace(TONES, '');
  if (/^[★⭐🌟]{1,5}$/u.test(plain)) return [...plain].length as Level;
  return signs.find(([pattern]) => pattern.test(plain))?.[1];
}

/** The level that a message names in words. A bare number is none: it may belong to a menu or a quiz. */
export function namedLevel(text: string): Level | undefined {
  const said = commandOf(text);
  return spoken.find(([pattern]) => pattern.test(said))?.[1];
}

/** The level that answers the question for it: words, a number from 1 to 5, stars, a face. */
export function answeredLevel(text: string): Level | undefined {
  const digit = /^([1-5一二三四五])(?:分|星|级)?$/.exec(commandOf(text))?.[1];
  if (!digit) return namedLevel(text) ?? signedLevel(text);
  const number = '一二三四五'.indexOf(digit) + 1 || Number(digit);
  return number as Level;
}
