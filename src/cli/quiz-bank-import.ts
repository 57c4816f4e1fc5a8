import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { loadConfig } from '../app/config.js';
import { quizKnowledge } from '../app/quiz-knowledge.js';
import { openRecords } from '../app/records.js';
import { actorOf, may } from '../domain/staff.js';
import { chinaDay, systemClock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { printable } from '../lib/printable.js';
import { sayFault } from '../services/quiz/bank/fault.js';
import { countRows, importQuestions } from '../services/quiz/bank/import.js';
import {
  type ImportPlan,
  type ImportRow,
  LARGEST_IMPORT,
  planImport,
  readImport,
} from '../services/quiz/bank/import-plan.js';
import { noPassages } from '../services/quiz/bank/passages.js';
import { type Topic, topics } from '../services/quiz/bank/question.js';
import type { Account } from '../staff/account-tables.js';
import { signInAtTerminal } from '../staff/at-terminal.js';
import { appendAudit } from '../storage/audit.js';
import type { Store } from '../storage/store.js';
import { givenPassword } from './password.js';

interface ImportBankCommand {
  readonly config: string | undefined;
  readonly file: string;
  readonly as?: string;
  readonly passwordFile?: string;
  readonly topic?: string;
  readonly dryRun?: boolean;
  readonly takeGood?: boolean;
}

const words = { added: '新增', changed: '修改', unchanged: '没有变化', refused: '看不懂' } as const;

function lineOf(row: ImportRow): string {
  const said = row.status === 'refused' ? row.faults.map(sayFault) : row.status === 'unchanged' ? [] : row.notes;
  return `第${row.at}行 ${words[row.status]} ${row.stem}${said.length > 0 ? ` → ${said.join(' ')}` : ''}`;
}

function sumsOf(plan: ImportPlan): string {
  const counts = Object.entries(countRows(plan)) as [keyof typeof words, number][];
  return counts.map(([status, count]) => `${words[status]} ${count} 题`).join('，');
}

/** Tries a file of questions, or imports it as a member of staff who gives their password. 1 where a question is refused. */
export async function importBank(command: ImportBankCommand): Promise<number> {
  const { dryRun = false, takeGood = false } = command;
  const read = await readImport(await fileOf(command));
  const config = loadConfig(command.config === undefined ? {} : { file: command.config });
  const { store } = await openRecords(config);
  try {
    const now = systemClock.now();
    const passages = await quizKnowledge({ config, store })
      .passages()
      .catch(() => noPassages);
    const tried = await planImport(store.read, read, passages, chinaDay(now));
    const told = `${tried.rows.map(lineOf).join('\n')}\n${sumsOf(tried)}`;
    const refused = countRows(tried).refused > 0;
    if (dryRun || (refused && !takeGood)) {
      const next = dryRun ? '没有写入。' : '一题也没有写入：请改好文件，或加 --take-good 只导入看懂的。';
      process.stdout.write(`${printable(told)}。${next}\n`);
      return refused ? 1 : 0;
    }
    const member = await editorAt(store, command, now);
    await store.transaction((tx) => importQuestions(tx, tried, { member, now, takeGood }));
    process.stdout.write(`${printable(told)}。已写入，等另一位同事审核。\n`);
    return 0;
  } finally {
    await store.close();
  }
}

async function fileOf({ file, topic }: ImportBankCommand) {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new YiwenError('usage.no-file', `没有文件 ${file}`, '请检查路径。');
  if (found.size > LARGEST_IMPORT) throw new YiwenError('quiz.too-large', '文件超过2兆', '请拆成几份再导入。');
  const known = topic === undefined ? {} : { topic: topicNamed(topic) };
  return { name: basename(file), bytes: await readFile(file), ...known };
}

function topicNamed(said: string): Topic {
  const found = Object.entries(topics).find(([key, name]) => key === said || name === said);
  if (found) return found[0] as Topic;
  const all = Object.entries(topics).map(([key, name]) => `${key}（${name}）`);
  throw new YiwenError('usage.unknown-topic', `没有专题 ${said}`, `可以写：${all.join('、')}。`);
}

async function editorAt(store: Store, { as, passwordFile }: ImportBankCommand, now: Date): Promise<Account> {
  if (as === undefined) throw new YiwenError('usage.no-login', '没有写以谁的名义', '请加 --as 登录名。');
  const { account } = await signInAtTerminal(store, as, await givenPassword(as, passwordFile), now);
  if (may(account, 'quiz.edit')) return account;
  const entry = { at: now, actor: actorOf(account), action: 'quiz.import-denied', subject: 'bank' };
  await store.transaction((tx) => appendAudit(tx, entry));
  throw new YiwenError('quiz.import-denied', '您没有编辑题库的权限', '需要时请系统管理员给您“竞答编辑”角色。');
}
