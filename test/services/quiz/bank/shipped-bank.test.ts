import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkQuestion } from '../../../../src/services/quiz/bank/check.js';
import { sayFault } from '../../../../src/services/quiz/bank/fault.js';
import type { Passages } from '../../../../src/services/quiz/bank/passages.js';
import { kinds, topics } from '../../../../src/services/quiz/bank/question.js';
import { joinBank, readBankFile } from '../../../../src/services/quiz/bank/yaml.js';
import { knowledgeFolder, shippedPassages } from './shipped-passages.js';

const folder = join(knowledgeFolder, 'quiz');
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
const { questions, faults } = joinBank(
  names.map((name) => readBankFile(readFileSync(join(folder, name), 'utf8'), name)),
);
const day = '2026-04-01';

describe('the question bank that is shipped', () => {
  let passages: Passages;
  beforeAll(async () => {
    passages = await shippedPassages();
  });

  it('can be read to the last question', () => {
    expect(faults).toEqual([]);
  });

  it('holds at least 120 questions, of every kind and on every topic', () => {
    expect(questions.length).toBeGreaterThanOrEqual(120);
    expect(new Set(questions.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)));
    expect(new Set(questions.map(({ topic }) => topic))).toEqual(new Set(Object.keys(topics)));
  });

  it('asks nothing that the cited text does not prove today', () => {
    const wrong = questions.flatMap((question) =>
      checkQuestion(question, passages, day).map((fault) => `${question.id} ${sayFault(fault)}`),
    );
    expect(wrong).toEqual([]);
  });

  it('asks nothing twice', () => {
    const stems = questions.map(({ stem }) => stem);
    expect(stems.filter((stem, at) => stems.indexOf(stem) !== at)).toEqual([]);
  });
});
