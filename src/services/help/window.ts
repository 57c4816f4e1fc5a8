import { commandOf } from '../../chat/clean.js';
import { defineOneShot } from '../../chat/flow.js';
import type { Bureau } from '../../domain/bureau.js';
import type { Reply } from '../../domain/message.js';
import { contactLines, NATIONAL_LINES } from '../contact.js';

/** What people want to know of the bureau's own window. */
type Particular = 'hours' | 'address' | 'phone';

const titles: Readonly<Record<Particular, string>> = { hours: '办公时间', address: '地址', phone: '电话' };

const BUREAU =
  '(?:你们|你|您|咱们?|我们|本|贵|局里|局|医保局|医保中心|医疗保障局|单位|窗口|服务|办事|政务|经办|大厅|中心|机构|那里|那边|那儿|这里|这边|这儿|的)';
const DAY =
  '(?:(?:周|星期|礼拜)[一二三四五六日天末]?|双休日|节假日|假期|放假|国庆|春节|元旦|五一|今天|明天|后天|早上|早晨|上午|中午|下午|晚上|夜里|现在|一般|平时|每天|都|也|还|是|在|要|会|能)';
const BEFORE = `(?:你好|您好|请问|那|告诉我|我想知道|想问一?下|问一?下|查一?下|${BUREAU}|${DAY})*`;
const AFTER = `(?:的|是|呀|啊|呢|吗|么|不|没|哦|吧|几号|多少|什么|啥|告诉我|发我|给我|一下|说一?下|${BUREAU})*`;

const HOURS =
  '(?:几点钟?|(?:什么|啥)时候|何时)(?:开始|才|能)?(?:上班|下班|开门|关门|营业|办公|办业务|办事|休息)|(?:上班|下班|办公|营业|工作|开放|办事|服务|作息)时间|上班(?:吗|么|不|没)|开门(?:吗|么|不|没)|休息(?:吗|么|不)|上不上班|开不开门|开没开门|上班没有|(?:上班|开|开门|办)到几点|几点到几点|有人(?:上班|值班)(?:吗|么|不|没)';
const ADDRESS = '(?:地址|位置)(?:在|是)*(?:哪里|哪儿|哪|多少|什么|啥)?';
const PHONE =
  '(?:联系|咨询|办公|窗口|值班|固定)?(?:电话|座机)(?:号码?)?(?:是)?(?:多少|几号|什么|啥)?|联系方式|(?:怎么|咋|如何)联系';
/** These say nothing unless the bureau is named. */
const PLACED = '在(?:哪里|哪儿|哪条路|哪条街|哪个位置|哪)(?:办公|上班)?|(?:怎么|咋)(?:走|去|到|坐车)';

const whole = (core: string, named = '') => new RegExp(`^${BEFORE}${named}${DAY}*(?:${core})${AFTER}$`);
const patterns: readonly (readonly [Particular, RegExp])[] = [
  ['hours', whole(HOURS)],
  ['address', whole(ADDRESS)],
  ['address', whole(PLACED, `${BUREAU}`)],
  ['address', new RegExp(`^${BEFORE}(?:怎么|咋)(?:走到?|去到?|到|找)${BUREAU}+(?:呀|啊|呢|那|那里)*$`)],
  ['phone', whole(PHONE)],
];

/** What of the bureau's own window a message asks for: 局里几点上班, 电话多少. Undefined for any other place. */
export function asksOfWindow(text: string): Particular | undefined {
  const said = commandOf(text);
  return said.length <= 24 ? patterns.find(([, pattern]) => pattern.test(said))?.[0] : undefined;
}

/** Where the window is, when it is open, how to call: as the bureau configured it, and nothing made up. */
export function windowFlow(bureau: Bureau) {
  return defineOneShot({
    name: 'window',
    title: '窗口信息',
    confidential: false,
    where: 'anywhere',
    amidst: 'answer',
    wants: ({ text }) => asksOfWindow(text) !== undefined,
    begin: ({ message }) => ({
      status: 'complete',
      effects: [],
      reply: () => windowReply(bureau, asksOfWindow(message.text) ?? 'phone'),
    }),
  });
}

function windowReply(bureau: Bureau, wanted: Particular): Reply {
  const known = { hours: bureau.hours, address: bureau.address, phone: bureau.phones[0] }[wanted] !== undefined;
  const lines = contactLines(bureau);
  const national = known
    ? `也可以拨打${NATIONAL_LINES}。`
    : `${titles[wanted]}我这里没有登记，请拨打${NATIONAL_LINES}问一下。`;
  return { status: 'service', text: (known ? [...lines, national] : [national, ...lines]).join('\n') };
}
