import type { Chunk } from '../domain/passage.js';
import { normalise } from '../lib/chinese/normalise.js';
import { type Claim, claimsIn } from './claims.js';

/** A kind of thing that a question wants to be told, and by what a text tells it. */
interface Wanted {
  readonly asks: RegExp;
  readonly says: (text: string, claims: readonly Claim[]) => boolean;
}

const figure = (units: RegExp) => (claims: readonly Claim[]) =>
  claims.some(({ what, key }) => what === 'figure' && units.test(key));
const sum = figure(/元$/u);
const share = figure(/(?:[%倍]|百分点)$/u);
const lasting = figure(/(?:月|天|工作日|小时|分钟)$/u);
/** A year alone says when something was reported. */
const day = (claims: readonly Claim[]) => claims.some(({ what, key }) => what === 'date' && !/^\d+--$/.test(key));

const wants: readonly Wanted[] = [
  {
    asks: /多少钱|几多钱|好多钱|几个?钱|[几多少]块|几[十百千万]|[几多少]元|多少万|收费|要钱|(?:限额|额度|封顶|金额|起付线|门槛费|基数).{0,6}(?:多少|几)|补[助贴]?多少|价格|医保价/u,
    says: (text, claims) => sum(claims) || share(claims) || /免费|不收|不用交|全额|未公开/u.test(text),
  },
  {
    asks: /百分之几|百分之多少|几成|比例|[报付](?:销)?(?:得)?(?:多少|几多|好多|几)(?![天个年月日家次项元块])|提高(?:了)?多少|几个点/u,
    says: (text, claims) => share(claims) || sum(claims) || /全额|未公开/u.test(text),
  },
  {
    asks: /几天|多少天|多久|多长时间|几个?工作日|几个?月|几年|多少年|几个?小时|几个?钟|几分钟/u,
    says: (text, claims) =>
      lasting(claims) || day(claims) || /天数|期限|时限|长期|当场|即时|当天|随时|及时/u.test(text),
  },
  {
    asks: /啥时候|什么时候|什么时间|何时|几号|哪天|哪年|哪个月|几月|几点|礼拜几|星期几|周[六日末]/u,
    says: (text, claims) => day(claims) || lasting(claims) || /起|之日|当[天月年日]|前|后|时|长期/u.test(text),
  },
  {
    asks: /电话|号码|手机号|微信号/u,
    says: (text, claims) => claims.some(({ what }) => what === 'phone') || /12\d{3}|120|110/u.test(text),
  },
  {
    asks: /叫(?:什么|啥|嘛|么)|名字|姓什么|姓啥|名单|哪[一几两三四五六七八九十\d]+[家个项种类位样]|有哪些|都有谁/u,
    says: (text) => /《|[^。]、[^。]|包括|分别|有：/u.test(text),
  },
  {
    asks: /哪条[路街]|几楼|地址|几路车|几路公交|哪个房间|几号窗口|哪栋/u,
    says: (text) => /[路街]\d|\d号|楼/u.test(text),
  },
];

/** How many of what: 几家, 多少名. */
const counted = /(?:几|多少|好多)(?:个)?(人次|[家名起项次件种级届期批场宗例岁位人户条])|多大(?:岁数|年纪|年龄)/gu;
/** Units that count the same things. */
const alike = ['人次', '起件宗例项个', '名人位个户', '家个户', '种类项个', '次回场', '条项件', '岁', '级', '届期批'];

interface Said {
  readonly text: string;
  readonly claims: readonly Claim[];
}

const said = new WeakMap<Chunk, Said>();

function saidBy(chunk: Chunk): Said {
  const known = said.get(chunk);
  if (known) return known;
  const text = normalise([chunk.text, ...chunk.headings, ...(chunk.rows ?? [])].join(' '));
  const fresh = { text, claims: claimsIn(text) };
  said.set(chunk, fresh);
  return fresh;
}

function counts(unit: string, { text, claims }: Said): boolean {
  const units = alike.filter((group) => group.includes(unit)).join('') || unit;
  return (
    /未公开/u.test(text) ||
    claims.some(({ what, text: words }) => what === 'figure' && units.includes(words.at(-1) ?? ''))
  );
}

/**
 * Whether a question wants a kind of thing that a passage has none of: 几天 of a passage without a time, 多少钱 of one
 * without a sum. It need not be the very thing asked for where there is one.
 */
export function leavesUnsaid(question: string, chunk: Chunk): boolean {
  const asked = wants.filter(({ asks }) => asks.test(question));
  const units = [...question.matchAll(counted)].map(([, unit = '岁']) => unit);
  if (asked.length + units.length === 0) return false;
  const held = saidBy(chunk);
  const lacks = asked.some(({ says }) => !says(held.text, held.claims));
  return lacks || (units.length > 0 && !units.some((unit) => counts(unit, held)));
}
