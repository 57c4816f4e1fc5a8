import type { Command } from 'commander';
import type { Act } from './program-learning.js';

interface ExportOptions {
  readonly from: string;
  readonly to: string;
  readonly format?: string;
  readonly reason: string;
  readonly out: string;
  readonly as: string;
  readonly passwordFile?: string;
}

/** `yiwen <sheet> export`: a sheet that a desk brings has its command without a line here. */
export function addExportCommand(program: Command, act: Act, sheet: string): void {
  const group = program.commands.find((command) => command.name() === sheet) ?? program.command(sheet);
  group
    .command('export')
    .description('导出成表格文件，会留痕')
    .requiredOption('--from <day>', '从哪天起，如 2026-01-01')
    .requiredOption('--to <day>', '到哪天为止')
    .option('--format <format>', 'xlsx 或 csv，默认看文件名')
    .requiredOption('--reason <text>', '原因，会留痕')
    .requiredOption('--out <file>', '写到哪个文件；已有的文件不会覆盖')
    .requiredOption('--as <login>', '以哪个账号的名义')
    .option('--password-file <file>', '从文件读口令，只有本人能读；不写就在终端里输入')
    .action((options: ExportOptions) =>
      act(async (config) => (await import('./export-command.js')).exportToFile({ config, sheet, ...options })),
    );
}

export function addAuditCommands(program: Command, act: Act): void {
  program
    .command('exports')
    .description('列出可以导出的表；导出用 yiwen 表名 export')
    .action(() => act(async (config) => (await import('./export-command.js')).listSheets({ config })));
  const audit = program.command('audit').description('留痕');
  audit
    .command('verify')
    .description('核对全部留痕：改过、删过、插过、截去的都会发现')
    .option('--heads <file>', '和抄到别处的校验值比，默认用数据文件夹里的 audit-heads.jsonl')
    .option('--json', '输出 JSON')
    .action((options: { heads?: string; json?: boolean }) =>
      act(async (config) => (await import('./audit-command.js')).verify({ config, ...options })),
    );
  audit
    .command('head')
    .description('打印现在的条数和末条校验值，请抄到系统以外保存')
    .action(() => act(async (config) => (await import('./audit-command.js')).printHead({ config })));
}

export function addReportCommand(program: Command, act: Act): void {
  program
    .command('report')
    .description('生成年报：表格、图、每项指标的口径')
    .requiredOption('--year <year>', '哪一年')
    .requiredOption('--out <file>', '写到哪个文件，.docx 或 .md 结尾；已有的文件不会覆盖')
    .requiredOption('--as <login>', '以哪个账号的名义')
    .option('--password-file <file>', '从文件读口令，只有本人能读；不写就在终端里输入')
    .option('--public', '对外公开：少于5的分项合并列示')
    .action((options: { year: string; out: string; as: string; passwordFile?: string; public?: boolean }) =>
      act(async (config) => (await import('./report-command.js')).report({ config, ...options })),
    );
}

/** Accounts, for whoever runs the machine and has lost the administrator's password. */
export function addStaffCommands(program: Command, act: Act): void {
  const staff = program.command('staff').description('工作台的账号');
  staff
    .command('list')
    .description('列出账号')
    .action(() => act(async (config) => (await import('./staff-command.js')).listStaff({ config })));
  staff
    .command('invite')
    .description('新建账号，给出一次性口令')
    .argument('<login>', '登录名，如 wang.li')
    .requiredOption('--name <name>', '姓名')
    .requiredOption('--roles <role...>', '角色，如 auditor 或 审计')
    .action((login: string, options: { name: string; roles: string[] }) =>
      act(async (config) => (await import('./staff-command.js')).invite({ config, login, ...options })),
    );
  staff
    .command('reset')
    .description('重设口令和动态码')
    .argument('<login>')
    .action((login: string) => act(async (config) => (await import('./staff-command.js')).reset({ config, login })));
  staff
    .command('disable')
    .description('停用账号，收回登录和密钥')
    .argument('<login>')
    .action((login: string) => act(async (config) => (await import('./staff-command.js')).disable({ config, login })));
  staff
    .command('roles')
    .description('改角色')
    .argument('<login>')
    .argument('<role...>', '全部角色，如 auditor 或 审计')
    .action((login: string, roles: string[]) =>
      act(async (config) => (await import('./staff-command.js')).changeStaffRoles({ config, login, roles })),
    );
}
