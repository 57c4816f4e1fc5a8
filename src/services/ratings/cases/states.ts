import type { Permission } from '../../../domain/staff.js';
import type { CaseTable } from '../tables.js';

export const caseStates = ['OPEN', 'CONTACTED', 'VERIFIED', 'RECTIFYING', 'ANSWERED', 'REVISITED', 'CLOSED'] as const;
export type CaseState = (typeof caseStates)[number];

export const stateNames: Readonly<Record<CaseState, string>> = {
  OPEN: '待联系',
  CONTACTED: '待核实',
  VERIFIED: '已核实',
  RECTIFYING: '整改中',
  ANSWERED: '待回访',
  REVISITED: '已回访',
  CLOSED: '已办结',
};

export const verdictNames = { valid: '属实', mistaken: '误评', malicious: '恶意', unsupported: '无法查实' } as const;
export type Verdict = keyof typeof verdictNames;
export const verdicts = Object.keys(verdictNames) as readonly Verdict[];

export const putRightNames = { yes: '已改好', no: '没改好', unreachable: '联系不上' } as const;
export type PutRight = keyof typeof putRightNames;

/** Left out of the adjusted figures, once a second person has confirmed it. */
export const leavesOut = (verdict: string | null): boolean => verdict === 'mistaken' || verdict === 'malicious';

export type StepName =
  | 'contact'
  | 'verify'
  | 'exclude'
  | 'keep'
  | 'rectify'
  | 'extend'
  | 'answer'
  | 'ask-revisit'
  | 'revisit'
  | 'close'
  | 'appeal'
  | 'grant-appeal'
  | 'refuse-appeal';

/** Which term runs after a step: `whole` is the longest for the whole case, `rectify` that for putting right. */
export type Term = 'goes-on' | 'whole' | 'rectify' | 'extended' | 'none';

export interface Step {
  readonly name: StepName;
  /** 联系评价人 */
  readonly title: string;
  readonly from: readonly CaseState[];
  /** Undefined leaves the state as it is. */
  readonly to?: CaseState;
  readonly needs: Permission;
  /** `rated`: the rated person alone. `others`: anybody but them. `second`: neither they nor who verified. */
  readonly who: 'rated' | 'others' | 'second';
  readonly term: Term;
  /** What else the case has to say. */
  readonly when?: (found: CaseTable) => boolean;
}

const undecided = ({ exclusion, appeal }: CaseTable) => exclusion === 'waiting' || appeal === 'waiting';

/** The whole life of a 差评. What is not in this table cannot be done. */
export const steps: readonly Step[] = [
  {
    ...{ name: 'contact', title: '联系评价人', from: ['OPEN'], to: 'CONTACTED' },
    ...{ needs: 'ratings.work', who: 'others', term: 'whole' },
  },
  {
    ...{ name: 'verify', title: '核实', from: ['CONTACTED'], to: 'VERIFIED' },
    ...{ needs: 'ratings.work', who: 'others', term: 'whole' },
  },
  {
    ...{ name: 'exclude', title: '同意剔除', from: ['VERIFIED'] },
    ...{ needs: 'ratings.decide', who: 'second', term: 'goes-on' },
    when: ({ exclusion }) => exclusion === 'waiting',
  },
  {
    ...{ name: 'keep', title: '不同意剔除，重新核实', from: ['VERIFIED'], to: 'CONTACTED' },
    ...{ needs: 'ratings.decide', who: 'second', term: 'whole' },
    when: ({ exclusion }) => exclusion === 'waiting',
  },
  {
    ...{ name: 'rectify', title: '开始整改', from: ['VERIFIED', 'REVISITED'], to: 'RECTIFYING' },
    ...{ needs: 'ratings.work', who: 'others', term: 'rectify' },
    when: ({ verdict, state, put_right }) => verdict === 'valid' && (state === 'VERIFIED' || put_right === 'no'),
  },
  {
    ...{ name: 'extend', title: '延长整改期限', from: ['RECTIFYING'] },
    ...{ needs: 'ratings.work', who: 'others', term: 'extended' },
  },
  {
    ...{ name: 'answer', title: '答复评价人', from: ['RECTIFYING', 'VERIFIED'], to: 'ANSWERED' },
    ...{ needs: 'ratings.work', who: 'others', term: 'none' },
    when: (found) => found.state === 'RECTIFYING' || (found.verdict !== 'valid' && !undecided(found)),
  },
  {
    ...{ name: 'ask-revisit', title: '发送回访', from: ['ANSWERED'] },
    ...{ needs: 'ratings.work', who: 'others', term: 'none' },
    when: ({ revisit_asked_at }) => revisit_asked_at === null,
  },
  {
    ...{ name: 'revisit', title: '登记回访结果', from: ['ANSWERED'], to: 'REVISITED' },
    ...{ needs: 'ratings.work', who: 'others', term: 'none' },
  },
  {
    ...{ name: 'close', title: '办结', from: ['REVISITED'], to: 'CLOSED' },
    ...{ needs: 'ratings.work', who: 'others', term: 'none' },
    when: (found) => !undecided(found),
  },
  {
    ...{ name: 'appeal', title: '申诉', from: ['VERIFIED', 'RECTIFYING', 'ANSWERED', 'REVISITED'] },
    ...{ needs: 'ratings.appeal', who: 'rated', term: 'goes-on' },
    when: ({ verdict, appeal }) => verdict === 'valid' && appeal === 'none',
  },
  {
    ...{ name: 'grant-appeal', title: '申诉成立', from: ['VERIFIED', 'RECTIFYING', 'ANSWERED', 'REVISITED'] },
    ...{ needs: 'ratings.decide', who: 'second', term: 'goes-on' },
    when: ({ appeal }) => appeal === 'waiting',
  },
  {
    ...{ name: 'refuse-appeal', title: '申诉不成立', from: ['VERIFIED', 'RECTIFYING', 'ANSWERED', 'REVISITED'] },
    ...{ needs: 'ratings.decide', who: 'second', term: 'goes-on' },
    when: ({ appeal }) => appeal === 'waiting',
  },
];
