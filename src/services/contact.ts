import type { Bureau } from '../domain/bureau.js';

/** The two national lines, which answer everywhere: 医保服务热线 and 政务服务便民热线. */
export const NATIONAL_LINES = '医保服务热线 12393、政务服务热线 12345';

/** Where people find the bureau, one thing a line. What is not configured is left out, never made up. */
export function contactLines({ name, address, hours, phones }: Bureau): string[] {
  return [
    ...(name ? [`单位：${name}`] : []),
    ...(address ? [`地址：${address}`] : []),
    ...(hours ? [`时间：${hours}`] : []),
    ...phones.map(({ label, number }) => `${label}：${number}`),
  ];
}

/** The phones to call, in one phrase: the bureau's own first, else the national lines. */
export function phonesToCall({ phones }: Bureau): string {
  return phones.length > 0 ? phones.map(({ label, number }) => `${label} ${number}`).join('、') : NATIONAL_LINES;
}
