import { addMonths, addWorkingDays, type DueDay } from '../../lib/calendar.js';
import { type Fraction, fraction, rounded, times } from '../../lib/money/fraction.js';
import type { Fen } from '../../lib/money/money.js';

/**
 * Statutory days, months and shares. None of them was read in the statute itself (see `sources`): each bureau checks
 * them, sets what it goes by in `casework.tips`, and says `checked` once it did. Until then pages show 请核对.
 */
export interface TipTerms {
  readonly verifyWorkingDays: number;
  readonly tellWorkingDays: number;
  readonly claimMonths: number;
  /** Of the case value, 0 to 1. Undefined: there is no national one, and none is guessed. */
  readonly rewardShare?: Fraction;
  readonly rewardLeast: Fen;
  readonly rewardMost: Fen;
  readonly checked: boolean;
}

export const standardTerms: TipTerms = {
  verifyWorkingDays: 15,
  tellWorkingDays: 5,
  claimMonths: 2,
  rewardLeast: 20_000,
  rewardMost: 20_000_000,
  checked: false,
};

export const clockNames = { verify: '核查期限', tell: '告知期限', claim: '领奖期限' } as const;
export type ClockKind = keyof typeof clockNames;
export const clockKinds = Object.keys(clockNames) as readonly ClockKind[];

/** Where a term comes from, in short; all of them known from secondary pages only. */
export const sources: Readonly<Record<ClockKind | 'reward', string>> = {
  verify: '医疗保障行政处罚程序规定（国家医保局令第4号）',
  tell: '医疗保障基金使用监督管理举报处理暂行办法（国家医保局令第5号）',
  claim: '违法违规使用医疗保障基金举报奖励办法（医保办发〔2022〕22号）',
  reward: '违法违规使用医疗保障基金举报奖励办法（医保办发〔2022〕22号）',
};

/** The last day in time. @param from the day the term begins; it is not counted itself */
export function dueOf(kind: ClockKind, from: string, terms: TipTerms): DueDay {
  switch (kind) {
    case 'verify':
      return addWorkingDays(from, terms.verifyWorkingDays);
    case 'tell':
      return addWorkingDays(from, terms.tellWorkingDays);
    case 'claim':
      return addMonths(from, terms.claimMonths);
  }
}

/** Case value times share, a half fen going up, within least and most. Undefined where no share is configured. */
export function rewardFor(caseValue: Fen, terms: TipTerms): Fen | undefined {
  if (!terms.rewardShare) return undefined;
  const share = rounded(times(fraction(caseValue), terms.rewardShare));
  return Math.min(terms.rewardMost, Math.max(terms.rewardLeast, share));
}
