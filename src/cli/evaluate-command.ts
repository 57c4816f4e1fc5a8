import { basename } from 'node:path';
import { acceptedFile, keepAccepted, readAccepted } from '../app/accepted-results.js';
import { type Config, loadConfig } from '../app/config.js';
import { type Examination, examineQuestions } from '../app/examine-questions.js';
import { openRecords } from '../app/records.js';
import { type Comparison, compare, sayComparison } from '../evaluation/compare.js';
import { reportOf } from '../evaluation/evaluate.js';
import { goalsOf, sayGoals } from '../evaluation/goals.js';
import { rowResults } from '../evaluation/result.js';
import { systemClock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { appendAudit } from '../storage/audit.js';
import { staffName } from './staff-name.js';
import { warnTo } from './warnings.js';

export interface EvaluateCommand {
  readonly config: string | undefined;
  readonly file: string;
  readonly json: boolean;
  /** Keep this result as the one that later runs are compared with. */
  readonly accept: boolean;
  /** Where the accepted result is, instead of the data folder. */
  readonly against?: string;
  /** Ask once more with damaged questions. */
  readonly damaged: boolean;
}

/** The result that stands, unless this run is to replace one that is not there yet. */
async function acceptedResult(file: string, { against, accept }: EvaluateCommand) {
  const accepted = await readAccepted(file);
  if (accepted || against === undefined || accept) return accepted;
  throw new YiwenError(
    'evaluation.no-result',
    `没有采纳过的结果 ${file}`,
    '请检查路径，或加 --accept 把这次的结果存进去。',
  );
}

async function accept(config: Config, file: string, set: string, { verdicts, snapshot }: Examination): Promise<void> {
  const [at, actor] = [systemClock.now(), staffName()];
  const rows = rowResults(verdicts);
  const { store } = await openRecords(config);
  try {
    const detail = { set: basename(set), passed: rows.filter(({ passed }) => passed).length, of: rows.length };
    await store.transaction((tx) =>
      appendAudit(tx, { at, actor, action: 'evaluation.accepted', subject: snapshot, detail }),
    );
  } finally {
    await store.close();
  }
  const head = { format: 1, set: basename(set), acceptedAt: at.toISOString(), acceptedBy: actor } as const;
  await keepAccepted(file, { ...head, snapshot, rows });
}

function report(examination: Examination, comparison: Comparison | undefined): string {
  const { verdicts, damaged } = examination;
  return [
    reportOf(verdicts),
    '',
    sayGoals(goalsOf(verdicts, damaged)),
    '',
    comparison
      ? `和采纳过的结果相比：\n${sayComparison(comparison)}`
      : '还没有采纳过的结果。加 --accept 采纳这次的，以后和它比。',
  ].join('\n');
}

const jsonOf = ({ verdicts }: Examination) =>
  verdicts.map(({ row, reply, ...verdict }) => JSON.stringify({ id: row.id, ...verdict, text: reply.text })).join('\n');

/**
 * Asks every question as a resident would, of the texts as they are now, published or not, and prints how the answers
 * fared. 1 when they fared worse than the accepted result and this one was not accepted.
 */
export async function evaluateFile(command: EvaluateCommand): Promise<number> {
  const config = loadConfig(command.config === undefined ? {} : { file: command.config });
  const file = command.against ?? acceptedFile(config, command.file);
  const accepted = await acceptedResult(file, command);
  const warn = warnTo(process.stderr);
  const examination = await examineQuestions({ config, warn, file: command.file, damaged: command.damaged });
  const comparison = accepted && compare(accepted, rowResults(examination.verdicts));
  process.stdout.write(`${command.json ? jsonOf(examination) : report(examination, comparison)}\n`);
  if (command.accept) {
    await accept(config, file, command.file, examination);
    process.stderr.write(`已采纳这次的结果：${file}\n`);
    return 0;
  }
  if (!comparison?.regressed) return 0;
  process.stderr.write('比采纳过的结果差。改好后再试；确认可以接受，加 --accept。\n');
  return 1;
}
