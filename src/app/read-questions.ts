import { readFile } from 'node:fs/promises';
import { parseQuestionSet, type QuestionRow } from '../evaluation/question-set.js';
import { YiwenError } from '../lib/errors.js';

/** Throws `evaluation.no-file`, `evaluation.bad-row`. */
export async function readQuestions(file: string): Promise<QuestionRow[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new YiwenError('evaluation.no-file', `读不到题目文件 ${file}`, '请检查路径。', { cause });
  });
  return parseQuestionSet(text);
}
