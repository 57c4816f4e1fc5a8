/** Where a tip stands. The chat tells the reporter in words of its own; staff read `stateNames`. */
export const stateNames = {
  RECEIVED: '已收到',
  TRIAGE: '初核',
  TRANSFERRED: '已移送',
  DUPLICATE: '重复举报',
  AWAITING_REPORTER: '等举报人补充',
  VERIFYING: '核查中',
  FILED: '已立案',
  NOT_FILED: '不予立案',
  REPORTER_TOLD: '已告知',
  INVESTIGATING: '调查中',
  CONCLUDED: '已作结论',
  REWARD_REVIEW: '奖励审核',
  INELIGIBLE: '不予奖励',
  NOTIFIED: '已通知领奖',
  PAID: '已发放',
  LAPSED: '逾期未领',
  WAIVED: '放弃领奖',
  CLOSED: '已办结',
} as const;
export type TipState = keyof typeof stateNames;
export const tipStates = Object.keys(stateNames) as readonly TipState[];

/** What came of the investigation. */
export const outcomeNames = { true: '属实', part: '部分属实', false: '不属实' } as const;
export type Outcome = keyof typeof outcomeNames;

export const filingNames = { filed: '立案', 'not-filed': '不予立案' } as const;
export type Filing = keyof typeof filingNames;
