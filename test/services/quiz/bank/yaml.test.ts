import { describe, expect, it } from 'vitest';
import { joinBank, readBankFile } from '../../../../src/services/quiz/bank/yaml.js';

const bad = (lines: string) => readBankFile(`topic: reporting\nquestions:\n${lines}`, 'reporting.yaml');
const good = '  - {id: reporting-001, kind: single, question: 谁？, options: [甲, 乙], answer: B}\n';

describe('a bank file', () => {
  it('gives its questions, with the topic of the file and what is not written filled in', () => {
    const { questions, faults } = bad(
      `${good}  - {id: reporting-002, kind: true-false, question: 可以匿名。, answer: 对, explanation: 可以。}\n`,
    );
    expect(faults).toEqual([]);
    expect(questions).toEqual([
      {
        ...{
          id: 'reporting-001',
          topic: 'reporting',
          kind: 'single',
          stem: '谁？',
          options: ['甲', '乙'],
          answer: [1],
        },
        ...{ inOrder: false, explanation: '', difficulty: 'medium' },
      },
      expect.objectContaining({ options: ['对', '错'], answer: [0], inOrder: true }),
    ]);
  });

  it.each([
    ['{id: reporting-009, kind: single, question: 谁？, options: [甲, 乙], answer: C}', '答案 C 没有对应的选项'],
    ['{id: reporting-009, kind: single, question: 谁？, options: [甲, 乙], answer: AB}', '只能有一个'],
    ['{id: reporting-009, kind: multiple, question: 谁？, options: [甲, 乙], answer: A}', '多选题只有一个答案'],
    ['{id: reporting-009, kind: single, question: 谁？, options: [甲], answer: A}', '有 1 个选项'],
    ['{id: reporting-009, kind: single, question: 谁？, options: [甲, 甲], answer: A}', '选项 A 和 B 一样'],
    ['{id: reporting-009, kind: single, question: 谁？, options: [1, 2, 3, 4, 5, 6, 7], answer: A}', '选项最多 6 个'],
    ['{id: reporting-009, kind: essay, question: 谁？, answer: A}', '没有写题型，或不认识'],
    ['{id: reporting-009, kind: single, options: [甲, 乙], answer: A}', '没有写题干'],
    ['{id: reporting-009, kind: single, question: 谁？, options: [甲, 乙], answer: 一}', '答案“一”看不懂'],
    ['{id: reporting-009, kind: true-false, question: 对吗？, options: [是, 否], answer: 对}', '判断题不写选项'],
    ['{id: reporting-009, kind: single, question: 谁？, options: [甲, 乙], answer: A, level: 1}', '不认识 level'],
    ['{id: reporting-009, kind: single, question: 谁？, options: [甲, 乙], answer: A, topic: 天气}', '没有写专题'],
    [
      '{id: reporting-009, kind: single, question: 谁？, options: [甲, 乙], answer: A, cites: {path: a.md}}',
      '没有写依据标题',
    ],
    ['{id: reporting-009, kind: single, question: 谁？, options: [甲, 乙], answer: A, validTo: 明年}', '日期请写成'],
    [
      '{id: reporting-009, kind: single, question: 谁？, options: [甲, 乙], answer: A, validFrom: 2026-02-01, validTo: 2026-01-01}',
      '早于生效日期',
    ],
  ])('tells of %s that %s, and takes the others', (line, said) => {
    const { questions, faults } = bad(`${good}  - ${line}\n`);
    expect(questions.map(({ id }) => id)).toEqual(['reporting-001']);
    expect(faults[0]).toMatchObject({
      file: 'reporting.yaml',
      id: 'reporting-009',
      remedy: expect.stringMatching(/./),
    });
    expect(faults[0]?.cause).toContain(said);
  });

  it('names a question without an id by its place, and a file that is no bank as a whole', () => {
    expect(bad(`${good}  - {kind: single}\n`).faults[0]).toMatchObject({ id: '第2题' });
    expect(bad(`${good}  - just words\n`).faults[0]).toMatchObject({ id: '第2题' });
    expect(readBankFile('a: [', 'x.yaml').faults).toMatchObject([{ file: 'x.yaml', id: '' }]);
    expect(readBankFile('topic: reporting', 'x.yaml').faults).toMatchObject([{ cause: '没有 questions 列表' }]);
  });

  it('uses an id once, in a file and in the whole bank', () => {
    expect(bad(good + good).faults.map(({ code }) => code)).toEqual(['quiz.id-twice']);
    const { questions, faults } = joinBank([bad(good), readBankFile(`topic: family\nquestions:\n${good}`, 'b.yaml')]);
    expect([questions.length, faults.map(({ id }) => id)]).toEqual([1, ['reporting-001']]);
  });
});
