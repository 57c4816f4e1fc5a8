import type { Topic } from '../domain/answer.js';
import { saysOnlyWho } from './person.js';

/** A question of at most this many characters may lean on the one before it. */
const longestElliptical = 12;

const leans = /^(那|那么|还有|如果|要是|换成)|呢[?？]?$/;

/**
 * Words that ask about any matter alike (要什么材料, 在哪办, 多久有效, 几天办好): a question of these alone says no topic.
 */
const attributes =
  /那么|那|还有|需要|要不要|用不用|能不能|可不可以|可以|要是|如果|怎么样|怎么|咋个|咋|如何|什么时候|啥时候|什么|啥子|啥|哪些|哪里|哪儿|哪个|哪|多久|多长时间|多少|多大|几个|几天|几年|几次|几|谁|吗|呢|嘛|么|不|没|啊|呀|吧|了|的|得|要|能|会|带|交|办理|办好|办|领取|领|报|查|用|补|退|给|到账|到|管|算|有效期|有效|材料|证件|证明|手续|资料|电话|地址|窗口|网上|手机上|流程|步骤|条件|时间|时限|期限|最高|最低|最多|最少|一年|每年|一次|我|你们|你|他|她|人|被|知道|在|去|上|哪些人|有|没有|是|还|再|也|就|都|和|或/gu;

/** What a question is about, without the words that ask: 备案带什么材料 → 备案. */
export function subjectOf(question: string): string {
  return question.replace(attributes, ' ').replace(/\s+/g, ' ').trim();
}

/** Whether a question names no matter at all: 能报多少, 在哪办. */
export function namesNoMatter(question: string): boolean {
  return question.replace(attributes, '').replace(/[^\p{L}\p{N}]/gu, '').length <= 1;
}

/** Whether a question leans on the one before it: by how it is put, or because it names no matter of its own. */
export function isLeaning(question: string): boolean {
  return leans.test(question) || namesNoMatter(question);
}

/** Words that shut each other out: saying one takes the place of the other in the question before. */
const contrasts: readonly (readonly string[])[] = [
  ['在职', '退休'],
  ['职工', '居民'],
  ['住院', '门诊', '急诊'],
  ['省内', '跨省'],
  ['单位', '个人'],
  ['一级', '二级', '三级'],
  ['首次', '二次'],
  ['低保', '特困'],
  ['男方', '女方'],
];

function swapped(previous: string, own: string): string | undefined {
  for (const words of contrasts) {
    const said = words.find((word) => own.includes(word));
    const before = words.find((word) => word !== said && previous.includes(word));
    if (said && before && !previous.includes(said)) return previous.replaceAll(before, said);
  }
  return undefined;
}

export interface Completed {
  readonly text: string;
  /** What the next question may lean on. */
  readonly topic: string;
  /** Its own words cannot stand alone: 那退休的呢, 多久办好. Otherwise it may be a question of its own. */
  readonly leaning: boolean;
}

const opening = /^(那么|那|还有|如果|要是|换成)/;
const ending = /的?呢?[?？。]*$/;

/**
 * 那退休的呢 after 在职的门诊一年能报多少 → 退休的门诊一年能报多少; 长沙的呢 → the same question, asked of 长沙; undefined
 * when the question needs no company.
 * @param place how the question says a place: the scope holds it, the text does without
 */
export function completed(question: string, previous: Topic | undefined, place = ''): Completed | undefined {
  if (previous === undefined || question.length > longestElliptical) return undefined;
  const said = question.replace(opening, '').replace(place, '').trim();
  const own = said.replace(ending, '');
  const onlyPlace = place !== '' && own === '';
  const leaning = onlyPlace || isLeaning(question) || saysOnlyWho(question);
  if (!onlyPlace && own === '') return undefined;
  if (!leaning && own.length > 8) return undefined;
  const instead = onlyPlace ? previous.question : swapped(previous.question, own);
  return { text: instead ?? `${previous.question} ${own}`, topic: instead ?? previous.question, leaning };
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
