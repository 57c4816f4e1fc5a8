import type { Command } from 'commander';
import type { Act } from './program-learning.js';

/** What the console cannot do: where nobody's password opens the keys any more. */
export function addKeyCommands(program: Command, act: Act): void {
  const keys = program.command('keys').description('密钥的恢复');
  keys
    .command('export-recovery')
    .description('把恢复文件写到别处保管；要两半恢复码合在一起才打得开')
    .argument('<file>', '写到哪个文件；已有的文件不会覆盖')
    .action((out: string) => act(async (config) => (await import('./keys.js')).exportRecoveryFile({ config, out })));
  keys
    .command('recover')
    .description('两位保管人各自输入一半恢复码，把密钥交给一位同事')
    .requiredOption('--to <login>', '交给谁，写登录名')
    .option('--from <file>', '数据库里的恢复记录丢了时，用这份恢复文件')
    .action((options: { to: string; from?: string }) =>
      act(async (config) => (await import('./keys.js')).recover({ config, ...options })),
    );
}
