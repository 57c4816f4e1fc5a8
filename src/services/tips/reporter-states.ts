/**
 * How a tip stands, in words for whoever holds its receipt. Every state that staff can set has a line here; none tells
 * what was told, found or decided about anybody, and none promises anything.
 */
export const reporterStates: Readonly<Record<string, string>> = {
  RECEIVED: '已收到，等待承办人员核查',
  TRIAGE: '承办人员正在看您说的情况',
  TRANSFERRED: '已转给有权处理的部门',
  DUPLICATE: '已和同一件事的举报并在一起办理',
  AWAITING_REPORTER: '承办人员想请您补充情况',
  VERIFYING: '正在核查',
  FILED: '核查后已立案',
  NOT_FILED: '核查后没有立案',
  REPORTER_TOLD: '立案情况已告知留了联系方式的举报人',
  INVESTIGATING: '正在调查',
  CONCLUDED: '调查已有结论',
  REWARD_REVIEW: '已有结论，正在审核是否符合奖励条件',
  INELIGIBLE: '已有结论，按规定不符合奖励条件',
  NOTIFIED: '已通知举报人办理领奖',
  PAID: '奖励已办理完毕',
  LAPSED: '领奖期限已过',
  WAIVED: '已按举报人的意思不领奖励',
  CLOSED: '已办结',
};
