import type { Command } from 'commander';
import type { Act } from './program-learning.js';

interface ImportOptions {
  readonly as?: string;
  readonly passwordFile?: string;
  readonly topic?: string;
  readonly dryRun?: boolean;
  readonly takeGood?: boolean;
}

/** `yiwen quiz bank …`: the question bank at the command line. */
export function addBankCommands(quiz: Command, act: Act): void {
  const bank = quiz.command('bank').description('竞答题库');
  bank
    .command('check')
    .description('检查随软件的题：每题的依据还在、还有效、引文和数字都对得上')
    .option('--json', '输出 JSON')
    .action((options: { json?: boolean }) =>
      act(async (config) => (await import('./quiz-bank-check.js')).checkBank({ config, json: options.json === true })),
    );
  bank
    .command('import')
    .description('导入 GIFT、Aiken 或 XLSX 题目文件，成为待审核的题')
    .argument('<file>', '题目文件')
    .option('--dry-run', '只看每一题会怎样，不写入，不用登录')
    .option('--take-good', '有看不懂的题时，也导入看懂的')
    .option('--topic <topic>', '没有写专题的题算作哪个专题，如 reporting 或 举报奖励')
    .option('--as <login>', '以哪个账号的名义')
    .option('--password-file <file>', '从文件读口令，只有本人能读；不写就在终端里输入')
    .action((file: string, options: ImportOptions) =>
      act(async (config) => (await import('./quiz-bank-import.js')).importBank({ config, file, ...options })),
    );
  bank
    .command('export')
    .description('导出题库')
    .requiredOption('--format <format>', 'gift、aiken 或 xlsx')
    .requiredOption('--out <file>', '写到哪个文件；已有的文件不会覆盖')
    .action((options: { format: string; out: string }) =>
      act(async (config) => (await import('./quiz-bank-export.js')).exportBank({ config, ...options })),
    );
}
