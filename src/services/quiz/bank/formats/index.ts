import { extname } from 'node:path';
import { YiwenError } from '../../../../lib/errors.js';
import { aiken } from './aiken.js';
import type { QuestionFormat } from './format.js';
import { gift } from './gift.js';
import { xlsx } from './xlsx.js';

/** Adding one: its file and its place here. The first that accepts a file reads it: Aiken before GIFT, whose braces may stand in any text. */
export const formats: readonly QuestionFormat[] = [xlsx, aiken, gift];

/** @throws YiwenError `quiz.unknown-format` */
export function formatNamed(name: string): QuestionFormat {
  const found = formats.find((format) => format.name === name.toLowerCase());
  if (found) return found;
  const known = formats.map((format) => format.name).join('、');
  throw new YiwenError('quiz.unknown-format', `不会 ${name || '没有写明的'} 格式`, `可以写：${known}`);
}

/** The format of a file: by its extension where that names one and the content agrees, else by its content. @throws YiwenError `quiz.unknown-format` */
export function formatOf(bytes: Uint8Array, name: string): QuestionFormat {
  const accepting = formats.filter((format) => format.accepts(bytes));
  const extension = extname(name).toLowerCase();
  const found = accepting.find((format) => format.extension === extension) ?? accepting[0];
  if (found) return found;
  throw new YiwenError(
    'quiz.unknown-format',
    '没有认出这是什么格式',
    'GIFT 的题有大括号，Aiken 的题以 ANSWER: 结尾，表格请存成 .xlsx；旧的 .xls 请另存为 .xlsx',
  );
}
