import { normalise } from '../../../lib/chinese/normalise.js';
import { letterOf, type QuestionKind } from '../bank/question.js';
import { readOwnWords } from './own-words.js';

/** A question as it stands on the screen. */
export interface Shown {
  readonly kind: QuestionKind;
  /** In the order shown. */
  readonly options: readonly string[];
}

export type Reading =
  /** Indexes into the options shown, ascending. `slot`, from 0, where the message names one: 第3题 A. */
  | { readonly status: 'chosen'; readonly shown: readonly number[]; readonly slot?: number }
  /** Several where one is asked for. */
  | { readonly status: 'too-many'; readonly slot?: number }
  /** A letter or a number that is none of these options, or words that are near them and not clear. */
  | { readonly status: 'not-an-option'; readonly slot?: number }
  /** No answer at all. */
  | { readonly status: 'other'; readonly slot?: number };

const NUMERALS = '一二三四五六七八九十';
const PREFIX = /^(?:答?第)?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:题|道)(?:[:：,.、\s]|题|我?(?:选择?|答|是)(?=.))*/u;
/** What stands around an answer and says nothing of its own. */
const BEFORE =
  /^(?:那|嗯+|呃|好的?|就|我们?|俺|还是|觉得|认为|感觉|猜测?|应该|可能|大概|肯定|当然|选项|答案|选择|选|回复|回答|答|填|是|为|[(（「【:：,.、\s])+/u;
const AFTER = /(?:吧|呗|哈|啊|呀|哦|喔|了|的|对不对|对吗|是吗|[。.!！~～?？,、\s)）」】])+$/u;

const TRUE = [
  '对',
  '对的',
  '正确',
  '正确的',
  '是',
  '是的',
  '没错',
  '√',
  '✓',
  '✔',
  't',
  'true',
  'yes',
  'y',
  '真',
  '对啊',
  '對',
  '是对的',
  '✅',
];
const FALSE = [
  '错',
  '错的',
  '错误',
  '错误的',
  '不对',
  '不正确',
  '不是',
  '不是的',
  '×',
  'x',
  '✗',
  '✘',
  '✕',
  'f',
  'false',
  'no',
  'n',
  '假',
  '是错的',
  '❌',
];

/**
 * What an answer names: a, Ａ, A项, 选第二个, ②, 第3题 A, A、C, 第一个和第三个, 对, √, the option's own words. Options'
 * own words go first: where an option is 3, a 3 means it and not the third.
 */
export function readChoice(text: string, { kind, options }: Shown): Reading {
  const { rest, ...slot } = withoutSlot(text);
  const said = normalise(rest).trim();
  const exact = options.findIndex((option) => plain(option) === plain(said));
  if (exact >= 0 && plain(said) !== '') return { status: 'chosen', shown: [exact], ...slot };
  const named = kind === 'true-false' ? (truth(said) ?? marks(said, 2)) : marks(said, options.length);
  if (named === 'none') return { status: 'not-an-option', ...slot };
  if (named) {
    if (kind !== 'multiple' && named.length > 1) return { status: 'too-many', ...slot };
    return { status: 'chosen', shown: named, ...slot };
  }
  const several = kind === 'multiple' ? severalWords(said, options) : undefined;
  if (several) return { status: 'chosen', shown: several, ...slot };
  const { letter, words } = letterAndWords(said);
  const own = readOwnWords(words, options);
  const agreed = own.status === 'one' && (letter === undefined || letter === own.index);
  if (agreed) return { status: 'chosen', shown: [own.index], ...slot };
  const meant = own.status !== 'none' || slot.slot !== undefined || isNoise(said);
  return { status: meant ? 'not-an-option' : 'other', ...slot };
}

/** C. 任何单位和个人 says it twice; where letter and words disagree nobody knows which was meant. */
function letterAndWords(said: string): { letter?: number; words: string } {
  const [, letter, words] = /^([a-f])[.、:,)\s]*(\p{Script=Han}.*)$/u.exec(said) ?? [];
  return letter && words ? { letter: letter.charCodeAt(0) - 97, words } : { words: said };
}

/** Options' own words side by side, each of them whole. */
function severalWords(said: string, options: readonly string[]): readonly number[] | undefined {
  const parts = said.split(/[、,;和\s]/u).filter(Boolean);
  const found = parts.map((part) => options.findIndex((option) => plain(option) === plain(part)));
  return parts.length > 1 && found.every((at) => at >= 0) ? [...new Set(found)].sort((a, b) => a - b) : undefined;
}

/** Without blanks and signs; 〇 and other characters that a folded text no longer tells apart stay as they are. */
const plain = (text: string): string => normalise(text).replace(/[\s\p{P}]/gu, '');

/** 第3题 A is A for the slot 2. */
function withoutSlot(text: string): { rest: string; slot?: number } {
  const folded = normalise(text);
  const found = PREFIX.exec(folded);
  const number = found?.[1] === undefined ? undefined : numberOf(found[1]);
  return found && number ? { rest: folded.slice(found[0].length), slot: number - 1 } : { rest: text };
}

function numberOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const [, tens, ones] = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(text) ?? [];
  if (text.includes('十'))
    return (tens ? NUMERALS.indexOf(tens) + 1 : 1) * 10 + (ones ? NUMERALS.indexOf(ones) + 1 : 0);
  return text.length === 1 ? NUMERALS.indexOf(text) + 1 : undefined;
}

function truth(said: string): readonly number[] | undefined {
  const bare = [
    said,
    said.replace(AFTER, ''),
    said.replace(/^(?:我?(?:觉得|认为|选择?|答|猜)|这?(?:个|句)?(?:话|说法)?是?)+/u, '').replace(AFTER, ''),
  ];
  if (bare.some((one) => TRUE.includes(one))) return [0];
  return bare.some((one) => FALSE.includes(one)) ? [1] : undefined;
}

const JOINED = /[、,，.。+/&;；\s]|和|与|跟|及|还有|以及|加上?/u;
const SUFFIX = /^(.+?)(?:选项|项|个|号|条|答案)$/u;
const CIRCLED = '①②③④⑤⑥';

/** Letters and places: `none` where they are not among the options; undefined for what is neither. */
function marks(said: string, options: number): readonly number[] | 'none' | undefined {
  const core = said.replace(BEFORE, '').replace(AFTER, '');
  if (/^(?:全选|都选|全部|全都选?|全对|都对|都是|以上(?:都|全)(?:是|对))$/u.test(core) && options > 2)
    return Array.from({ length: options }, (_, at) => at);
  const parts = core
    .split(JOINED)
    .map((part) => part.replace(BEFORE, ''))
    .filter(Boolean);
  if (parts.length === 0) return undefined;
  const found = parts.map((part) => part.match(SUFFIX)?.[1] ?? part).flatMap((part) => placesIn(part, options));
  if (found.some((place) => place === undefined)) return undefined;
  const places = [...new Set(found as number[])].sort((one, other) => one - other);
  return places.some((place) => place >= options) ? 'none' : places;
}

/** One part: `ac` is two letters, `第二` a place, `13` two digits where there is no thirteenth. */
function placesIn(part: string, options: number): (number | undefined)[] {
  if (/^[a-z]{1,6}$/.test(part)) {
    const letters = [...part].map((letter) => letter.charCodeAt(0) - 97);
    // A word of other letters (ok, hi) is no answer; a single wrong one (e of four) is.
    return letters.length === 1 || letters.every((at) => at < 6) ? letters : [undefined];
  }
  if (part === '最后' || part === '最后一') return [options - 1];
  const place = part.replace(/^第/u, '');
  if (/^\d{1,6}$/.test(place)) return [...place].map((digit) => (digit === '0' ? undefined : Number(digit) - 1));
  if (new RegExp(`^[${NUMERALS}]$`, 'u').test(place)) return [NUMERALS.indexOf(place)];
  const rounds = [...place].map((sign) => CIRCLED.indexOf(sign));
  return rounds.length > 0 && rounds.every((at) => at >= 0) ? rounds : [undefined];
}

/** Too short for a question, or no words at all. */
const isNoise = (said: string): boolean => [...said].length <= 2 || !/\p{Script=Han}{2}/u.test(said);

/** A、B、C 或 D */
export function lettersOf(options: number): string {
  const letters = Array.from({ length: options }, (_, at) => letterOf(at));
  return `${letters.slice(0, -1).join('、')} 或 ${letters.at(-1)}`;
}
