import type { Answer } from '../domain/answer.js';
import type { Bureau } from '../domain/bureau.js';
import type { Passage } from '../domain/passage.js';
import type { Boundary } from './boundaries.js';

export interface UnsureOptions {
  readonly nearest: readonly Passage[];
  readonly bureau: Bureau;
  readonly unknownPlace?: string;
}

/** Where to ask: the bureau's own phones and window as configured, and the two lines that answer everywhere. */
export function whereToAsk(bureau: Bureau): string {
  const phones = bureau.phones.map(({ label, number }) => `${label} ${number}`);
  const lines = [...phones, '医保热线 12393', '政务热线 12345'].join('、');
  const window = bureau.address
    ? `，或到窗口（${bureau.address}${bureau.hours ? `，${bureau.hours}` : ''}）`
    : '，或到医保窗口';
  return `可以拨打 ${lines}${window}问。`;
}

function topics(nearest: readonly Passage[]): string[] {
  return [...new Set(nearest.map(({ chunk }) => chunk.headings.at(-1) ?? chunk.title))];
}

/** Says plainly that the texts do not say it, with the nearest topics and where to turn. */
export function unsureAnswer({ nearest, bureau, unknownPlace }: UnsureOptions): Answer {
  const first =
    unknownPlace === undefined
      ? '目前的资料里没有这一条，我不能猜。'
      : `目前的资料里没有${unknownPlace}的规定，别处的标准不能套用。`;
  const near = topics(nearest);
  const lines = [
    first,
    whereToAsk(bureau),
    ...(near.length > 0 ? [`相近的内容：${near.map((topic) => `「${topic}」`).join('')}`] : []),
  ];
  return { status: 'unsure', text: lines.join('\n'), nearest };
}

export function redirectAnswer(boundary: Boundary): Answer {
  return { status: 'redirect', to: boundary.to, text: boundary.text };
}
