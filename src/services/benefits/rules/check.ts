import { clausesOf } from './clauses.js';
import { isInForce } from './in-force.js';
import type { Rule, RuleFile } from './rules.js';

function faultsOf(rule: Rule, { rules, clauses }: RuleFile): string[] {
  const faults = clausesOf(rule)
    .filter((id) => !Object.hasOwn(clauses, id))
    .map((id) => `引用的条款 ${id} 在 clauses 里没有`);
  if (rule.to !== undefined && rule.to < rule.from) faults.push('to 早于 from');
  if (rule.kind !== 'payment') return faults;
  const named = [...rule.then, ...('base' in rule.rates && rule.rates.base !== 'given' ? [rule.rates.base] : [])];
  for (const id of named) {
    const found = rules.find((other) => other.id === id);
    if (found?.kind !== 'payment' || found === rule) faults.push(`写到的规则 ${id} 不是本文件里另一条 payment 规则`);
  }
  if ('base' in rule.rates && rule.rates.times && !rule.rates.clause) faults.push('rates.times 要写 clause');
  return [...faults, ...limitFaults(rule)];
}

/** A limit of cost is turned into one of payment by the rate: that needs one rate and no deductible. */
function limitFaults(rule: Extract<Rule, { kind: 'payment' }>): string[] {
  if (typeof rule.ceiling === 'string' || rule.ceiling.cases.every(({ limits }) => limits === 'payment')) return [];
  const banded = 'cases' in rule.rates && rule.rates.cases.some(({ bands }) => bands.length > 1);
  const whole = rule.deductible === 'none' || rule.deductible === 'unstated';
  return banded || !whole || 'base' in rule.rates ? ['限额是费用限额或没写明时，只能有一个比例，不能有起付线'] : [];
}

/** Two rules that are for the same cases on the same day: no one could tell which holds. */
function rivals(rules: readonly Rule[]): string[] {
  return rules.flatMap((rule, at) =>
    rules
      .slice(at + 1)
      .filter((other) => other.kind === rule.kind && JSON.stringify(other.for) === JSON.stringify(rule.for))
      .filter((other) => isInForce(other, rule.from) || isInForce(rule, other.from))
      .map((other) => `规则 ${rule.id} 和 ${other.id} 适用范围相同，有效日期重叠`),
  );
}

/**
 * What is wrong in a file that the schema cannot see, a sentence each.
 * @param textOf the text of a knowledge file that a document names; undefined where there is none
 */
export function checkRuleFile(file: RuleFile, textOf: (path: string) => string | undefined): string[] {
  const ids = file.rules.map(({ id }) => id);
  const clauses = Object.entries(file.clauses).flatMap(([id, { document, quote }]) => {
    const source = file.documents[document];
    if (!source) return [`条款 ${id} 的文件 ${document} 在 documents 里没有`];
    const text = source.text ?? textOf(source.path ?? '');
    if (text === undefined) return [`条款 ${id} 引用的资料 ${source.path} 读不到`];
    return text.includes(quote) ? [] : [`条款 ${id} 的 quote 在原文里找不到：${quote}`];
  });
  return [
    ...clauses,
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `规则编号 ${id} 用了两次`),
    ...file.rules.flatMap((rule) => faultsOf(rule, file).map((fault) => `规则 ${rule.id}：${fault}`)),
    ...rivals(file.rules),
  ];
}
