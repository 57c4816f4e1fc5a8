import type { Permission } from '../../domain/staff.js';
import type { TipState } from './states.js';

/** What a step asks for, beside a note: each is a field of its form and, where it lasts, of the record. */
export type Need =
  | 'reason'
  | 'authority'
  | 'original'
  | 'question'
  | 'told-by'
  | 'outcome'
  | 'case-value'
  | 'recovered'
  | 'ineligible';

/** What has to stand in the record already. */
export type Condition =
  | 'owner'
  | 'filed'
  | 'not-filed'
  | 'founded'
  | 'unfounded'
  | 'approved-twice'
  | 'payee'
  | 'reachable';

/**
 * Who of those with the permission: the one who works on it, somebody who never did (审办分离: who verifies does not
 * decide), or nobody but the service itself.
 */
export type By = 'anybody' | 'owner' | 'outsider' | 'service';

export interface Edge {
  readonly from: TipState;
  readonly to: TipState;
  /** The button: 立案 */
  readonly title: string;
  /** What will happen, to whom. */
  readonly about: string;
  readonly permission: Permission;
  readonly by: By;
  readonly needs: readonly Need[];
  readonly only: readonly Condition[];
}

interface Step
  extends Pick<Edge, 'to' | 'title' | 'about' | 'permission'>,
    Partial<Pick<Edge, 'by' | 'needs' | 'only'>> {
  readonly from: TipState | readonly TipState[];
}

/** The one table of what may become of a tip. Everything that is not in it is refused. */
const steps: readonly Step[] = [
  {
    from: 'RECEIVED',
    to: 'TRIAGE',
    title: '开始初核',
    about: '由您判断这条举报归谁办、材料够不够。',
    permission: 'tips.triage',
  },
  {
    from: 'TRIAGE',
    to: 'TRANSFERRED',
    title: '移送其他部门',
    about: '不属于医保部门职责的，移送有权处理的部门，并告知举报人。',
    permission: 'tips.triage',
    needs: ['authority', 'reason'],
  },
  {
    from: 'TRIAGE',
    to: 'DUPLICATE',
    title: '并入重复举报',
    about: '与先收到的一条是同一件事。以先收到的为准办理，两位举报人都会收到说明。',
    permission: 'tips.triage',
    needs: ['original'],
  },
  {
    from: 'TRIAGE',
    to: 'AWAITING_REPORTER',
    title: '请举报人补充',
    about: '问题加密发给举报人，对方凭受理码查看和回答。核查期限照常计算。',
    permission: 'tips.triage',
    needs: ['question'],
    only: ['reachable'],
  },
  {
    from: 'TRIAGE',
    to: 'VERIFYING',
    title: '转入核查',
    about: '由承办人核查。先要指定承办人。',
    permission: 'tips.triage',
    only: ['owner'],
  },
  {
    from: 'AWAITING_REPORTER',
    to: 'VERIFYING',
    title: '转入核查',
    about: '材料够了，由承办人核查。',
    permission: 'tips.triage',
    only: ['owner'],
  },
  {
    from: 'VERIFYING',
    to: 'FILED',
    title: '立案',
    about: '线索经核查应当立案。由没有承办过这条举报的人决定。开始计算告知期限。',
    permission: 'tips.decide',
    by: 'outsider',
    needs: ['reason'],
  },
  {
    from: ['VERIFYING', 'AWAITING_REPORTER'],
    to: 'NOT_FILED',
    title: '不予立案',
    about: '不符合立案条件，或材料不足又联系不上举报人。由没有承办过的人决定，并告知举报人。',
    permission: 'tips.decide',
    by: 'outsider',
    needs: ['reason'],
  },
  {
    from: ['FILED', 'NOT_FILED'],
    to: 'REPORTER_TOLD',
    title: '记下已告知举报人',
    about: '把立案或不予立案告知举报人之后，记下怎么告知的。',
    permission: 'tips.work',
    by: 'owner',
    needs: ['told-by'],
  },
  {
    from: 'REPORTER_TOLD',
    to: 'INVESTIGATING',
    title: '开始调查',
    about: '已立案的进入调查。',
    permission: 'tips.work',
    by: 'owner',
    only: ['filed'],
  },
  {
    from: 'INVESTIGATING',
    to: 'CONCLUDED',
    title: '作出结论',
    about: '记下结论和金额。由没有承办过这条举报的人决定。',
    permission: 'tips.decide',
    by: 'outsider',
    needs: ['outcome', 'case-value', 'recovered', 'reason'],
  },
  {
    from: 'CONCLUDED',
    to: 'REWARD_REVIEW',
    title: '转奖励审核',
    about: '属实或部分属实的，由奖励审核人员办理。',
    permission: 'tips.work',
    by: 'owner',
    only: ['founded'],
  },
  {
    from: 'REWARD_REVIEW',
    to: 'INELIGIBLE',
    title: '不予奖励',
    about: '举报人依规定不在奖励范围内。',
    permission: 'tips.approve-reward',
    needs: ['ineligible'],
  },
  {
    from: 'REWARD_REVIEW',
    to: 'NOTIFIED',
    title: '通知领奖',
    about: '两位审核人都同意之后通知举报人。开始计算领奖期限，逾期视为放弃。',
    permission: 'tips.approve-reward',
    only: ['approved-twice'],
  },
  {
    from: 'NOTIFIED',
    to: 'PAID',
    title: '记下已发放',
    about: '奖金已经发给举报人。',
    permission: 'tips.approve-reward',
    only: ['payee'],
  },
  {
    from: 'NOTIFIED',
    to: 'WAIVED',
    title: '举报人放弃',
    about: '举报人明确表示不领。',
    permission: 'tips.approve-reward',
    needs: ['reason'],
  },
  {
    from: 'NOTIFIED',
    to: 'LAPSED',
    title: '逾期未领',
    about: '领奖期限已过，视为放弃。',
    permission: 'tips.approve-reward',
    by: 'service',
  },
  {
    from: 'TRANSFERRED',
    to: 'CLOSED',
    title: '办结',
    about: '移送并告知完毕。',
    permission: 'tips.triage',
    needs: ['told-by'],
  },
  {
    from: 'DUPLICATE',
    to: 'CLOSED',
    title: '办结',
    about: '并入先收到的一条，不再单独办理。',
    permission: 'tips.triage',
  },
  {
    from: 'REPORTER_TOLD',
    to: 'CLOSED',
    title: '办结',
    about: '不予立案并已告知的，到此办结。',
    permission: 'tips.work',
    by: 'owner',
    only: ['not-filed'],
  },
  {
    from: 'CONCLUDED',
    to: 'CLOSED',
    title: '办结',
    about: '查无不实的，到此办结。',
    permission: 'tips.work',
    by: 'owner',
    only: ['unfounded'],
  },
  {
    from: ['INELIGIBLE', 'PAID', 'LAPSED', 'WAIVED'],
    to: 'CLOSED',
    title: '办结',
    about: '奖励事项已了结。领奖人资料的副本随即销毁。',
    permission: 'tips.approve-reward',
  },
];

export const edges: readonly Edge[] = steps.flatMap(({ from, ...step }) => {
  const starts = typeof from === 'string' ? [from] : from;
  return starts.map((start) => ({ by: 'anybody', needs: [], only: [], ...step, from: start }) satisfies Edge);
});

export const edgesFrom = (state: TipState): readonly Edge[] => edges.filter(({ from }) => from === state);

export const edgeBetween = (from: TipState, to: TipState): Edge | undefined =>
  edges.find((edge) => edge.from === from && edge.to === to);

/** Nothing runs any more: neither a clock nor anybody's work. */
export const isOver = (state: TipState): boolean => edgesFrom(state).length === 0;
