import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sayDay, sayPlace } from '../../src/answering/labels.js';
import { loadConfig } from '../../src/app/config.js';
import { type OpenAnswering, openAnswering } from '../../src/app/open-answering.js';
import type { Answer } from '../../src/domain/answer.js';
import type { Citation } from '../../src/domain/message.js';
import { dataWithKnowledge } from '../support/command.js';

type Answered = Extract<Answer, { status: 'answered' }>;

const files = [
  join(import.meta.dirname, '../evaluation/questions.jsonl'),
  join(import.meta.dirname, '../evaluation/questions-2.jsonl'),
  '../shared/policy/questions-dev.jsonl',
];
const questions = files
  .filter((file) => existsSync(file))
  .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
  .filter((line) => line.trim() !== '')
  .map((line) => (JSON.parse(line) as { question: string }).question);

/** The same questions as if asked of another time: an answer must stay true whatever the time. */
const times = ['2022年', '以前', '去年', '2023年以前'];
const today = '2026-11-26';

const figures = (text: string) => text.match(/\d+(?:\.\d+)*%?/g) ?? [];
const dayWords = (day = '') => (day === '' ? '' : sayDay(day));

/** All that a reply may take a figure from: its citations, and the question itself. */
function carried(question: string, { citations }: Answered): Set<string> {
  const told = citations.flatMap((citation) => [
    citation.quote,
    citation.title,
    citation.documentNumber ?? '',
    citation.place,
    `${citation.year ?? ''}`,
    dayWords(citation.effectiveFrom),
    dayWords(citation.effectiveTo),
  ]);
  const lastYear = question.includes('去年') ? ['2025'] : [];
  return new Set([...told, ...lastYear, question.normalize('NFKC'), '12393 12345 120 110'].flatMap(figures));
}

/** The reply up to where it quotes: the end of a rule must stand there. */
function upTo(text: string, citation: Citation): string {
  const at = text.indexOf(citation.quote.slice(0, 10));
  return at < 0 ? '' : text.slice(0, at);
}

describe('every answer over the shipped knowledge', () => {
  let house: Awaited<ReturnType<typeof dataWithKnowledge>>;
  let open: OpenAnswering;
  const replies: { question: string; asOf: string; answer: Answered }[] = [];

  beforeAll(async () => {
    house = await dataWithKnowledge();
    const config = loadConfig({ environment: house.environment, workingFolder: house.data });
    open = await openAnswering({ config, build: 'missing', warn: (text) => expect.fail(text) });
    const some = questions.filter((_, at) => at % 4 === 0);
    const asked = [
      ...questions.map((question) => ({ question, asOf: today })),
      ...some.map((question) => ({ question, asOf: '2022-06-30' })),
      ...some.map((question, at) => ({ question: `${times[at % times.length]}${question}`, asOf: today })),
      ...times.map((time) => ({ question: `${time}举报奖励最高多少`, asOf: today })),
    ];
    for (const { question, asOf } of asked) {
      const { answer } = await open.answering.extract({ question, asOf });
      if (answer.status === 'answered') replies.push({ question, asOf, answer });
    }
  }, 60_000);
  afterAll(() => {
    open.library.close();
    house.remove();
  });

  it('is there to be looked at', () => {
    expect(replies.length).toBeGreaterThan(questions.length);
    expect(replies.some(({ answer }) => answer.text.includes('不再执行'))).toBe(true);
  });

  it('quotes its document word for word', () => {
    const wrong = replies.flatMap(({ question, answer }) =>
      answer.citations.flatMap(({ path, quote }) => {
        const text = open.library.current().document(path)?.text ?? '';
        return text.includes(quote) ? [] : [`${question}: ${quote}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('says of what has ended or not begun when it does, before it quotes it', () => {
    const wrong = replies.flatMap(({ question, asOf, answer }) =>
      answer.citations.flatMap((citation) => {
        const { effectiveFrom, effectiveTo } = citation;
        const before = upTo(answer.text, citation);
        const endSaid = before.includes(`到${dayWords(effectiveTo)}为止`) && before.includes('不再执行');
        if (effectiveTo !== undefined && effectiveTo < asOf && !endSaid) return [`${question} ${asOf}: ended`];
        const startSaid = before.includes(`从${dayWords(effectiveFrom)}起才施行`);
        return effectiveFrom !== undefined && effectiveFrom > asOf && !startSaid ? [`${question} ${asOf}: coming`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('says of what another place does which place it is, and of a report its year', () => {
    const wrong = replies.flatMap(({ question, answer }) =>
      answer.citations.flatMap(({ place, year }) => {
        const placed = place === '全国' || answer.text.includes(sayPlace(place));
        const dated = year === undefined || answer.text.includes(`${year}年`);
        return placed && dated ? [] : [`${question}: ${place} ${year ?? ''}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('holds no figure that its citations and the question do not hold', () => {
    const wrong = replies.flatMap(({ question, answer }) => {
      const known = carried(question, answer);
      const bare = new Set([...known].map((figure) => figure.replace('%', '')));
      return figures(answer.text)
        .filter((figure) => !(figure.endsWith('%') ? known : bare).has(figure))
        .map((figure) => `${question}: ${figure}`);
    });
    expect(wrong).toEqual([]);
  });
});
