import type { Group } from './question-set.js';
import { type EvaluationResult, type RowResult, sharesOf } from './result.js';

export interface Change {
  readonly group: Group;
  /** Rows of the group that both results have, word for word the same. */
  readonly of: number;
  readonly before: number;
  readonly now: number;
}

export interface TypeChange {
  readonly type: string;
  readonly worse: readonly string[];
  readonly better: readonly string[];
}

/** What became of a question set since a result was accepted. */
export interface Comparison {
  readonly groups: readonly Change[];
  /** Ids of rows that passed and no longer do, and the other way round, by type. Types without a change are left out. */
  readonly types: readonly TypeChange[];
  /** Rows that are new or were rewritten since; rows that are gone. Neither counts. */
  readonly fresh: number;
  readonly gone: number;
  /** Whether the share of a group fell: more of its rows became worse than became better. */
  readonly regressed: boolean;
}

/** Compares over the rows that both have: adding a hard question is no regression, dropping one hides none. */
export function compare(before: EvaluationResult, now: readonly RowResult[]): Comparison {
  const key = ({ id, row }: RowResult) => `${id} ${row}`;
  const known = new Map(before.rows.map((row) => [key(row), row]));
  const shared = now.filter((row) => known.has(key(row)));
  const earlier = shared.map((row) => known.get(key(row)) as RowResult);
  const passedBefore = new Map(sharesOf(earlier).map(({ group, passed }) => [group, passed]));
  const changes = sharesOf(shared).map(({ group, passed, of }) => {
    return { group, of, before: passedBefore.get(group) ?? 0, now: passed };
  });
  const changed = shared.filter((row, at) => row.passed !== earlier[at]?.passed);
  const types = [...new Set(changed.map(({ type }) => type))].sort().map((type) => {
    const ids = (passed: boolean) =>
      changed.filter((row) => row.type === type && row.passed === passed).map(({ id }) => id);
    return { type, worse: ids(false), better: ids(true) };
  });
  return {
    groups: changes,
    types,
    fresh: now.length - shared.length,
    gone: before.rows.length - shared.length,
    regressed: changes.some((change) => change.now < change.before),
  };
}

const names: Readonly<Record<Group, string>> = { answerable: '应答', refusals: '应拒', calc: '计算' };

const sayChange = ({ group, of, before, now }: Change) =>
  `${names[group]}：${before} → ${now}（共 ${of} 题）${now < before ? ' 变差' : now > before ? ' 变好' : ''}`;

/** For people: the groups, then by type what became worse and better. */
export function sayComparison(comparison: Comparison): string {
  const { groups, types, fresh, gone } = comparison;
  const of = (title: string, pick: (change: TypeChange) => readonly string[]) =>
    types
      .filter((change) => pick(change).length > 0)
      .map((change) => `  ${title} ${change.type}：${pick(change).join(' ')}`);
  return [
    ...groups.map((change) => `  ${sayChange(change)}`),
    ...of('变差', ({ worse }) => worse),
    ...of('变好', ({ better }) => better),
    ...(fresh + gone > 0 ? [`  新增或改过 ${fresh} 题、删去 ${gone} 题，不计入比较`] : []),
  ].join('\n');
}
