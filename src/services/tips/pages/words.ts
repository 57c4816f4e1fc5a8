import type { Option } from '../../../pages/form.js';
import type { Tone } from '../../../pages/parts.js';
import { actGroups, actOf, type TargetKind, targetKindNames, unclearAct } from '../acts.js';
import { stateNames, type TipState, tipStates } from '../states.js';

const DONE: ReadonlySet<TipState> = new Set(['CLOSED', 'TRANSFERRED', 'DUPLICATE', 'PAID', 'LAPSED', 'WAIVED']);
const GOOD: ReadonlySet<TipState> = new Set(['FILED', 'CONCLUDED', 'NOTIFIED']);

export function stateTone(state: TipState): Tone {
  if (state === 'RECEIVED') return 'soon';
  if (state === 'AWAITING_REPORTER') return 'half';
  return DONE.has(state) ? 'done' : GOOD.has(state) ? 'good' : 'calm';
}

export const sayKind = (kind: string | null): string => (kind === null ? '未分类' : (actOf(kind)?.words ?? kind));

export const sayTargetKind = (kind: string | null): string =>
  kind === null ? '不清楚' : (targetKindNames[kind as TargetKind] ?? kind);

export const kindOptions: readonly Option[] = [
  ...actGroups.flatMap((group) => [
    { value: group.code, label: group.words },
    ...group.acts.map(({ code, words }) => ({ value: code, label: `　${words}` })),
  ]),
  { value: unclearAct.code, label: unclearAct.words },
];

export const targetOptions: readonly Option[] = [
  { value: '', label: '不清楚' },
  ...Object.entries(targetKindNames).map(([value, label]) => ({ value, label })),
];

export const stateOptions: readonly Option[] = tipStates.map((value) => ({ value, label: stateNames[value] }));

/** What each kind of event is called in the history. */
export const eventNames: Readonly<Record<string, string>> = {
  moved: '',
  assigned: '指定承办人',
  noted: '写了备注',
  asked: '给举报人留言',
  classified: '归类',
  conflict: '有人回避',
  'conflict-lifted': '取消回避',
  'extension-requested': '申请延期',
  extended: '批准延期',
  'identity-requested': '申请查看举报人身份',
  'identity-granted': '批准查看举报人身份（24小时）',
  'reward-proposed': '提出奖励金额',
  'reward-approved': '同意奖励',
  'payee-recorded': '登记领奖人',
};

/** What the reporter told, part by part. */
export const partNames: Readonly<Record<string, string>> = {
  target: '被举报对象',
  story: '举报内容',
  when: '时间',
  where: '地点',
  amount: '涉及金额',
  evidence: '证据线索',
  contact: '联系方式',
};
