import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { sayDay } from '../../src/answering/labels.js';
import type { Answer } from '../../src/domain/answer.js';
import type { Citation } from '../../src/domain/message.js';
import type { SourceDocument } from '../../src/domain/passage.js';
import { answeringOver } from '../support/answering-over.js';

const home = mkdtempSync(join(tmpdir(), 'yiwen-in-time-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const topics = {
  outpatient: { heading: '门诊慢性病报销多少', question: '门诊慢性病报销多少' },
  reward: { heading: '检举奖励最高多少', question: '检举奖励最高多少' },
  maternity: { heading: '产假津贴发几天', question: '产假津贴发几天' },
} as const;
type Topic = keyof typeof topics;

/** One version of a rule: `figure` stands in no other, so that a quote tells whose it is. */
interface Version {
  readonly topic: Topic;
  readonly place: string;
  readonly figure: number;
  readonly from: string;
  /** Written in the file; otherwise the next version ends it. */
  readonly to?: string;
}

type Rule = readonly Version[];

/** The files that the rules are written in, by name. */
function written(rules: readonly Rule[]): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [number, rule] of rules.entries())
    rule.forEach((version, at) => {
      const { topic, place, figure, from, to } = version;
      const next = rule[at + 1];
      const replacedBy =
        next && at % 2 === 0 ? [`replacedBy: rule-${number}-${at + 1}.md#${topics[topic].heading}`] : [];
      const replaces = at > 0 && at % 2 === 0 ? [`replaces: 样例发〔${number}〕${at - 1}号`] : [];
      const front = ['title: 样例办法', 'kind: digest', `place: ${place}`, 'certainty: B', 'source: 样例'];
      const more = [
        `documentNumber: 样例发〔${number}〕${at}号`,
        `effectiveFrom: ${from}`,
        ...(to ? [`effectiveTo: ${to}`] : []),
        ...replacedBy,
        ...replaces,
      ];
      const text = `${topics[topic].heading}，按${figure}执行。`;
      const lines = ['---', ...front, ...more, '---', '# 样例办法', '', `## ${topics[topic].heading}`, text, ''];
      files[`rule-${number}-${at}.md`] = lines.join('\n');
    });
  return files;
}

async function rulesOver(rules: readonly Rule[], homePlace?: string) {
  const { answering, documents } = await answeringOver(home, written(rules), homePlace);
  const ask = async (question: string, asOf: string) => (await answering.extract({ question, asOf })).answer;
  return { ask, documents };
}

/** The last day of a version, told naively: what is written, or else the day before the next begins. */
function lastDay(version: Version, rule: Rule): string {
  const next = rule[rule.indexOf(version) + 1];
  if (version.to !== undefined) return version.to;
  if (next === undefined) return '9999-12-31';
  return new Date(Date.parse(next.from) - 1).toISOString().slice(0, 10);
}

const standing = (version: Version, rule: Rule, day: string) =>
  lastDay(version, rule) < day ? 'ended' : version.from > day ? 'coming' : 'holds';

/** The line of a reply that quotes a citation, which must say of itself when it held. */
function lineOf(answer: Answer, { quote, number }: Citation): string {
  const mark = '①②③④⑤⑥'[number - 1] ?? '';
  const line = answer.text.split('\n').find((each) => each.includes(quote.slice(0, 8)) && each.endsWith(mark));
  expect(line, `${quote} in ${answer.text}`).toBeDefined();
  return line ?? '';
}

function verify(
  answer: Answer,
  rules: readonly Rule[],
  asOf: string,
  documents: ReadonlyMap<string, SourceDocument>,
  homePlace?: string,
) {
  if (answer.status !== 'answered') return;
  for (const citation of answer.citations) {
    expect(documents.get(citation.path)?.text).toContain(citation.quote);
    const rule = rules.find((each) => each.some(({ figure }) => citation.quote.includes(`按${figure}执行`)));
    const version = rule?.find(({ figure }) => citation.quote.includes(`按${figure}执行`));
    if (!rule || !version) throw new Error(`nobody wrote ${citation.quote}`);
    const line = lineOf(answer, citation);
    const before = line.slice(0, line.indexOf(citation.quote));
    const state = standing(version, rule, asOf);
    if (state === 'ended') {
      expect(before).toContain(`到${sayDay(lastDay(version, rule))}为止`);
      expect(before).toContain('现已不再执行');
      if (version.to === undefined) expect(before).toContain('按新规定的施行日推算');
    } else expect(before).not.toContain('不再执行');
    if (state === 'coming') expect(before).toContain(`从${sayDay(version.from)}起才施行`);
    if (version.place !== '全国' && version.place !== homePlace) expect(answer.text).toContain(version.place);
    if (homePlace && version.place !== '全国') expect(version.place).toBe(homePlace);
  }
}

/** Without a word of time, an ended rule speaks only where no rule of the matter, seen from the place, holds. */
function verifyCurrent(answer: Answer, rules: readonly Rule[], topic: Topic, asOf: string, homePlace?: string) {
  const seen = rules.filter((rule) =>
    rule.some(({ topic: of, place }) => of === topic && (place === '全国' || !homePlace || place === homePlace)),
  );
  const current = seen.some((rule) => rule.some((version) => standing(version, rule, asOf) === 'holds'));
  if (current) expect(answer.text).not.toContain('不再执行');
}

const days = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const chain = (topic: Topic, place: string, first: number): fc.Arbitrary<Rule> =>
  fc.uniqueArray(days, { minLength: 1, maxLength: 3 }).chain((starts) =>
    fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }).map((written) => {
      const sorted = [...starts].sort();
      return sorted.map((from, at): Version => {
        const next = sorted[at + 1];
        const to = next && new Date(Date.parse(next) - 86_400_000).toISOString().slice(0, 10);
        return { topic, place, figure: first + at, from, ...(to && written[at] ? { to } : {}) };
      });
    }),
  );

const rulesOf: fc.Arbitrary<readonly Rule[]> = fc.tuple(
  chain('outpatient', '全国', 4101),
  chain('reward', '全国', 4201),
  chain('reward', '样例省', 4301),
  chain('maternity', '别处省', 4401),
);
const when = fc.constantFrom('', '以前', '旧规定', '2021年', '去年', '明年', '2023年以前', '2024年5月', '今年1月起');
const topicsAsked = fc.constantFrom<Topic>('outpatient', 'reward', 'maternity');

describe('an answer', () => {
  it('never presents what has ended or not begun as current, whatever the rules, the day and the words', {
    timeout: 60_000,
  }, async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(
        rulesOf,
        fc.array(fc.tuple(topicsAsked, when, days), { minLength: 8, maxLength: 8 }),
        fc.option(fc.constant('样例省'), { nil: undefined }),
        async (rules, asked, homePlace) => {
          const { ask, documents } = await rulesOver(rules, homePlace);
          for (const [topic, words, asOf] of asked) {
            const answer = await ask(`${words}${topics[topic].question}`, asOf);
            if (/不再执行|才施行/.test(answer.text)) told += 1;
            verify(answer, rules, asOf, documents, homePlace);
            if (words === '') verifyCurrent(answer, rules, topic, asOf, homePlace);
          }
        },
      ),
      { numRuns: 20 },
    );
    expect(told).toBeGreaterThan(20); // otherwise nothing was tried
  });

  const cap: Rule = [
    { topic: 'reward', place: '全国', figure: 4201, from: '2019-01-01' },
    { topic: 'reward', place: '全国', figure: 4202, from: '2023-01-01' },
    { topic: 'reward', place: '全国', figure: 4203, from: '2027-01-01' },
  ];

  it('is of today where no time is named, with what is to come beside it', async () => {
    const { ask } = await rulesOver([cap]);
    const { text } = await ask('检举奖励最高多少', '2026-11-26');
    expect(text).not.toContain('4201');
    expect(text).toMatch(/4202[\s\S]*从2027年1月1日起才施行：.*4203/);
  });

  it('tells a rule that has not begun, with its start, where it is clearly meant', async () => {
    const coming: Rule = [{ topic: 'outpatient', place: '全国', figure: 4101, from: '2027-03-01' }];
    const { ask } = await rulesOver([cap, coming]);
    const { text } = await ask('门诊慢性病报销多少', '2026-11-26');
    expect(text).toMatch(/从2027年3月1日起才施行：.*4101/);
  });

  it('tells what held before with its end and what took its place', async () => {
    const { ask } = await rulesOver([cap.slice(0, 2)]);
    const { text } = await ask('以前检举奖励最高多少', '2026-11-26');
    expect(text).toMatch(/到2022年12月31日为止（按新规定的施行日推算），现已不再执行：.*4201.*①\n现行的是.*4202.*②/);
  });

  it('tells both where a rule changed within the year named, and one where it did not', async () => {
    const changed: Rule = [{ ...(cap[0] as Version) }, { ...(cap[1] as Version), from: '2022-07-01' }];
    const others: Rule = [{ topic: 'maternity', place: '全国', figure: 4401, from: '2020-01-01' }];
    const { ask } = await rulesOver([changed, others]);
    const both = await ask('2022年检举奖励最高多少', '2026-11-26');
    expect(both.text).toMatch(/到2022年6月30日为止.*4201.*①\n现行的是.*2022年7月1日起施行.*4202.*②/);
    expect((await ask('2024年检举奖励最高多少', '2026-11-26')).text).not.toContain('4201');
  });

  it('says that what held at the time named is not in the texts where the rule began later', async () => {
    const { ask } = await rulesOver([cap.slice(1, 2)]);
    const { text } = await ask('2021年检举奖励最高多少', '2026-11-26');
    expect(text).toContain('这条规定从2023年1月1日起施行，此前的规定资料里没有');
  });

  it('speaks of an ended rule only as ended where nothing took its place', async () => {
    const { ask } = await rulesOver([[{ ...(cap[0] as Version), to: '2022-12-31' }]]);
    const { text } = await ask('检举奖励最高多少', '2026-11-26');
    expect(text).toMatch(/到2022年12月31日为止，现已不再执行：.*4201/);
    expect(text).toContain('之后的现行规定，资料里没有');
  });
});
