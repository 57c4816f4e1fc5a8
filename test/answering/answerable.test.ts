import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAnswerable } from '../../src/answering/answerable.js';
import type { BoundaryExamples } from '../../src/answering/boundaries.js';
import { createDoubt } from '../../src/answering/doubt.js';
import { noShelf, type Shelf } from '../../src/answering/likeness.js';
import { createStrange } from '../../src/answering/strangeness.js';
import { leavesUnsaid } from '../../src/answering/wanted.js';
import type { Chunk } from '../../src/domain/passage.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const evidence = fc.double({ min: 0, max: 100, noNaN: true });
const logOdds = fc.option(fc.double({ min: -6, max: 6, noNaN: true }), { nil: undefined });

const chunk = (text: string, heading = '执法带记录仪吗'): Chunk => ({
  id: 'a.md#1',
  path: 'a.md',
  title: '执法',
  headings: ['执法', heading],
  text,
  kind: 'digest',
  place: '全国',
  scheme: 'both',
  certainty: 'A',
  facts: [],
});

const plain = chunk('执法人员检查时带执法记录仪。');
const judges = (doubt: number | undefined, strange = 0) => ({ doubt: () => doubt, strange: () => strange });
const put = (own: string) => ({ own, asked: own });

describe('whether a passage answers', () => {
  it('never turns to no when it holds more of the question', () => {
    fc.assert(
      fc.property(
        share,
        share,
        evidence,
        logOdds,
        fc.string({ maxLength: 40 }),
        (one, other, found, doubt, question) => {
          const [less, more] = [Math.min(one, other), Math.max(one, other)];
          const answers = (confidence: number) =>
            isAnswerable(put(question), { confidence, evidence: found, chunk: plain }, judges(doubt));
          expect(answers(less) && !answers(more)).toBe(false);
        },
      ),
    );
  });

  it('never turns to yes with more doubt, nor with more that is strange to it', () => {
    fc.assert(
      fc.property(
        share,
        fc.tuple(logOdds, logOdds),
        fc.tuple(share, share),
        (confidence, [one, other], [few, many]) => {
          if (one === undefined || other === undefined) return;
          const answers = (doubt: number, strange: number) =>
            isAnswerable(put('门诊报多少'), { confidence, evidence: 20, chunk: plain }, judges(doubt, strange));
          expect(!answers(Math.min(one, other), few) && answers(Math.max(one, other), few)).toBe(false);
          expect(!answers(one, Math.min(few, many)) && answers(one, Math.max(few, many))).toBe(false);
        },
      ),
    );
  });

  it('is no below a floor, whatever else speaks for it', () => {
    const passage = { confidence: 0.1, evidence: 60, chunk: plain };
    expect(isAnswerable(put('人工耳蜗最多赔几台'), passage, judges(-6))).toBe(false);
  });

  it('is yes where the passage holds the question clearly and leaves nothing unsaid, whatever it is like', () => {
    const held = { confidence: 0.7, evidence: 30, chunk: chunk('退休人员门诊一年的限额是900元。') };
    const own = put('退休的门诊一年能报多少');
    expect(isAnswerable(own, held, judges(6))).toBe(true);
    expect(isAnswerable(own, held, judges(6, 0.5))).toBe(false);
    expect(isAnswerable(own, { ...held, chunk: plain }, judges(6))).toBe(false);
  });

  it('asks for less of a long story than of a few words, where there is nothing to doubt by', () => {
    const passage = { confidence: 0.2, chunk: plain };
    expect(isAnswerable(put(''), { ...passage, evidence: 40 }, judges(undefined))).toBe(true);
    expect(isAnswerable(put(''), { ...passage, evidence: 10 }, judges(undefined))).toBe(false);
  });

  it('leans on the question before where that leaves less to doubt', () => {
    const doubt = (text: string) => (text === '那退休的呢' ? 5 : -5);
    const passage = { confidence: 0.7, evidence: 20, chunk: plain };
    const answers = (asked: string) =>
      isAnswerable({ own: '那退休的呢', asked }, passage, { doubt, strange: () => 0.2 });
    expect([answers('退休的门诊报多少'), answers('那退休的呢')]).toEqual([true, false]);
  });
});

describe('what a question wants and a passage leaves unsaid', () => {
  it.each([
    ['录像留几年', '执法人员检查时带执法记录仪。2023年做到全覆盖。', true],
    ['录像留几年', '录像保存3年。', false],
    ['上门一次多少钱', '全区有72名代办员。', true],
    ['上门一次多少钱', '上门代办不收费。', false],
    ['代办员电话多少', '全区有72名代办员。', true],
    ['查了几家', '检查了89家医药机构。', false],
    ['来了多少人次', '竞答有13385人次参加。', false],
    ['要多大岁数才能报名', '任何人都可以报名。', true],
    ['起付线是什么意思', '起付线以下的费用自己付。', false],
    ['移送了几起', '移送的起数原文未公开。', false],
  ])('%s, and the text says %s: %s', (question, text, unsaid) => {
    expect(leavesUnsaid(question, chunk(text))).toBe(unsaid);
  });
});

describe('what of a question is strange to a passage', () => {
  const strange = createStrange(['医保报销多少', '执法记录仪', '尘肺病人报销']);

  it('is nothing where all its characters stand in the passage or in the ways of asking for it', () => {
    expect(strange('执法带记录仪吗', plain)).toBe(0);
    expect(strange('拍不拍视频', { ...plain, asks: ['拍视频吗'] })).toBe(0);
  });

  it('is the more the rarer what the passage lacks', () => {
    expect(strange('执法人员尘肺', plain)).toBeGreaterThan(strange('执法人员报销', plain));
  });
});

describe('doubt', () => {
  const examples: BoundaryExamples = {
    rules: [
      { id: 'weather', examples: ['今天下雨吗', '明天下雨不', '周末会下雨吗'] },
      { id: 'help', examples: ['救命啊快来人', '快来人救命'] },
    ],
    genuine: [],
    notHeld: ['种一颗牙多少钱', '种牙报多少'],
    dangerWords: [],
  };
  const rule = (id: string, calls: boolean) => ({
    id,
    to: 'declined' as const,
    when: [['x']],
    unless: [],
    continue: calls,
    text: '',
  });
  const rules = [rule('weather', false), rule('help', true)];
  const asks = Array.from(
    { length: 1_200 },
    (_, at) => `门诊${'一二三四五'.charAt(at % 5)}年能报多少${at % 7 === 0 ? '呢' : ''}`,
  );

  it('is great for what is declined or usually lacking, small for how people ask for what is held', () => {
    const doubt = createDoubt(rules, examples, () => asks, noShelf);
    expect(doubt('后天下雨吗')).toBeGreaterThan(0);
    expect(doubt('种牙多少钱')).toBeGreaterThan(0);
    expect(doubt('门诊三年能报多少')).toBeLessThan(0);
  });

  it('learns nothing against a call for help, after which a question is answered', () => {
    const doubt = createDoubt(rules, examples, () => asks, noShelf);
    expect(doubt('救命 门诊一年能报多少')).toBeLessThan(0);
  });

  it('is unknown while few ways of asking are written', () => {
    expect(createDoubt(rules, examples, () => asks.slice(0, 10), noShelf)('今天下雨吗')).toBeUndefined();
  });

  it('is the same from the shelf as learnt anew, and is learnt again when the examples change', () => {
    const kept = new Map<string, unknown>();
    const shelf: Shelf = { get: (key) => kept.get(key), put: (key, value) => void kept.set(key, value) };
    const learnt = createDoubt(rules, examples, () => asks, shelf)('明天下雨吗');
    expect(createDoubt(rules, examples, () => asks, shelf)('明天下雨吗')).toBe(learnt);
    expect(kept.size).toBe(1);
    createDoubt(rules, examples, () => asks.slice(1), shelf)('明天下雨吗');
    expect(kept.size).toBe(2);
  });
});
