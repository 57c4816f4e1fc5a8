import type { Command } from 'commander';

/** Runs a command with the configuration file named; what it returns is the exit code. */
export type Act = (run: (config: string | undefined) => Promise<number>) => Promise<void>;

/** What residents asked in vain, for staff. */
export function addQuestionCommands(program: Command, act: Act): void {
  const questions = program.command('questions').description('群众的提问');
  questions
    .command('unanswered')
    .description('没有答好的提问，意思相近的归在一起，问得多的在前')
    .option('--from <day>', '从哪天起，如 2026-04-01')
    .option('--to <day>', '到哪天为止')
    .option('--limit <number>', '最多列几类', '20')
    .option('--json', '每类一行 JSON')
    .action((options: { from?: string; to?: string; limit: string; json?: boolean }) =>
      act(async (config) => (await import('./questions.js')).listUnanswered({ config, ...options })),
    );
  questions
    .command('stub')
    .description('为一类没有答好的提问生成一页待补的资料')
    .argument('<cluster>', '编号，或问题本身')
    .requiredOption('--place <place>', '写给哪个地方，如 全国、浙江省')
    .requiredOption('--out <file>', '写到哪个文件，.md 结尾；已有的文件不会覆盖')
    .action((named: string, options: { place: string; out: string }) =>
      act(async (config) => (await import('./questions.js')).writeStub({ config, named, ...options })),
    );
}

interface Which {
  readonly document?: string;
}

/** Passages in and out of service, for staff. */
export function addKnowledgeCommands(program: Command, act: Act): void {
  const knowledge = program.command('knowledge').description('资料段落的撤回与恢复');
  knowledge
    .command('withdraw')
    .description('立即撤回一段资料，并列出用过它的回答')
    .argument('[passage]', '段落编号，如 national/hotlines.md#2')
    .option('--document <path>', '撤回整份文件')
    .requiredOption('--reason <text>', '原因，会留痕')
    .option('--json', '输出 JSON')
    .action((passage: string | undefined, options: Which & { reason: string; json?: boolean }) =>
      act(async (config) => (await import('./knowledge.js')).withdrawKnowledge({ config, passage, ...options })),
    );
  knowledge
    .command('restore')
    .description('恢复撤回的段落')
    .argument('[passage]', '撤回时的段落编号')
    .option('--document <path>', '恢复整份文件')
    .action((passage: string | undefined, options: Which) =>
      act(async (config) => (await import('./knowledge.js')).restoreKnowledge({ config, passage, ...options })),
    );
  knowledge
    .command('withdrawn')
    .description('列出撤回的段落')
    .option('--json', '每段一行 JSON')
    .action((options: { json?: boolean }) =>
      act(async (config) => (await import('./knowledge.js')).listWithdrawn({ config, ...options })),
    );
}
