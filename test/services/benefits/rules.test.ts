import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parsePercent, parseYuan } from '../../../src/lib/money/money.js';
import { checkRuleFile } from '../../../src/services/benefits/rules/check.js';
import { ruleFileSchema } from '../../../src/services/benefits/rules/schema.js';
import { knowledgeFolder, shippedRuleFiles } from '../../support/benefits.js';

const textOf = (path: string) => {
  try {
    return readFileSync(join(knowledgeFolder, path), 'utf8');
  } catch {
    return undefined;
  }
};

const sample = `
place: 样例市
documents:
  rules: {title: 样例办法, kind: original, source: 样例, certainty: A, text: 门诊报销60%，一年最高900元。}
clauses:
  a1: {document: rules, heading: 第一条, quote: 门诊报销60%}
rules:
  - kind: payment
    id: outpatient
    title: 门诊
    for: {scheme: employee, care: outpatient}
    from: 2026-01-01
    deductible: none
    rates: {cases: [{rate: 60%, clause: a1}]}
    ceiling: none
`;
const faults = (text: string) => checkRuleFile(ruleFileSchema.parse(parse(text)), textOf);

describe('the shipped files of rules', () => {
  const files = [...shippedRuleFiles()];

  it.each(files)('%s is sound: every clause is there, every quote stands in its text', (_name, file) => {
    expect(checkRuleFile(file, textOf)).toEqual([]);
  });

  it.each(files)('%s names fact ids of its texts, or is made up', (_name, file) => {
    const without = Object.entries(file.clauses).filter(([, { facts }]) => facts.length === 0);
    expect(file.fictional ? [] : without).toEqual([]);
  });

  it('hold one made-up place, which says so in its title', () => {
    const made = files.filter(([, { fictional }]) => fictional).map(([, { place, documents }]) => [place, documents]);
    expect(made).toMatchObject([['示例区', { measures: { title: expect.stringContaining('虚构') } }]]);
  });

  it('say the titles and places of the texts that they quote', () => {
    const wrong = files.flatMap(([name, { documents, place }]) =>
      Object.values(documents)
        .filter(({ path }) => path !== undefined)
        .filter(({ path = '', title }) => {
          const text = textOf(path) ?? '';
          return !text.includes(`title: ${title}\n`) || !text.includes(`place: ${place}\n`);
        })
        .map(({ path }) => `${name}: ${path}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a file of rules', () => {
  it('is taken as it is meant to be', () => expect(faults(sample)).toEqual([]));

  it.each([
    ['an unknown key', sample.replace('ceiling: none', 'ceiling: none\n    cieling: 900元')],
    [
      'an amount without its unit',
      sample.replace('ceiling: none', 'ceiling: {cases: [{amount: "900", limits: payment, clause: a1}]}'),
    ],
    ['a rate above 100%', sample.replace('rate: 60%', 'rate: 160%')],
    ['a day that is none', sample.replace('2026-01-01', '2026-02-30')],
    [
      'bands that do not rise',
      sample.replace('rate: 60%,', 'bands: [{upTo: 2万元, rate: 60%}, {upTo: 1万元, rate: 50%}, {rate: 40%}],'),
    ],
    ['a last band with an end', sample.replace('rate: 60%,', 'bands: [{upTo: 2万元, rate: 60%}],')],
    ['a word for a level that is none', sample.replace('[{rate', '[{when: {level: village}, rate')],
    ['neither a path nor a text', sample.replace(', text: 门诊报销60%，一年最高900元。', '')],
  ])('is refused for %s', (_what, text) => {
    expect(ruleFileSchema.safeParse(parse(text)).success).toBe(false);
  });

  it.each([
    ['a quote that the text does not hold', sample.replace('quote: 门诊报销60%', 'quote: 门诊报销80%'), '找不到'],
    ['a clause that is not there', sample.replace('clause: a1', 'clause: a2'), '条款 a2'],
    ['a document that is not there', sample.replace('document: rules', 'document: other'), '文件 other'],
    ['a further rule that is not there', `${sample}    then: [critical]\n`, 'critical'],
    ['an end before its beginning', `${sample}    to: 2025-12-31\n`, 'to 早于 from'],
    ['the same number twice', sample + sample.slice(sample.indexOf('  - kind')), '用了两次'],
    [
      'a rival on the same days',
      sample + sample.slice(sample.indexOf('  - kind')).replace('id: outpatient', 'id: other'),
      '有效日期重叠',
    ],
    [
      'a limit of cost beside a deductible',
      sample
        .replace('deductible: none', 'deductible: {per: year, cases: [{amount: 100元, clause: a1}]}')
        .replace('ceiling: none', 'ceiling: {cases: [{amount: 900元, limits: open, clause: a1}]}'),
      '费用限额',
    ],
  ])('is faulted for %s', (_what, text, words) => {
    expect(faults(text).join()).toContain(words);
  });
});

describe('money and rates as staff write them', () => {
  it('are exact', () => {
    expect(['900元', '2万元', '0.7万元', '20000.5元', '0元'].map(parseYuan)).toEqual([
      90_000, 2_000_000, 700_000, 2_000_050, 0,
    ]);
    expect(['900', '一千元', '-1元', '0.001元', '9999999999999元'].map(parseYuan)).toEqual(Array(5).fill(undefined));
    expect(parsePercent('59.5%')).toEqual({ numerator: 595n, denominator: 1000n });
    expect(['59.5', '101%', '-1%', ''].map(parsePercent)).toEqual(Array(4).fill(undefined));
  });
});
