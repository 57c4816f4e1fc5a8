/** How a case gets on. The state after the first four ends the work; CLOSED ends the case. */
export type CaseState =
  | 'RECEIVED'
  | 'ASSIGNED'
  | 'IN_PROGRESS'
  | 'DONE'
  | 'REFERRED'
  | 'REJECTED'
  | 'WITHDRAWN'
  | 'CLOSED';

export const stateNames: Readonly<Record<CaseState, string>> = {
  RECEIVED: '待分派',
  ASSIGNED: '已分派',
  IN_PROGRESS: '办理中',
  DONE: '已办结',
  REFERRED: '已转其他机构',
  REJECTED: '不予办理',
  WITHDRAWN: '本人撤回',
  CLOSED: '已归档',
};

/** How the resident is told of it. */
export const toldStates: Readonly<Record<CaseState, string>> = {
  RECEIVED: '已收到，等待工作人员处理',
  ASSIGNED: '已有工作人员接手',
  IN_PROGRESS: '正在办理',
  DONE: '已办好',
  REFERRED: '已转给其他机构办理',
  REJECTED: '没有办成',
  WITHDRAWN: '您已撤回',
  CLOSED: '已办结归档',
};

export const openStates: readonly CaseState[] = ['RECEIVED', 'ASSIGNED', 'IN_PROGRESS'];
/** Those in which the work has come to an end: the clock stops here. */
export const settledStates = ['DONE', 'REFERRED', 'REJECTED', 'WITHDRAWN'] as const;

export interface Move {
  /** In paths, in the audit and on the button. */
  readonly name: 'take' | 'assign' | 'start' | 'return' | 'done' | 'refer' | 'reject' | 'withdraw' | 'close';
  readonly title: string;
  readonly from: readonly CaseState[];
  readonly to: CaseState;
  readonly by: 'staff' | 'resident';
  /** What the record needs: a colleague, or words that the resident is told. */
  readonly asks?: 'assignee' | 'words';
  /** What will happen, to whom. */
  readonly about: string;
}

const worked: readonly CaseState[] = ['ASSIGNED', 'IN_PROGRESS'];

/** Everything that may happen to a case. What is not in this table does not happen. */
export const moves: readonly Move[] = [
  { name: 'take', title: '我来办', from: ['RECEIVED'], to: 'ASSIGNED', by: 'staff', about: '由您承办，并记录在案。' },
  {
    ...{ name: 'assign', title: '分派', from: ['RECEIVED', 'ASSIGNED', 'IN_PROGRESS'], to: 'ASSIGNED', by: 'staff' },
    ...{ asks: 'assignee', about: '交给一位同事承办，并记录在案。' },
  },
  { name: 'start', title: '开始办理', from: ['ASSIGNED'], to: 'IN_PROGRESS', by: 'staff', about: '状态改为办理中。' },
  { name: 'return', title: '退回待分派', from: worked, to: 'RECEIVED', by: 'staff', about: '不再由承办人办理。' },
  {
    ...{ name: 'done', title: '办结', from: ['IN_PROGRESS'], to: 'DONE', by: 'staff', asks: 'words' },
    about: '写下结果：会原样告诉申请人。',
  },
  {
    ...{ name: 'refer', title: '转其他机构', from: worked, to: 'REFERRED', by: 'staff', asks: 'words' },
    about: '写明转给谁、怎么联系：会原样告诉申请人。',
  },
  {
    ...{ name: 'reject', title: '不予办理', from: worked, to: 'REJECTED', by: 'staff', asks: 'words' },
    about: '写明原因和可以怎么办：会原样告诉申请人。',
  },
  {
    ...{ name: 'withdraw', title: '撤回', from: openStates, to: 'WITHDRAWN', by: 'resident' },
    about: '申请人撤回。',
  },
  { name: 'close', title: '归档', from: settledStates, to: 'CLOSED', by: 'staff', about: '归档后不能再改。' },
];

export const movesFrom = (state: CaseState, by: Move['by']): readonly Move[] =>
  moves.filter((move) => move.by === by && move.from.includes(state));
