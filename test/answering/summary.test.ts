import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { compose } from '../../src/answering/compose.js';
import { createGenerative } from '../../src/answering/generative.js';
import { breaches } from '../../src/answering/guard.js';
import { summaryText } from '../../src/answering/summary.js';
import type { Answered, CitedAnswer } from '../../src/domain/answer.js';
import type { Chunk } from '../../src/domain/passage.js';
import { loadPrompt } from '../../src/models/prompts.js';
import { openaiCompatible } from '../../src/models/providers/openai-compatible.js';
import { type ReplayServer, replay } from '../models/replay-server.js';

const folder = fileURLToPath(new URL('../../prompts', import.meta.url));
const prompts = { rephrase: await loadPrompt(folder, 'rephrase'), summarise: await loadPrompt(folder, 'summarise') };

const chunk = (text: string, more: Partial<Chunk> = {}): Chunk => ({
  id: text,
  path: 'a.md',
  kind: 'original',
  title: '样例办法',
  place: '全国',
  scheme: 'employee',
  certainty: 'A',
  headings: ['门诊'],
  facts: [],
  text,
  ...more,
});

const long = [
  chunk(
    '职工普通门诊报销比例从50%起步，退休人员适当倾斜。未按规定备案的，统筹基金不予支付。起付线以上、最高支付限额以下的部分由统筹基金支付。',
  ),
  chunk('退休人员普通门诊年度限额为900元，最高支付限额以外的部分由个人自付。限额当年有效，不结转到下一年度使用。', {
    place: '样例省',
    year: 2024,
  }),
];
const passages = long.map((one) => ({ chunk: one, score: 1, confidence: 1, evidence: 40, asked: '门诊报多少' }));
const answer = compose(passages, { asOf: '2026-04-01', place: '样例省' });
if (answer?.status !== 'answered') throw new Error('nothing composed');
const composed: CitedAnswer = answer;
const { citations } = composed;
const extract = composed.text.split('\n').slice(0, 2).join('\n');
const answered: Answered = {
  answer: composed,
  topic: { question: 'x' },
  snapshot: 's',
  searched: 'x',
  milliseconds: 1,
};
const judge = (...sentences: { text: string; citations: number[] }[]) =>
  summaryText({ sentences }, extract, citations, breaches);

describe('a summary of several extracts', () => {
  test('is made of sentences, each with its label and its mark', () => {
    expect(
      judge({ text: '职工门诊报销比例从50%起步', citations: [1] }, { text: '退休人员限额900元', citations: [2] }),
    ).toEqual({
      reason: 'polarity',
    });
    expect(
      judge(
        { text: '职工门诊报销比例从50%起步，退休人员适当倾斜', citations: [1] },
        { text: '限额当年有效，不结转到下一年度', citations: [2] },
      ),
    ).toEqual({
      text: '全国：职工门诊报销比例从50%起步，退休人员适当倾斜①\n样例省2024年：限额当年有效，不结转到下一年度②',
    });
  });

  test.each([
    ['a figure of its own', { text: '职工门诊报销比例从55%起步', citations: [1] }, 'breach'],
    ['a figure of another extract', { text: '职工门诊报销比例从900元起步', citations: [1] }, 'breach'],
    ['a negation left out', { text: '未按规定备案的，统筹基金支付', citations: [1] }, 'polarity'],
    ['a duty of its own', { text: '职工门诊报销比例必须从50%起步', citations: [1] }, 'modality'],
    ['another subject', { text: '居民普通门诊报销比例从50%起步', citations: [1] }, 'subject'],
    ['an extract that there is not', { text: '职工门诊报销比例从50%起步', citations: [3] }, 'marks'],
    ['marks in its words', { text: '职工门诊报销比例从50%起步②', citations: [1] }, 'marks'],
    ['a name of its own', { text: '到仁爱医院，职工门诊报销比例从50%起步', citations: [1] }, 'breach'],
    ['a matter of its own', { text: '扫码领取补贴红包', citations: [1] }, 'novel'],
    ['nothing', { text: '。', citations: [1] }, 'empty'],
  ])('is turned down for a sentence with %s', (_, sentence, reason) => {
    expect(judge(sentence, { text: '限额当年有效，不结转到下一年度', citations: [2] })).toEqual({ reason });
  });

  test('is turned down when an extract is left out, or when it is longer than the extracts', () => {
    const one = { text: '职工门诊报销比例从50%起步，退休人员适当倾斜', citations: [1] };
    expect(judge(one)).toEqual({ reason: 'marks' });
    const other = { text: '限额当年有效，不结转到下一年度', citations: [2] };
    expect(judge(...Array<typeof one>(9).fill(one), other)).toEqual({ reason: 'too-long' });
  });
});

describe('over a real connection', () => {
  const servers: ReplayServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  async function refined(fixture: string) {
    const server = await replay(fixture);
    servers.push(server);
    const model = openaiCompatible.chat({ url: server.url, model: 'm', timeoutMs: 5_000, stream: false });
    const padding = '具体办法由各地医保部门制定并向社会公布，参保人可以向经办机构查询。';
    const [first, ...rest] = citations;
    const given: Answered = {
      ...answered,
      answer: {
        ...composed,
        text: composed.text.replace('①', `${padding}①`),
        citations: [{ ...first, quote: first.quote + padding }, ...rest],
      },
    };
    const { refine } = createGenerative({ model, prompts, timeoutMs: 5_000 });
    const result = await refine({ question: '门诊报多少', asOf: '2026-04-01' }, given);
    return { given, result, server };
  }

  test('a long answer is summed up, and the lines of validity stay', async () => {
    const { result, server } = await refined('summary');
    expect(result.answer.text.split('\n').slice(0, 2)).toEqual([
      '全国：职工门诊报销比例从50%起步，退休人员适当倾斜①',
      '样例省2024年：限额当年有效，不结转到下一年度②',
    ]);
    expect(JSON.stringify(server.requests[0]?.body)).toContain('sentences');
  });

  test.each(['summary-invents', 'summary-leaves-out', 'chat-rephrased', 'server-error'])(
    'after %s the extract is sent',
    async (fixture) => {
      const { given, result } = await refined(fixture);
      expect(result.answer).toBe(given.answer);
    },
  );
});
