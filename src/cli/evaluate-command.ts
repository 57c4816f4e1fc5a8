import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../app/assemble.js';
import { loadConfig } from '../app/config.js';
import { evaluate, reportOf } from '../evaluation/evaluate.js';
import { parseQuestionSet } from '../evaluation/question-set.js';
import { YiwenError } from '../lib/errors.js';
import { silentLog } from '../lib/log.js';
import { warnTo } from './warnings.js';

export interface EvaluateCommand {
  readonly config: string | undefined;
  readonly file: string;
  readonly json: boolean;
}

async function readQuestions(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new YiwenError('evaluation.no-file', `读不到题目文件 ${file}`, '请检查路径。', { cause });
  });
}

/** Asks every question as a resident would, through the whole assistant, and prints how the answers fared. */
export async function evaluateFile({ config: file, file: questions, json }: EvaluateCommand): Promise<number> {
  const config = loadConfig(file === undefined ? {} : { file });
  const rows = parseQuestionSet(await readQuestions(questions));
  const recordsFolder = await mkdtemp(join(tmpdir(), 'yiwen-evaluate-'));
  const house = await assemble({
    config,
    recordsFolder,
    build: 'stale',
    warn: warnTo(process.stderr),
    onPasswordCreated: () => {},
    messagesPerMinute: rows.length + 1,
    log: silentLog,
  });
  try {
    const verdicts = await evaluate(rows, (sender, id, text) =>
      house.assistant.receive({
        channel: 'evaluate',
        chat: sender,
        sender,
        id,
        kind: 'text',
        text,
        sentAt: new Date(),
      }),
    );
    const lines = json
      ? verdicts.map(({ row, reply, ...verdict }) => JSON.stringify({ id: row.id, ...verdict, text: reply.text }))
      : [reportOf(verdicts)];
    process.stdout.write(`${lines.join('\n')}\n`);
    return 0;
  } finally {
    await house.close();
    await rm(recordsFolder, { recursive: true, force: true });
  }
}
