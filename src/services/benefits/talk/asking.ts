import { commandOf } from '../../../chat/clean.js';
import type { Choice, Reply } from '../../../domain/message.js';
import { normalise } from '../../../lib/chinese/normalise.js';
import { daySaid } from '../hear/day-said.js';
import { hear } from '../hear/hear.js';
import { sumAnswered } from '../hear/money-said.js';
import { rateAnswered } from '../hear/rate-said.js';
import type { Facts, Key } from '../rules/facts.js';

interface Asking {
  readonly text: string;
  /** Words to tap and what they stand for. */
  readonly choices?: readonly (readonly [label: string, value: string])[];
  readonly example?: string;
}

const persons = {
  employee: [
    ['在职', 'active'],
    ['退休', 'retired'],
  ],
  resident: [
    ['成年居民', 'adult'],
    ['学生儿童', 'minor'],
  ],
} as const;

function askingFor(key: Key, facts: Facts): Asking {
  switch (key) {
    case 'care':
      return {
        text: '是哪一种看病？',
        choices: [
          ['普通门诊', 'outpatient'],
          ['住院', 'inpatient'],
          ['门诊慢特病', 'chronic'],
          ['急诊', 'emergency'],
        ],
      };
    case 'scheme':
      return {
        text: '您参加的是哪种医保？',
        choices: [
          ['职工医保', 'employee'],
          ['居民医保', 'resident'],
        ],
      };
    case 'person':
      return { text: '您是哪一类人员？', choices: persons[facts.scheme ?? 'resident'] };
    case 'level':
      return {
        text: '是几级医院？社区和乡镇卫生院选一级。',
        choices: [
          ['一级及以下', 'primary'],
          ['二级', 'secondary'],
          ['三级', 'tertiary'],
        ],
      };
    case 'admission':
      return {
        text: '今年是第几次住院？',
        choices: [
          ['第一次', 'first'],
          ['不是第一次', 'again'],
        ],
      };
    case 'away':
      return {
        text: '去外地看病以前备案了吗？',
        choices: [
          ['已备案', 'registered'],
          ['没备案', 'unregistered'],
          ['急诊抢救', 'rescue'],
          ['备案了，回中心报', 'hand-claimed'],
        ],
      };
    case 'birth':
      return {
        text: '是哪一种情况？',
        choices: [
          ['顺产', 'normal'],
          ['难产', 'difficult'],
          ['双胞胎', 'twins'],
          ['流产，未满4个月', 'early-loss'],
          ['流产，满4个月', 'late-loss'],
        ],
      };
    case 'age':
      return { text: '病人今年多大年纪？', example: '例如：72' };
    case 'cost':
      return { text: '看病一共花了多少钱？有自费的部分请一起说。', example: '例如：20000，或“3万，自费5000”' };
    case 'givenRate':
      return { text: '您那里同级医院的报销比例是多少？我手里的资料没有。', example: '例如：70%' };
    case 'givenDeductible':
      return { text: '您那里大病保险的起付线是多少？国家没有定具体数。', example: '例如：15000' };
    case 'wage':
      return { text: '您单位上年度职工月平均工资是多少？', example: '例如：8000' };
    case 'years':
      return { text: '您连续参保几年了？', example: '例如：8' };
    case 'day':
      return { text: '是哪一天看的病？那前后规定改过。', example: '例如：2025年12月31日' };
    default:
      return { text: '请再说具体一点。' };
  }
}

const DONT_KNOW: Choice = { label: '不清楚', text: '不清楚' };
const BACK: Choice = { label: '上一步', text: '上一步' };
const MOST_CHOICES = 6;

/** The question for one thing, with quick replies. */
export function ask(key: Key, facts: Facts, goesBack: boolean): Reply {
  const { text, choices = [], example } = askingFor(key, facts);
  const shown = [...choices.map(([label]) => ({ label, text: label })), DONT_KNOW, ...(goesBack ? [BACK] : [])];
  return { status: 'service', text: example ? `${text}${example}` : text, choices: shown.slice(0, MOST_CHOICES) };
}

/** What the answer to a question says; undefined where it is none. More than was asked is taken too. */
export function readAnswer(key: Key, message: string, facts: Facts, today: string): Facts | undefined {
  const value = valueAnswered(key, message, facts, today);
  if (value === undefined) return undefined;
  return { ...hear(message, today), [key]: value };
}

function valueAnswered(key: Key, message: string, facts: Facts, today: string): unknown {
  const text = normalise(message);
  const said = commandOf(message);
  const chosen = askingFor(key, facts).choices?.find(([label]) => commandOf(label) === said)?.[1];
  if (chosen !== undefined) return chosen;
  switch (key) {
    case 'cost':
      return hear(message, today).cost ?? sumAnswered(text);
    case 'givenDeductible':
    case 'wage':
      return sumAnswered(text);
    case 'givenRate':
      return rateAnswered(text);
    case 'age':
      return wholeNumber(said, 150);
    case 'years':
      return wholeNumber(said, 100);
    case 'day':
      return daySaid(text, today);
    case 'admission':
      return hear(message, today).admission ?? ({ '1': 'first', '2': 'again' } as Record<string, string>)[said];
    default:
      return hear(message, today)[key];
  }
}

function wholeNumber(said: string, most: number): number | undefined {
  const number = /^[^\d]{0,4}(\d{1,3})(?:周岁|岁|年|多岁)?[^\d]{0,2}$/.exec(said)?.[1];
  return number !== undefined && Number(number) <= most ? Number(number) : undefined;
}
