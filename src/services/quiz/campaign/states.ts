import type { Permission } from '../../../domain/staff.js';
import type { CampaignPart, CampaignState } from './campaign.js';

export type StepName = 'change' | 'review' | 'revise' | 'open' | 'close' | 'freeze' | 'draw' | 'publish';

/** An edge: who may take a campaign from where to where. */
export interface Step {
  /** In paths; the audit says `quiz.review`. */
  readonly name: StepName;
  readonly title: string;
  readonly from: CampaignState;
  readonly to: CampaignState;
  readonly needs: Permission;
  /** The part that whoever takes it has from then on: they may have no other one in the same campaign. */
  readonly part: CampaignPart;
  /** What will happen, to whom. */
  readonly about: string;
}

/** Everything that may happen to a campaign. What is not in this table does not happen. */
export const steps: readonly Step[] = [
  {
    ...{ name: 'change', title: '修改', from: 'DRAFT', to: 'DRAFT', needs: 'quiz.edit', part: 'editor' },
    about: '改动草稿，并记录在案。',
  },
  {
    ...{ name: 'review', title: '审核通过', from: 'DRAFT', to: 'REVIEWED', needs: 'quiz.review', part: 'reviewer' },
    about: '题目按现在的题库定下来，之后只能用试答码试答，到您开放为止居民看不到。记录在案。',
  },
  {
    ...{ name: 'revise', title: '退回修改', from: 'REVIEWED', to: 'DRAFT', needs: 'quiz.review', part: 'reviewer' },
    about: '回到草稿，定下的题目作废，改好后重新审核。记录在案。',
  },
  {
    ...{ name: 'open', title: '开放', from: 'REVIEWED', to: 'OPEN', needs: 'quiz.review', part: 'reviewer' },
    about: '到开始时间居民就可以答题。开放后不能再改内容，只能撤下错题。记录在案。',
  },
  {
    ...{ name: 'close', title: '提前结束', from: 'OPEN', to: 'CLOSED', needs: 'quiz.review', part: 'reviewer' },
    about: '马上停止答题，没答完的按已答的算，不能恢复。到结束时间系统会自动结束。记录在案。',
  },
  {
    ...{ name: 'freeze', title: '冻结名单', from: 'CLOSED', to: 'FROZEN', needs: 'quiz.draw', part: 'drawer' },
    about: '入围名单从此不变，并公布名单的校验值。记录在案。',
  },
  {
    ...{ name: 'draw', title: '开奖', from: 'FROZEN', to: 'DRAWN', needs: 'quiz.draw', part: 'drawer' },
    about: '用事先定好的随机值算出中奖和候补的次序。记录在案。',
  },
  {
    ...{ name: 'publish', title: '公布结果', from: 'DRAWN', to: 'PUBLISHED', needs: 'quiz.draw', part: 'drawer' },
    about: '结果和校验文件公开，并通知中奖的人来领。记录在案。',
  },
];

export const stepNamed = (name: StepName): Step => {
  const step = steps.find((one) => one.name === name);
  if (!step) throw new Error(`no step ${name}`);
  return step;
};

export const stepsFrom = (state: CampaignState): readonly Step[] => steps.filter(({ from }) => from === state);
