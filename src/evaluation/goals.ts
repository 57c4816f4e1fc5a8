import type { Verdict } from './judge.js';
import { groupOf } from './question-set.js';
import { rowResults, type Share, sharesOf } from './result.js';

/** One goal of the project beside what was measured. Shares in percent, the loss in points. */
export interface Goal {
  readonly what: string;
  readonly goal: string;
  /** Undefined where this run did not measure it. */
  readonly measured?: number;
  readonly met?: boolean;
}

const leastAnswerable = 95;
const leastRefusals = 95;
const mostWronglyRefused = 5;
const mostLoss = 3;

const percent = (part: number, whole: number) => (100 * part) / whole;
const shareOf = (share: Share | undefined) => share && percent(share.passed, share.of);

function atLeast(what: string, least: number, measured: number | undefined): Goal {
  const goal = `≥ ${least} %`;
  return measured === undefined ? { what, goal } : { what, goal, measured, met: measured >= least };
}

function atMost(what: string, most: number, unit: string, measured: number | undefined): Goal {
  const goal = `≤ ${most} ${unit}`;
  return measured === undefined ? { what, goal } : { what, goal, measured, met: measured <= most };
}

/** @param damaged verdicts of the same rows with damaged questions */
export function goalsOf(verdicts: readonly Verdict[], damaged?: readonly Verdict[]): Goal[] {
  const share = (of: readonly Verdict[], group: string) =>
    shareOf(sharesOf(rowResults(of)).find((one) => one.group === group));
  const answerable = verdicts.filter(({ row }) => groupOf(row) === 'answerable');
  const refused = answerable.filter(({ reply }) => reply.status === 'unsure' || reply.status === 'redirect').length;
  const [plain, hurt] = [share(verdicts, 'answerable'), damaged && share(damaged, 'answerable')];
  return [
    atLeast('应答的答对', leastAnswerable, plain),
    atLeast('应拒的没答', leastRefusals, share(verdicts, 'refusals')),
    atMost(
      '应答的被误拒',
      mostWronglyRefused,
      '%',
      answerable.length > 0 ? percent(refused, answerable.length) : undefined,
    ),
    atMost(
      '字打错后的损失',
      mostLoss,
      '个百分点',
      plain === undefined || hurt === undefined ? undefined : plain - hurt,
    ),
  ];
}

export function sayGoals(goals: readonly Goal[]): string {
  const lines = goals.map(({ what, goal, measured, met }) => {
    const found = measured === undefined ? '这次没有测' : `${measured.toFixed(1)}，${met ? '达到' : '没有达到'}`;
    return `  ${what} ${goal}：${found}`;
  });
  return ['目标：', ...lines].join('\n');
}
