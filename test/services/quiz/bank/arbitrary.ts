import fc from 'fast-check';
import { cleanLine } from '../../../../src/ingestion/clean.js';
import { normalise } from '../../../../src/lib/chinese/normalise.js';
import {
  type Difficulty,
  difficulties,
  type Question,
  type QuestionKind,
  type Topic,
  TRUE_FALSE,
  topics,
} from '../../../../src/services/quiz/bank/question.js';
import { ordered } from '../../../../src/services/quiz/bank/written.js';

const keys = <Key extends string>(table: Readonly<Record<Key, string>>) => Object.keys(table) as Key[];

/** A line as somebody may type it, signs of every format among it. */
export const line = (most = 30): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...'医保基金监管条例报销三十日内可以不得以上都对') },
        { weight: 2, arbitrary: fc.constantFrom(...'~=#{}:\\%<>&[]"\'/$@+-*_`!.,;()|?0123456789ABCx') },
        {
          weight: 1,
          arbitrary: fc.constantFrom('####', '//', '::', '->', '[html]', '<b>', '&lt;', 'ANSWER: A', '%50%'),
        },
        { weight: 1, arbitrary: fc.constantFrom(' ', '，', '。', '《', '％', '𠮷', '\\n', '_x0041_') },
      ),
      { minLength: 1, maxLength: most },
    )
    .map((parts) => cleanLine(parts.join('')))
    .filter((text) => text !== '');

const optional = <Value>(name: string, value: fc.Arbitrary<Value>) =>
  fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [name]: one }));

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2024-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const options = fc
  .uniqueArray(line(), { minLength: 2, maxLength: 6, selector: normalise })
  .filter((all) => all.every((one) => normalise(one) !== ''));

/** Any question that can stand in the bank. @param stems of what the format can hold */
export const question = (kinds: readonly QuestionKind[] = ['single', 'multiple', 'true-false']) =>
  fc
    .record({
      id: fc.stringMatching(/^[a-z][a-z0-9-]{2,20}$/),
      topic: fc.constantFrom<Topic>(...keys(topics)),
      kind: fc.constantFrom(...kinds),
      stem: line(),
      options,
      first: fc.nat(),
      more: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
      inOrder: fc.boolean(),
      explanation: fc.oneof(fc.constant(''), line()),
      difficulty: fc.constantFrom<Difficulty>(...keys(difficulties)),
      cites: optional('cites', fc.record({ path: line(), heading: line(), quote: line() })),
      from: optional('validFrom', day),
      to: optional(
        'validTo',
        day.map((one) => `2026${one.slice(4)}`.replace('-02-29', '-02-28')),
      ),
    })
    .map(({ cites, from, to, first, more, ...rest }): Question => {
      const judged = rest.kind === 'true-false';
      const all = judged ? TRUE_FALSE : rest.options;
      const right = new Set([first % all.length]);
      const others = [...more, first + 1].map((one) => one % all.length);
      if (rest.kind === 'multiple') for (const one of others) right.add(one);
      const answer = [...right].sort((a, b) => a - b);
      return ordered({ ...rest, options: all, answer, inOrder: judged || rest.inOrder, ...cites, ...from, ...to });
    });

export const bank = (kinds?: readonly QuestionKind[]) =>
  fc.uniqueArray(question(kinds), { minLength: 1, maxLength: 6, selector: ({ id }) => id });
