import { isNode, LineCounter, parseDocument } from 'yaml';
import { YiwenError } from '../../../lib/errors.js';
import type { CampaignPlan } from './campaign.js';
import { type PlanFault, parsePlan } from './plan.js';

const LONGEST_FILE = 100_000;

/** A key with nothing behind it counts as not written, as in a form left empty. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks).filter((one) => one !== undefined);
  if (typeof value !== 'object') return value;
  if (value === null) return undefined;
  const kept = Object.entries(value).flatMap(([key, one]) => {
    const plain = withoutBlanks(one);
    return plain === undefined ? [] : [[key, plain] as const];
  });
  return Object.fromEntries(kept);
}

/**
 * A campaign plan written as YAML: every fault with its line, all of them together.
 * @throws YiwenError `quiz.bad-plan-file`
 */
export function parsePlanFile(text: string, name: string): CampaignPlan {
  if (text.length > LONGEST_FILE)
    throw new YiwenError('quiz.bad-plan-file', `${name} 太大`, `一份场次计划不超过 ${LONGEST_FILE} 个字`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken)
    throw new YiwenError(
      'quiz.bad-plan-file',
      `${name} 第 ${lines.linePos(broken.pos[0]).line} 行不是正确的 YAML`,
      '检查缩进、冒号（英文冒号加一个空格）和引号，对照 docs/staff/quiz-plan.example.yaml',
    );
  const reading = parsePlan(withoutBlanks(document.toJS({ maxAliasCount: 0 })) ?? {});
  if (reading.status === 'valid') return reading.plan;
  const lineOf = ({ field }: PlanFault): number => {
    const path = field.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 0;
  };
  throw planError(reading.faults, (fault) => {
    const line = lineOf(fault);
    return `${name}${line > 0 ? ` 第 ${line} 行` : ''} ${fault.field}`;
  });
}

/** Every fault as a line of one error. @throws never; the error is returned: `quiz.bad-plan` */
export function planError(
  faults: readonly PlanFault[],
  where: (fault: PlanFault) => string = ({ field }) => field,
): YiwenError {
  const told = faults.map((fault) => `${where(fault)}：${fault.said}；${fault.remedy}`);
  return new YiwenError('quiz.bad-plan', told.join('\n'), `改正以上 ${faults.length} 处，再试一次`);
}
