import { readNumeral } from '../../../lib/chinese/numerals.js';
import { type Fen, MOST } from '../../../lib/money/money.js';
import type { Facts } from '../rules/facts.js';

/** A number as people write one, in Arabic figures or Chinese or both: 3万2, 一万二千三, 2,000.50, 5k. */
const NUMERAL =
  '(?:\\d[\\d,]*(?:\\.\\d+)?|[零〇一二两三四五六七八九十百千万])(?:[\\d,]*(?:\\.\\d+)?[零〇一二两三四五六七八九十百千万kw]?)*';

/** Undefined for what is no number, and for more than is ever paid. */
function fenIn(numeral: string): Fen | undefined {
  const fen = Math.round((readNumeral(numeral) ?? Number.NaN) * 100);
  return Number.isSafeInteger(fen) && fen <= MOST ? fen : undefined;
}

/** A sum that a text names, with what stands before and after it. */
interface Sum {
  readonly fen: Fen;
  readonly before: string;
}

const CANDIDATE = new RegExp(`[¥￥]?(${NUMERAL})(多|来)?(元|块钱?|圆)?`, 'g');
/** What counts something else than money: 2026年, 65岁, 三级, 七成, 70%. */
const OTHER_UNIT =
  /^\s*(?:年|个?月|日|号|岁|周岁|级|甲|乙|天|次|个|%|％|成|折|人|名|里|公里|步|家|件|条|张|床|楼|点|分|期)/;
const SPENT =
  /(?:花|用|看|费用?|共|合规|账单|交|付|掏|出|金额|钱|是|为|自费|工资|月薪|起付线|门槛|报(?=了|过|销)|[¥￥])(?:销)?(?:了|去|掉|过)?(?:大概|大约|差不多|将近|约|近|有|要|:|：|是|为|了)*$/;

/** The sums in a text. A bare number counts where a word for spending stands right before it. */
function sumsIn(text: string): Sum[] {
  return [...text.matchAll(CANDIDATE)].flatMap((match) => {
    const [whole, numeral = '', , currency] = match;
    const before = text.slice(0, match.index);
    const after = text.slice(match.index + whole.length);
    if (!currency && OTHER_UNIT.test(after)) return [];
    const large = /[百千万kw]/.test(numeral) && numeral !== '万' && numeral !== '千' && numeral !== '百';
    if (!currency && !large && !(/^\d/.test(numeral) && SPENT.test(before))) return [];
    if (/百分之$|第$|周岁$/.test(before)) return [];
    const fen = fenIn(numeral);
    return fen === undefined ? [] : [{ fen, before: before.slice(-14) }];
  });
}

type Role =
  | 'cost'
  | 'eligible'
  | 'total'
  | 'outside'
  | 'paidBefore'
  | 'ownBefore'
  | 'givenDeductible'
  | 'wage'
  | 'none';

const ROLES: readonly (readonly [RegExp, Role])[] = [
  [/(?:自费|目录外|范围外|丙类)[^,，。;；]{0,5}$/, 'outside'],
  [/(?:起付线|起付标准|门槛费?)[^,，。;；]{0,4}$/, 'givenDeductible'],
  [/(?:工资|月薪|薪资)[^,，。;；]{0,6}$/, 'wage'],
  [/(?:限额|封顶线?|上限|最高|最多|罚款?|奖励?|补助?)[^,，。;；]{0,4}$/, 'none'],
  [/(?:已经?|之前|前面|先前|今年)[^,，。;；]{0,6}报(?:了|过|销)*[^,，。;；]{0,2}$/, 'paidBefore'],
  [/(?:今年|之前|前面|累计)[^,，。;；]{0,6}(?:自付|自己[掏出付])[^,，。;；]{0,3}$/, 'ownBefore'],
  [/(?:合规|范围内|目录内|政策内)[^,，。;；]{0,6}$/, 'eligible'],
  [/(?:总共|一共|总费用|总额|总计|合计|全部|总的)[^,，。;；]{0,6}$/, 'total'],
];

const roleOf = ({ before }: Sum): Role => ROLES.find(([pattern]) => pattern.test(before))?.[1] ?? 'cost';

/** What a text says of money: the bill, what of it is outside the catalogue, what was paid before in the year. */
export function moneySaid(text: string): Facts {
  const sums = sumsIn(text).map((sum) => ({ ...sum, role: roleOf(sum) }));
  const of = (role: Role) => sums.find((sum) => sum.role === role)?.fen;
  const [eligible, total] = [of('eligible'), of('total')];
  const cost = eligible ?? total ?? of('cost');
  const named = (['outside', 'paidBefore', 'ownBefore', 'givenDeductible', 'wage'] as const).flatMap((role) => {
    const fen = of(role);
    return fen === undefined ? [] : [[role, fen] as const];
  });
  return {
    ...Object.fromEntries(named),
    ...(cost === undefined ? {} : { cost }),
    ...(eligible === undefined ? (total === undefined ? {} : { costIs: 'total' }) : { costIs: 'eligible' }),
  };
}

const BARE = new RegExp(
  `^[^\\d零一二两三四五六七八九十百千万-]{0,8}[¥￥]?(${NUMERAL})(?:多|来)?(?:元|块钱?|圆)?[^\\d%]{0,4}$`,
);

/** The sum that answers the question for one: `20000`, `两万多块`, `大概3万2`. */
export function sumAnswered(text: string): Fen | undefined {
  const numeral = BARE.exec(text.trim())?.[1];
  if (numeral === undefined || /[%％年月日岁级成-]/.test(text)) return undefined;
  return fenIn(numeral);
}
