import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aiken } from '../../../../src/services/quiz/bank/formats/aiken.js';
import type { QuestionFormat } from '../../../../src/services/quiz/bank/formats/format.js';
import { gift } from '../../../../src/services/quiz/bank/formats/gift.js';
import { formatOf, formats } from '../../../../src/services/quiz/bank/formats/index.js';
import { xlsx } from '../../../../src/services/quiz/bank/formats/xlsx.js';
import type { Question } from '../../../../src/services/quiz/bank/question.js';
import { readWritten } from '../../../../src/services/quiz/bank/written.js';
import { bank } from './arbitrary.js';

/** Questions as a file brings them back; `known` stands in for what the format does not carry. */
async function back(format: QuestionFormat, bytes: Buffer, known: (at: number) => object = () => ({})) {
  const parsed = await format.parse(bytes);
  return parsed.map((one, at) => {
    if (one.status === 'refused') return one;
    const reading = readWritten({ ...known(at), ...one.written });
    return reading.status === 'read' ? reading.question : reading;
  });
}

describe('what is exported comes back the same', () => {
  for (const format of [gift, xlsx])
    it(`as ${format.name}: every word, sign, answer, citation and day`, async () => {
      await fc.assert(
        fc.asyncProperty(bank(), async (questions) => {
          const { bytes, left } = await format.write(questions);
          expect(left).toEqual([]);
          expect(await back(format, bytes)).toEqual(questions);
        }),
        { numRuns: format === xlsx ? 150 : 500 },
      );
    });

  it('as Aiken: stems, options and answers of single choice and true-false; what it cannot hold is named', async () => {
    await fc.assert(
      fc.asyncProperty(bank(), async (questions) => {
        const { bytes, left } = await aiken.write(questions);
        const gone = new Set(left.map(({ id }) => id));
        const held = questions.filter(({ id }) => !gone.has(id));
        for (const { id, kind } of questions) if (kind === 'multiple') expect(gone).toContain(id);
        const known = (at: number) => {
          const { stem: _, kind: __, options: ___, answer: ____, ...rest } = held[at] as Question;
          return rest;
        };
        expect(held.length === 0 ? [] : await back(aiken, bytes, known)).toEqual(held);
      }),
      { numRuns: 500 },
    );
  });

  it('and is recognised by its content, whatever it is called', async () => {
    await fc.assert(
      fc.asyncProperty(bank(['single']), async (questions) => {
        for (const format of formats) {
          const { bytes, left } = await format.write(questions);
          if (left.length === 0) expect(formatOf(bytes, `题库${format.extension}`).name).toBe(format.name);
        }
      }),
      { numRuns: 60 },
    );
  });
});
