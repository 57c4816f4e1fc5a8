import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkKnowledge } from '../../../src/ingestion/check/check-knowledge.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yiwen-check-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, ...lines: string[]): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`);
}

/** Front matter in which nothing is missing, 8 lines long, so that the body begins on line 9. */
const front = (more = 'effectiveFrom: 2020-01-01', title = '样例办法') => [
  '---',
  `title: ${title}`,
  'kind: digest',
  'place: 样例省',
  'certainty: B',
  'source: 《样例办法》（样例）',
  more,
  '---',
];

const found = async () =>
  (await checkKnowledge({ paths: [folder], cacheFolder: join(folder, '.cache') })).map(
    ({ path, line, code, severity }) => `${severity} ${path}:${line} ${code}`,
  );

describe('the check of the knowledge', () => {
  it('finds nothing in a text that says all it should', async () => {
    write('a.md', ...front(), '# 样例办法', '', '## 门诊报多少', '门诊报五成。');
    expect(await found()).toEqual([]);
  });

  it('names the rule that does not say from when it holds, and accepts a reason why', async () => {
    write(
      'a.md',
      ...front('scheme: both'),
      '# 样例办法',
      '',
      '## 门诊报多少',
      '门诊报五成。',
      '',
      '## 住院 {effectiveFrom=2021}',
      '报六成。',
    );
    write('b.md', ...front('undated: 来源没有日期', '另一样例'), '# 另一样例', '', '## 住院报多少', '住院报六成。');
    expect(await found()).toEqual(['warning a.md:11 check.start-missing']);
  });

  it('names the report that does not say of which year it is', async () => {
    write('a.md', ...front('scheme: both', '基金工作总结'), '# 基金工作总结', '', '## 追回多少', '追回若干万元。');
    expect(await found()).toEqual(['error a.md:11 check.year-missing']);
  });

  it('names days that the calendar lacks, each at its line, and ends before the beginning', async () => {
    write('a.md', ...front('effectiveFrom: 2023-02-30'), '# 样例办法', '', '## 门诊', '报五成。');
    write('b.md', ...front(), '# 样例办法', '', '## 门诊 {effectiveTo=2019-12-31 replacedBy=c.md}', '报五成。');
    write('c.md', ...front('effectiveFrom: 2020-01-01', '样例办法丙'), '# 样例办法丙', '', '## 门诊', '报六成。');
    expect(await found()).toEqual(['error a.md:7 ingestion.front-matter', 'error b.md:11 check.period-reversed']);
  });

  it('names a successor and a predecessor that are nowhere, and an end without a successor', async () => {
    write(
      'a.md',
      ...front(),
      '# 样例办法',
      '',
      '## 门诊 {effectiveTo=2022-12-31 replacedBy="样例发〔2022〕9号"}',
      '门诊报五成。',
      '',
      '## 住院 {effectiveTo=2022-12-31}',
      '住院报六成。',
      '',
      '## 大病 {replaces="没有的.md#大病"}',
      '大病报七成。',
    );
    expect(await found()).toEqual([
      'error a.md:11 check.successor-absent',
      'warning a.md:14 check.successor-unsaid',
      'error a.md:17 check.replaced-absent',
    ]);
  });

  it('names versions that hold on the same day, and days on which neither does', async () => {
    write(
      'old.md',
      ...front('effectiveTo: 2022-12-31', '旧办法'),
      '# 旧办法',
      '',
      '## 门诊 {effectiveFrom=2019 replacedBy="new.md#门诊"}',
      '报五成。',
      '',
      '## 住院 {effectiveFrom=2019 replacedBy="new.md#住院"}',
      '报六成。',
    );
    write(
      'new.md',
      ...front('effectiveFrom: 2022-10-01', '新办法'),
      '# 新办法',
      '',
      '## 门诊',
      '报七成。',
      '',
      '## 住院 {effectiveFrom=2023-03-01}',
      '报八成。',
    );
    expect(await found()).toEqual(['error old.md:11 check.overlap', 'warning old.md:14 check.gap']);
  });

  it('ends a rule the day before its successor begins, and asks for a start where that is unknown', async () => {
    write('old.md', ...front('effectiveFrom: 2019', '旧办法'), '# 旧办法', '', '## 门诊', '报五成。');
    write(
      'new.md',
      ...front('documentNumber: 样例发〔2023〕1号', '新办法'),
      '# 新办法',
      '',
      '## 门诊 {replaces=old.md effectiveFrom=2023-01-01}',
      '报七成。',
    );
    expect(await found()).toEqual([]);
    write('new.md', ...front('undated: 未核', '新办法'), '# 新办法', '', '## 门诊 {replaces=old.md}', '报七成。');
    expect(await found()).toEqual(['error old.md:11 check.overlap']);
  });

  it('names a section of one document number that two files tell differently', async () => {
    const numbered = front('documentNumber: 样例发〔2022〕9号\neffectiveFrom: 2022-01-01');
    write('a.md', ...numbered, '# 样例办法', '', '## 门诊', '报五成。');
    write('b.md', ...numbered, '# 样例办法', '', '## 门诊', '报六成。');
    expect(await found()).toEqual(['error b.md:12 check.overlap']);
  });

  it('names links, references and quotes that lead nowhere', async () => {
    write(
      'a.md',
      ...front(),
      '# 样例办法',
      '',
      '## 门诊',
      '见[住院](b.md#住院)和[大病](b.md#大病)，[国家](nowhere.md)。',
    );
    write('sub/b.md', ...front('effectiveFrom: 2020-01-01', '乙'), '# 乙', '', '## 住院', '见[门诊](../a.md#门诊)。');
    write('b.md', ...front('effectiveFrom: 2020-01-01', '丙'), '# 丙', '', '## 住院', '住院报六成。');
    write(
      'quiz.yaml',
      'questions:',
      '  - source: b.md#住院',
      '  - source: b.md#生育',
      'documents:',
      '  c: {path: b.md}',
      'clauses:',
      '  x: {document: c, quote: 住院报六成。}',
      '  y: {document: c, quote: 住院报九成。}',
    );
    expect(await found()).toEqual([
      'error a.md:12 check.link-broken',
      'error a.md:12 check.link-broken',
      'error quiz.yaml:3 check.link-broken',
      'error quiz.yaml:8 check.quote-absent',
    ]);
  });

  it('names articles that a law in the knowledge does not have', async () => {
    write(
      'law.md',
      ...front().map((line) => line.replace('digest', 'original')),
      '# 样例办法',
      '',
      '## 第一条',
      '门诊报五成。',
      '',
      '## 第四十一条',
      '住院报六成。',
    );
    write(
      'b.md',
      ...front('effectiveFrom: 2020-01-01', '指南').map((line) => line.replace('《样例办法》', '指南')),
      '# 指南',
      '',
      '## 门诊',
      '依据《样例办法》第41条。',
      '',
      '## 住院',
      '依据《样例办法》第四十二条。',
      '',
      '## 别的法',
      '依据《别的法》第99条。',
    );
    expect(await found()).toEqual(['error b.md:15 check.article-absent']);
  });

  it('names places, sources and certainties that nobody gave, once a file', async () => {
    write(
      'a.md',
      '# 样例办法',
      '',
      '## 门诊 {effectiveFrom=2020}',
      '报五成。',
      '',
      '## 住院 {effectiveFrom=2020}',
      '报六成。',
    );
    write('given/folder.yaml', 'place: 样例省', 'source: 样例', 'certainty: B');
    write('given/b.md', '# 样例办法', '', '## 门诊 {effectiveFrom=2020}', '报五成。');
    expect(await found()).toEqual([
      'warning a.md:1 check.certainty-missing',
      'error a.md:3 check.place-missing',
      'error a.md:3 check.source-missing',
    ]);
  });

  it('names headings that stand twice or over nothing, stubs, and sections without facts among those that have some', async () => {
    write(
      'a.md',
      ...front(),
      '# 样例办法',
      '',
      '## 门诊 {facts="X-1"}',
      '门诊报五成。',
      '',
      '## 门诊 {facts="X-2"}',
      '住院报待补成。',
      '',
      '## 空的',
      '',
      '## 住院',
      '住院报六成。',
      '',
      '## 生育',
      '资料没有写，请拨打12393。',
    );
    expect(await found()).toEqual([
      'warning a.md:14 check.heading-twice',
      'warning a.md:15 check.stub',
      'warning a.md:17 check.section-empty',
      'warning a.md:19 check.facts-missing',
    ]);
  });

  it('says of every finding what is wrong and what to do, in Chinese', async () => {
    write('a.md', '# 样例办法', '', '## 门诊 {effectiveTo=2022-12-31 replacedBy=没有.md}', '报待补成。');
    for (const { cause, remedy } of await checkKnowledge({ paths: [folder], cacheFolder: join(folder, '.cache') })) {
      expect(cause).toMatch(/[一-龥]{4}/);
      expect(remedy).toMatch(/[一-龥]{4}.*。$/);
    }
  });
});
