export const attemptStates = { STARTED: '进行中', SUBMITTED: '已答完', EXPIRED: '到时间', VOID: '已作废' } as const;

export const flagKinds = { fast: '答得太快', burst: '短时间很多局', 'shared-device': '多人同一设备' } as const;
export const flagOutcomes = { open: '待处理', dismissed: '没有问题', voided: '已作废' } as const;

/** How long an attempt took, so that a table sorts it: 0:02:05. */
export function sayDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
