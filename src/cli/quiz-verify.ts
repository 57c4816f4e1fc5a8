import { readFile, stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { YiwenError } from '../lib/errors.js';
import type { Act } from './program-learning.js';

/** `yiwen quiz verify FILE`: needs the file alone, no configuration, no data, no network. */
export function addVerifyCommand(quiz: Command, act: Act): void {
  quiz
    .command('verify')
    .description('验证公布的开奖文件：重新抽一遍，逐条核对；谁都可以运行')
    .argument('<file>', '开奖文件，公布页上下载的 draw.json')
    .option('--code <code>', '顺便看看这个参与码在不在名单里、排第几')
    .action((file: string, options: { code?: string }) => act(() => verifyFile(file, options)));
}

/** A list of a million codes has some twenty. */
const LARGEST = 100_000_000;

async function verifyFile(path: string, { code }: { readonly code?: string }): Promise<number> {
  const [{ readCode, showCode }, { isVerified, readDrawFile, sayPlace, verifyText }] = await Promise.all([
    import('../services/quiz/play/person.js'),
    import('../services/quiz/draw/verify.js'),
  ]);
  const own = code === undefined ? undefined : readCode(code);
  if (code !== undefined && own === undefined)
    throw new YiwenError('quiz.invalid-code', `「${code}」不是参与码`, '参与码是12位字母和数字，例如 K7QF-2M9D-XPTA');
  const text = await readDraw(path);
  const checks = verifyText(text);
  for (const { passed, said } of checks) process.stdout.write(`${passed ? '[通过]' : '[不符]'} ${said}\n`);
  const whole = isVerified(checks);
  process.stdout.write(
    whole ? '\n全部相符：这次开奖的结果可以重现。\n' : '\n有不符的地方：这份文件不能证明开奖结果。\n',
  );
  const file = own === undefined ? undefined : readDrawFile(text);
  if (own !== undefined && file) process.stdout.write(`${showCode(own)}：${sayPlace(file, own)}\n`);
  return whole ? 0 : 1;
}

async function readDraw(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST) throw new Error(`larger than ${LARGEST} bytes`);
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new YiwenError('quiz.unreadable-file', `读不了文件 ${path}`, '请确认路径，文件在公布页上下载', { cause });
  }
}
