import type { Kept, Retention } from '../../chat/keeper.js';
import type { PrivacyNotice } from '../../chat/plan.js';
import type { Reply } from '../../domain/message.js';

/** Under the first reply. A change of its words takes a new version: everybody is told again. */
export const privacyNotice: PrivacyNotice = {
  version: 1,
  text: '首次使用说明：我是自动问答，会保存问答记录用于改进服务，身份证号、电话等自动隐去。回复“隐私说明”看详情，“我的数据”查看，“删除我的数据”删除。',
};

const say = (text: string, choices?: Reply['choices']): Reply => ({
  ...{ status: 'service', text },
  ...(choices ? { choices } : {}),
});

const DELETE = { label: '删除我的数据', text: '删除我的数据' };
const MINE = { label: '我的数据', text: '我的数据' };
const CONFIRM = { label: '确认删除', text: '确认删除' };
const LEAVE = { label: '不删了', text: '取消' };

export function explanation({ questionsDays, inboxDays, closedCasesDays }: Retention): Reply {
  return say(
    [
      `问答记录：隐去证件号、电话后保存${sayDays(questionsDays)}，用来改进回答和统计。`,
      `办事记录：评价、协办等办结后保存${sayDays(closedCasesDays)}；来访时间记录保存${sayDays(inboxDays)}，法律要求至少6个月。`,
      '举报：内容加密，只有经授权的工作人员能打开，不和您的账号放在一起。',
      '数据存在本单位的机器上，不提供给别人做别的用途。',
      '您可以回复“我的数据”查看，或“删除我的数据”删除。',
    ].join('\n'),
    [MINE, DELETE],
  );
}

const sayDays = (days: number): string => (days % 365 === 0 ? `${days / 365}年` : `${days}天`);

const lineOf = ({ what, count, how, held }: Kept): string =>
  `${what}：${count}条。${how}${held ? `；${held}，暂不能删除` : ''}。`;

/** What the tips keep, whoever asks: there is nothing that could be found by the sender. */
const TIPS = '举报：不和您的账号放在一起，这里查不到。请凭受理码查询。';

export function mine(kept: readonly Kept[]): Reply {
  const lines = kept.filter(({ count }) => count > 0).map(lineOf);
  return say(
    [lines.length > 0 ? '这里保存的、和您有关的数据：' : '这里没有保存和您有关的数据。', ...lines, TIPS].join('\n'),
    lines.length > 0 ? [DELETE] : undefined,
  );
}

export function askToDelete(kept: readonly Kept[]): Reply {
  const present = kept.filter(({ count }) => count > 0);
  const held = present.filter((one) => one.held);
  const names = (all: readonly Kept[]) => all.map(({ what, count }) => `${what}${count}条`).join('、');
  return say(
    [
      `将删除或断开和您的联系：${names(present.filter((one) => !one.held)) || '没有可删除的'}。删除后不能恢复。`,
      ...held.map(({ what, count, held: why }) => `${what}${count}条${why}，依法要先保留，办结后按期限删除。`),
      '举报和操作留痕依法保留，其中没有您的姓名和账号。',
      '确定要删除吗？',
    ].join('\n'),
    [CONFIRM, LEAVE],
  );
}

export const deleted = (held: boolean): Reply =>
  say(
    held
      ? '已删除。还没办完的事项依法先保留，办结后按期限删除。以后再来，会当作第一次使用。'
      : '已删除。以后再来，会当作第一次使用。',
  );

export const keptAll = say('好的，没有删除。');
export const notUnderstood = say('没看懂。要删除请回复“确认删除”，不删请回复“取消”。', [CONFIRM, LEAVE]);
