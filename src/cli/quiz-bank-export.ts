import { loadConfig } from '../app/config.js';
import { openRecords } from '../app/records.js';
import { systemClock } from '../lib/clock.js';
import { formatNamed } from '../services/quiz/bank/formats/index.js';
import { listQuestions } from '../services/quiz/bank/list.js';
import { appendAudit } from '../storage/audit.js';
import { writeNewFile } from './new-file.js';
import { staffName } from './staff-name.js';

interface ExportBankCommand {
  readonly config: string | undefined;
  readonly format: string;
  readonly out: string;
}

/** Writes the bank to a new file; says what the format could not hold. */
export async function exportBank({ config: file, format: name, out }: ExportBankCommand): Promise<number> {
  const format = formatNamed(name);
  const { store } = await openRecords(loadConfig(file === undefined ? {} : { file }));
  try {
    const { written, left } = await writeNewFile(out, async () => {
      const questions = await listQuestions(store.read);
      const { bytes, left } = await format.write(questions);
      const written = questions.length - left.length;
      const detail = { format: format.name, questions: written };
      const entry = {
        at: systemClock.now(),
        actor: staffName(),
        action: 'quiz.bank-exported',
        subject: 'bank',
        detail,
      };
      await store.transaction((tx) => appendAudit(tx, entry));
      return { bytes, left, written };
    });
    const without = left.map(({ id, why }) => `没有导出 ${id}：${why}\n`).join('');
    process.stdout.write(`${without}已导出 ${written} 题：${out}\n`);
    return 0;
  } finally {
    await store.close();
  }
}
