import { YiwenError } from '../../../lib/errors.js';
import { type Fen, parseYuan } from '../../../lib/money/money.js';
import { maskPersonalData } from '../../../lib/personal-data.js';
import type { Need } from '../edges.js';
import { type Outcome, outcomeNames } from '../states.js';

/** How a reporter was told. */
export const toldByNames = {
  receipt: '留言（凭受理码查看）',
  phone: '电话',
  letter: '书面',
  window: '当面',
} as const;
export type ToldBy = keyof typeof toldByNames;

/** Why there is no reward. */
export const ineligibleNames = {
  'medical-security-staff': '医疗保障部门工作人员',
  'duty-to-report': '负有举报或查处职责',
  other: '其他（在备注里写明）',
} as const;
export type Ineligible = keyof typeof ineligibleNames;

/** What a step's form says, checked against what the step needs. */
export interface Given {
  readonly note: string;
  readonly authority?: string;
  readonly original?: string;
  readonly question?: string;
  readonly toldBy?: ToldBy;
  readonly outcome?: Outcome;
  readonly caseValue?: Fen;
  readonly recovered?: Fen;
  readonly ineligible?: Ineligible;
}

const LONGEST = 2_000;

/** @throws YiwenError `tips.incomplete-step`, `tips.invalid-amount` */
export function readGiven(needs: readonly Need[], field: (name: string) => string): Given {
  const note = field('note');
  if (note.length > LONGEST) throw incomplete('备注', `不超过${LONGEST}个字，可以分几次写备注`);
  const wants = (need: Need) => needs.includes(need);
  const ineligible = wants('ineligible') ? chosen(field('ineligible'), ineligibleNames, '不予奖励的原因') : undefined;
  if ((wants('reason') || ineligible === 'other') && note.length < 4)
    throw incomplete('理由', '写4个字以上，例如：现场核对住院清单，与举报一致');
  return {
    note,
    ...(wants('authority') ? { authority: plainWords(field('authority'), '接收部门', '例如：市公安局') } : {}),
    ...(wants('original') ? { original: numberIn(field('original')) } : {}),
    ...(wants('question') ? { question: words(field('question'), '要问举报人的话') } : {}),
    ...(wants('told-by') ? { toldBy: chosen(field('told-by'), toldByNames, '怎么告知的') } : {}),
    ...(wants('outcome') ? { outcome: chosen(field('outcome'), outcomeNames, '结论') } : {}),
    ...(wants('case-value') ? { caseValue: amountIn(field('case-value'), '涉及金额') } : {}),
    ...(wants('recovered') ? { recovered: amountIn(field('recovered'), '追回金额') } : {}),
    ...(ineligible ? { ineligible } : {}),
  };
}

function chosen<Key extends string>(said: string, names: Readonly<Record<Key, string>>, what: string): Key {
  if (Object.hasOwn(names, said)) return said as Key;
  throw incomplete(what, '请从列表里选一项');
}

function words(said: string, what: string): string {
  if (said.length >= 2 && said.length <= LONGEST) return said;
  throw incomplete(what, `写2至${LONGEST}个字`);
}

/** Kept readable without a key, so nobody is named in it. */
function plainWords(said: string, what: string, example: string): string {
  if (said.length >= 2 && said.length <= 60) return maskPersonalData(said);
  throw incomplete(what, `写2至60个字，${example}`);
}

const NUMBER = /^JB\d{8}-\d{4,6}$/;

export function numberIn(said: string): string {
  const number = said.trim().toUpperCase();
  if (NUMBER.test(number)) return number;
  throw incomplete('先收到的那条举报的编号', '例如：JB20260401-0001');
}

/** Yuan with up to two decimals: `12345.67`. */
export function amountIn(said: string, what: string): Fen {
  const fen = parseYuan(`${said.normalize('NFKC').replace(/[,\s]|元$/g, '')}元`);
  if (fen !== undefined) return fen;
  throw new YiwenError('tips.invalid-amount', `${what}写得不对`, '按元写，最多两位小数，例如 12345.67；没有就写 0');
}

const incomplete = (what: string, remedy: string) =>
  new YiwenError('tips.incomplete-step', `还没有写${what}，或写得不对`, remedy);
