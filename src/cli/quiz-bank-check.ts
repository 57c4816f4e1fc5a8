import { loadConfig } from '../app/config.js';
import { passagesOfFiles, shippedBank } from '../app/quiz-knowledge.js';
import { chinaDay, systemClock } from '../lib/clock.js';
import { printable } from '../lib/printable.js';
import { checkQuestion } from '../services/quiz/bank/check.js';
import type { Fault } from '../services/quiz/bank/fault.js';

interface CheckBankCommand {
  readonly config: string | undefined;
  readonly json: boolean;
}

interface Found extends Fault {
  readonly id: string;
  readonly file?: string;
}

const lineOf = ({ file, id, code, cause, remedy }: Found) =>
  `✗ ${[file, id].filter(Boolean).join(' ')}：${cause}（${code}）→ ${remedy}`;

/** Holds every shipped question against the knowledge files as they are; needs no index and no records. 1 for faults. */
export async function checkBank({ config: file, json }: CheckBankCommand): Promise<number> {
  const config = loadConfig(file === undefined ? {} : { file });
  const [{ questions, faults }, passages] = await Promise.all([shippedBank(config), passagesOfFiles(config)]);
  const day = chinaDay(systemClock.now());
  const wrong = questions.flatMap((question): Found[] =>
    checkQuestion(question, passages, day).map((fault) => ({ ...fault, id: question.id })),
  );
  const found = [...faults, ...wrong];
  const sums =
    found.length === 0 ? `检查完毕，${questions.length} 题都有依据。` : `检查完毕，发现 ${found.length} 处错误。`;
  process.stdout.write(`${json ? JSON.stringify(found) : printable([...found.map(lineOf), sums].join('\n'))}\n`);
  return found.length > 0 ? 1 : 0;
}
