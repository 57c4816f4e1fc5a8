import type { Difficulty, Topic } from '../bank/question.js';

export const campaignStates = {
  DRAFT: '草稿',
  REVIEWED: '已审核',
  OPEN: '进行中',
  CLOSED: '已结束',
  FROZEN: '名单已冻结',
  DRAWN: '已开奖',
  PUBLISHED: '已公布',
} as const;
export type CampaignState = keyof typeof campaignStates;

/** How many questions of a topic an attempt draws, of any difficulty unless one is named. */
export interface Pool {
  readonly topic: Topic;
  /** 1 to 50. */
  readonly count: number;
  readonly difficulty?: Difficulty;
}

export interface Prize {
  /** 一等奖 */
  readonly name: string;
  /** 雨伞一把 */
  readonly what: string;
  /** 1 to 1,000. */
  readonly count: number;
}

/** Where the chance of the draw comes from, named before the entrants are frozen. */
export type EntropyPlan =
  /** A value that anybody can look up: 中国福利彩票双色球第2026050期开奖号码. Typed by two people. */
  | { readonly kind: 'public'; readonly source: string; readonly knownFrom: string }
  /** Two people commit to a secret each before the root is published, and reveal them after. */
  | { readonly kind: 'commit-reveal' };

/** What staff write. */
export interface CampaignPlan {
  readonly title: string;
  /** Who it is for, as the opening message says. */
  readonly audience: string;
  /** The rules in the bureau's words; said on 规则 and on the public page. */
  readonly rules: string;
  /** Moments, ISO text in UTC. Answers count from the first up to, but not at, the second. */
  readonly opensAt: string;
  readonly closesAt: string;
  readonly pools: readonly [Pool, ...Pool[]];
  /** 1 to 20. */
  readonly attemptsPerDay: number;
  /** Seconds for one attempt; 0 for no limit. */
  readonly timeLimit: number;
  /** Right answers that it takes to enter the draw. */
  readonly entryScore: number;
  readonly prizes: readonly Prize[];
  /** How many alternates stand by. */
  readonly alternates: number;
  readonly entropy: EntropyPlan;
  /** Streets or units that people may say they are of; none is asked where it is empty. */
  readonly groups: readonly string[];
  readonly leaderboard: boolean;
  /** Days that a winner has to claim a prize, and that a settled claim's data are kept. */
  readonly claimDays: number;
  readonly claimKeepDays: number;
}

export interface Campaign extends CampaignPlan {
  /** QZ2026-01 */
  readonly number: string;
  readonly state: CampaignState;
  /** Counts the changes. */
  readonly version: number;
  /** Logins: editor ≠ reviewer ≠ drawer. */
  readonly editor: string;
  readonly reviewer?: string;
  readonly drawer?: string;
  /** What staff type to rehearse before it opens: 试答 and this. */
  readonly rehearsalCode: string;
}

/** Questions of one attempt. */
export const slotsOf = ({ pools }: Pick<CampaignPlan, 'pools'>): number =>
  pools.reduce((sum, { count }) => sum + count, 0);

export type PlayState = 'not-yet' | 'open' | 'over';

/** Whether answers count at a moment. It is over for good once staff closed it, whatever its dates say. */
export function playStateOf({ state, opensAt, closesAt }: Campaign, now: Date): PlayState {
  if (state === 'DRAFT' || state === 'REVIEWED') return 'not-yet';
  if (state !== 'OPEN') return 'over';
  const at = now.toISOString();
  if (at < opensAt) return 'not-yet';
  return at < closesAt ? 'open' : 'over';
}
