import { claimsIn } from './claims.js';

/** A kind of thing that a question wants to be told, how it asks for it, and by what a text says it. */
interface Wanted {
  readonly what: string;
  readonly asks: RegExp;
  readonly says: (text: string) => boolean;
}

const unitIn = (units: RegExp) => (text: string) =>
  claimsIn(text).some(({ key, text: said, what }) => what === 'figure' && (units.test(key) || units.test(said)));

const sum = unitIn(/元$/u);
const share = unitIn(/[%倍成]$|百分点$/u);
const time = (text: string) => claimsIn(text).some(({ what, key }) => what === 'date' || /[月天日]$|小时$|分钟$|工作日$/u.test(key));

/** How many of what: 几家, 多少名. The text has to count the same. */
const counted = '家名起项条次人件张种类个户级届期批场场处份部本位宗例岁';
const countAsked = new RegExp(`(?:几|多少|好多)(?:个|多)?([${counted}])`, 'gu');
const counts: Readonly<Record<string, string>> = { 起: '起件宗例', 宗: '起件宗例', 件: '起件宗例项', 名: '名人位', 人: '名人位', 位: '名人位', 种: '种类项个', 类: '种类项个', 项: '种类项个条件', 条: '条项件', 个: counted, 家: '家个', 次: '次回场', 岁: '岁' };

const wants: readonly Wanted[] = [
  {
    what: 'sum',
    asks: /多少钱|几多钱|好多钱|几个?钱|[几多少]块|几[百千]|[几多少]元|多少万|几万|收费|要钱|限额|额度|封顶|补助?多少|给多少(?!天)|价/u,
    says: (text) => sum(text) || /免费|不收|不缴|不用交|全额/u.test(text),
  },
  { what: 'share', asks: /百分之几|百分之多少|几成|比例|[报付](?:销)?(?:得)?(?:多少|几多|好多|几)(?![天个年月日家次项元块])/u, says: (text) => share(text) || sum(text) || /全额/u.test(text) },
  {
    what: 'time',
    asks: /几天|多少天|多久|多长时间|几个?工作日|几个?月|几年|啥时候|什么时候|何时|几号|哪天|哪年|几点|几个?小时|几个?钟/u,
    says: (text) => time(text) || /长期|当场|即时|当天|随时/u.test(text),
  },
  { what: 'phone', asks: /电话|号码|热线|手机号/u, says: (text) => claimsIn(text).some(({ what }) => what === 'phone') || /1\d{4}|120|110/u.test(text) },
  { what: 'name', asks: /叫[什么啥嘛]|名字|姓什么|名单|哪几[家个项种类]|哪[一]?家|哪位|是谁/u, says: (text) => /《|、.*、|包括|分别/u.test(text) },
  { what: 'where', asks: /哪条路|几楼|地址|几路|哪个房间|在哪|去哪|哪里|哪儿/u, says: (text) => /窗口|网站|APP|app|小程序|向|到|在/u.test(text) },
];

/** What a question wants and whether a text says anything of the kind: by kind, true where it does. */
export function wantedIn(question: string, text: string): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { what, asks, says } of wants) if (asks.test(question)) found.set(what, says(text));
  for (const [, unit = ''] of question.matchAll(countAsked)) {
    const units = new RegExp(`[${counts[unit] ?? unit}]$`, 'u');
    found.set('count', unitIn(units)(text));
  }
  return found;
}
