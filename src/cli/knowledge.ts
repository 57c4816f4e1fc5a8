import { loadConfig } from '../app/config.js';
import { openRecords, type Records } from '../app/records.js';
import { type ListedWithdrawal, listWithdrawals, type Which, withdrawPassages } from '../app/withdrawing.js';
import { chinaDay, systemClock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { printable } from '../lib/printable.js';
import type { AnswerUse } from '../services/questions/uses.js';
import { restore } from '../storage/withdrawals.js';
import { parseReason } from './reason.js';
import { staffName } from './staff-name.js';

interface KnowledgeCommand {
  readonly config: string | undefined;
}

export interface ChosenCommand extends KnowledgeCommand {
  readonly passage: string | undefined;
  readonly document?: string;
}

function whichOf({ passage, document }: ChosenCommand): Which {
  if (passage !== undefined && document === undefined) return { passage };
  if (passage === undefined && document !== undefined) return { path: document };
  throw new YiwenError('usage.which-passage', '要写一个段落编号，或用 --document 写一份文件', '两样写一样。');
}

const act = () => ({ actor: staffName(), at: systemClock.now() });
const say = (lines: readonly string[]) => process.stdout.write(printable(`${lines.join('\n')}\n`));

async function withRecords<Result>(
  { config: file }: KnowledgeCommand,
  use: (config: ReturnType<typeof loadConfig>, records: Records) => Promise<Result>,
): Promise<Result> {
  const config = loadConfig(file === undefined ? {} : { file });
  const records = await openRecords(config);
  try {
    return await use(config, records);
  } finally {
    await records.store.close();
  }
}

const mostAnswers = 20;

function sayAnswers(answers: readonly AnswerUse[]): string[] {
  if (answers.length === 0) return ['没有回答用过它。'];
  const lines = answers.slice(0, mostAnswers).map(({ id, at, question }) => {
    const words = question === '' ? '（保密的提问，不显示）' : question.replace(/\s+/g, ' ');
    return `  ${id}  ${at}  ${words}`;
  });
  const rest = answers.length > mostAnswers ? [`  还有 ${answers.length - mostAnswers} 个，用 --json 全部列出。`] : [];
  return [`用过它的回答有 ${answers.length} 个：`, ...lines, ...rest];
}

export interface WithdrawCommand extends ChosenCommand {
  readonly reason: string;
  readonly json?: boolean;
}

/** Takes effect before the command ends: the next question, in whatever process, does not get the passage any more. */
export async function withdrawKnowledge(command: WithdrawCommand): Promise<number> {
  const [which, reason] = [whichOf(command), parseReason(command.reason)];
  const { passages, answers } = await withRecords(command, (config, { store }) =>
    withdrawPassages({ config, store }, which, reason, act()),
  );
  const ids = passages.map(({ id }) => id);
  if (command.json) {
    process.stdout.write(`${JSON.stringify({ passages: ids, count: answers.length, answers })}\n`);
    return 0;
  }
  say([`已撤回，从下一个问题起不再使用：${ids.join('、')}`, ...sayAnswers(answers)]);
  return 0;
}

/** Puts back in service. 1 where nothing was withdrawn under that name. */
export async function restoreKnowledge(command: ChosenCommand): Promise<number> {
  const which = whichOf(command);
  const restored = await withRecords(command, (_, { store }) => store.transaction((tx) => restore(tx, which, act())));
  if (restored.length === 0)
    throw new YiwenError(
      'knowledge.not-withdrawn',
      `没有撤回过 ${'path' in which ? which.path : which.passage}`,
      '请用 npx yiwen knowledge withdrawn 查看撤回了哪些。',
    );
  say([`已恢复：${restored.join('、')}`]);
  return 0;
}

function sayWithdrawal({ passage, at, actor, reason, keepsOut, text }: ListedWithdrawal): string {
  const now =
    keepsOut.length === 0
      ? '；这段文字现在的资料里已经没有'
      : keepsOut.join() === passage
        ? ''
        : `；现在是 ${keepsOut.join('、')}`;
  return `${passage}  ${chinaDay(new Date(at))}  ${actor}  ${reason}${now}\n  ${text.replace(/\s+/g, ' ').slice(0, 60)}`;
}

export async function listWithdrawn(command: KnowledgeCommand & { readonly json?: boolean }): Promise<number> {
  const all = await withRecords(command, (config, { store }) => listWithdrawals(config, store));
  if (command.json) process.stdout.write(all.map((one) => `${JSON.stringify(one)}\n`).join(''));
  else say(all.length > 0 ? all.map(sayWithdrawal) : ['没有撤回的段落。']);
  return 0;
}
