import { may, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import type { CaseTable } from '../tables.js';
import { type CaseState, type Step, type StepName, stateNames, steps } from './states.js';

/** Why a step cannot be taken; undefined where it can. Pages show only what can, and every POST asks again. */
export function refusalOf(found: CaseTable, step: Step, member: StaffMember): YiwenError | undefined {
  const rated = found.served_by !== null && found.served_by === member.id;
  if (!may(member, step.needs))
    return new YiwenError('ratings.denied', `您不能办理「${step.title}」`, '请有权限的同事办理');
  if (step.who === 'rated' && !rated)
    return new YiwenError('ratings.denied', '只有被评价人本人可以申诉', '请被评价的同事自己登录提交');
  if (step.who !== 'rated' && rated)
    return new YiwenError('ratings.conflict-of-interest', '这是对您本人的评价，您不能经办', '请另一位评价专员办理');
  if (step.who === 'second' && found.verified_by === member.id)
    return new YiwenError('ratings.conflict-of-interest', '核实的人不能自己复核', '请另一位评价专员决定');
  if (step.from.includes(found.state as CaseState) && (step.when?.(found) ?? true)) return undefined;
  const state = stateNames[found.state as CaseState] ?? found.state;
  return new YiwenError('ratings.not-now', `现在是「${state}」，不能「${step.title}」`, '请刷新页面，看现在能做什么');
}

export const stepNamed = (name: string): Step | undefined => steps.find((step) => step.name === name);

export function stepsFor(found: CaseTable, member: StaffMember): readonly StepName[] {
  return steps.filter((step) => refusalOf(found, step, member) === undefined).map(({ name }) => name);
}
