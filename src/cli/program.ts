import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { explain } from '../lib/errors.js';
import { addKeyCommands } from './program-keys.js';
import { type Act, addKnowledgeCommands, addQuestionCommands } from './program-learning.js';
import { addQuizCommands } from './program-quiz.js';
import { addAuditCommands, addExportCommand, addReportCommand, addStaffCommands } from './program-staff.js';

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Commands load when they are called, so that `--help` and small commands stay quick. */
function createProgram(argv: readonly string[], done: (code: number) => void): Command {
  const program = new Command('yiwen')
    .description('医问：有依据的医保问答，兼收举报线索与服务评价')
    .version(version())
    .option('--config <file>', '配置文件，默认 ./yiwen.config.yaml')
    .showHelpAfterError('（用 yiwen --help 查看全部命令）')
    .exitOverride();
  const configFile = () => program.opts<{ config?: string }>().config;
  const act: Act = (run) => run(configFile()).then(done);

  program
    .command('start')
    .description('资料有变就先建索引，然后启动已配置的渠道')
    .action(() => act(async (config) => (await import('./start.js')).start({ config })));

  program
    .command('index')
    .description('建立或更新知识库快照')
    .argument('[path...]', '文件或文件夹，默认用配置里的知识文件夹')
    .option('--dry-run', '只读文件，不写入')
    .option('--check', '检查资料：日期、取代关系、引用、出处；不建索引')
    .option('--json', '和 --check 一起用：输出 JSON')
    .option('--publish-anyway <reason>', '检验题答得比采纳过的结果差也启用；原因会留痕')
    .action((paths: string[], options: { dryRun?: boolean; check?: boolean; json?: boolean; publishAnyway?: string }) =>
      act(async (config) => {
        const { check, json, dryRun, ...publish } = options;
        return check === true
          ? (await import('./check-command.js')).check({ config, paths, json: json === true })
          : (await import('./index-command.js')).index({ config, paths, ...publish, dryRun: dryRun === true });
      }),
    );

  program
    .command('ask')
    .description('问一个问题')
    .argument('<question...>', '问题')
    .option('--json', '输出 JSON')
    .option('--place <place>', '参保地，如 浙江省')
    .option('--as-of <date>', '按哪一天的规定回答，如 2026-04-01')
    .action((words: string[], options: { json?: boolean; place?: string; asOf?: string }) =>
      act(async (config) => (await import('./ask.js')).ask({ config, question: words.join(' '), ...options })),
    );

  program
    .command('chat')
    .description('在终端里对话')
    .option('--jsonl', '每行一条 JSON 进，每行一条 JSON 出')
    .action((options: { jsonl?: boolean }) =>
      act(async (config) => (await import('./chat.js')).chat({ config, jsonl: options.jsonl === true })),
    );

  program
    .command('evaluate')
    .description('用题目文件检验回答')
    .argument('<file>', '题目文件，JSONL')
    .option('--json', '逐题输出 JSON')
    .option('--accept', '采纳这次的结果，以后和它比')
    .option('--against <file>', '采纳的结果放在这个文件里，而不是数据文件夹里')
    .option('--damaged', '再把每题打错一成的字问一遍，看损失多少')
    .action((file: string, options: { json?: boolean; accept?: boolean; against?: string; damaged?: boolean }) =>
      act(async (config) => {
        const { json = false, accept = false, damaged = false, ...rest } = options;
        const { evaluateFile } = await import('./evaluate-command.js');
        return evaluateFile({ config, file, json, accept, damaged, ...rest });
      }),
    );

  addQuestionCommands(program, act);
  addKnowledgeCommands(program, act);
  addKeyCommands(program, act);

  program
    .command('bench')
    .description('检索评测')
    .command('retrieval')
    .argument('<docs>', '文档文件，每行 {id,title,text}')
    .description('索引文档，再逐行回答标准输入里的 {qid,text}')
    .action((docs: string) => act(async () => (await import('./bench-command.js')).bench(docs)));

  program
    .command('doctor')
    .description('检查运行环境、配置、数据与索引，并给出处理办法')
    .option('--json', '输出 JSON')
    .action((options: { json?: boolean }) =>
      act(async (config) => (await import('./doctor.js')).doctor({ config, json: options.json === true })),
    );

  const tips = program.command('tips').description('举报线索');
  tips
    .command('list')
    .description('列出线索：编号、时间、状态；内容在工作台里看')
    .action(() => act(async (config) => (await import('./tips.js')).listTips({ config })));

  addQuizCommands(program, act);
  addAuditCommands(program, act);
  addStaffCommands(program, act);
  addReportCommand(program, act);
  const sheet = sheetToExport(argv.slice(2));
  if (sheet !== undefined) addExportCommand(program, act, sheet);

  return program;
}

/** The word before `export`: which sheets there are, only the desks know, and they load when one is called. */
function sheetToExport(words: readonly string[]): string | undefined {
  const sheet = words[words.indexOf('export') - 1];
  return sheet !== undefined && /^[a-z][a-z-]*$/.test(sheet) ? sheet : undefined;
}

/** Runs a command line and returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let code = 0;
  const program = createProgram(argv, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${explain(error)}\n`);
    return 1;
  }
}
