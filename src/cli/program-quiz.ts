import type { Command } from 'commander';
import type { Act } from './program-learning.js';
import { addBankCommands } from './quiz-bank.js';
import type { QuizStep } from './quiz-command.js';
import { addVerifyCommand } from './quiz-verify.js';

interface Signed {
  readonly as: string;
  readonly passwordFile?: string;
}

const signed = (command: Command): Command =>
  command
    .requiredOption('--as <login>', '以哪个账号的名义')
    .option('--password-file <file>', '从文件读口令，只有本人能读；不写就在终端里输入');

/** Quizzes: what the console does, for who works at the machine or prepares plans as files. */
export function addQuizCommands(program: Command, act: Act): void {
  const quiz = program.command('quiz').description('知识竞答');
  const commands = () => import('./quiz-command.js');
  quiz
    .command('campaigns')
    .description('列出场次')
    .action(() => act(async (config) => (await commands()).listCampaigns({ config })));
  quiz
    .command('show')
    .description('看一场：状态、时间、参与情况、公告')
    .argument('<number>', '场次编号，如 QZ2026-01')
    .action((number: string) => act(async (config) => (await commands()).showCampaign({ config, number })));
  signed(quiz.command('new').description('按计划文件建草稿').argument('<file>', '计划，YAML')).action(
    (file: string, options: Signed) =>
      act(async (config) => (await commands()).newCampaign({ config, file, ...options })),
  );
  signed(
    quiz
      .command('change')
      .description('按计划文件改草稿')
      .argument('<number>', '场次编号')
      .argument('<file>', '计划，YAML'),
  ).action((number: string, file: string, options: Signed) =>
    act(async (config) => (await commands()).changeFromFile({ config, number, file, ...options })),
  );
  const steps: readonly (readonly [QuizStep, string])[] = [
    ['review', '审核通过：题目按现在的题库定下来'],
    ['revise', '退回草稿'],
    ['open', '开放：到开始时间居民就可以答题'],
    ['close', '提前结束答题'],
  ];
  for (const [step, about] of steps)
    signed(quiz.command(step).description(about).argument('<number>', '场次编号')).action(
      (number: string, options: Signed) =>
        act(async (config) => (await commands()).takeQuizStep({ config, number, step, ...options })),
    );
  signed(
    quiz
      .command('withdraw')
      .description('撤下错题：抽到过的人都按答对算，成绩重算，公开原因')
      .argument('<number>', '场次编号')
      .argument('<question>', '题号，如 fund-supervision-001')
      .requiredOption('--reason <text>', '原因，会公开'),
  ).action((number: string, question: string, options: Signed & { readonly reason: string }) =>
    act(async (config) => (await commands()).withdrawQuestion({ config, number, question, ...options })),
  );
  addBankCommands(quiz, act);
  addVerifyCommand(quiz, act);
}
