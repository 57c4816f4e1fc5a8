import { checkTexts } from '../app/check-texts.js';
import { loadConfig } from '../app/config.js';
import type { Finding } from '../ingestion/check/finding.js';
import { printable } from '../lib/printable.js';

export interface CheckCommand {
  readonly config: string | undefined;
  readonly paths: readonly string[];
  readonly json: boolean;
}

const lineOf = ({ severity, path, line, code, cause, remedy }: Finding) =>
  `${severity === 'error' ? '✗' : '！'} ${path}:${line} ${cause}（${code}）→ ${remedy}`;

function reportOf(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const sums =
    findings.length === 0
      ? '检查完毕，没有发现问题。'
      : `检查完毕：${errors} 个错误（✗），${findings.length - errors} 个提醒（！）。没有建立索引。`;
  return [...findings.map(lineOf), sums].join('\n');
}

/** Prints every finding in the knowledge; builds nothing. 1 where one of them is an error. */
export async function check({ config: file, paths, json }: CheckCommand): Promise<number> {
  const findings = await checkTexts(loadConfig(file === undefined ? {} : { file }), paths);
  process.stdout.write(`${json ? JSON.stringify(findings) : printable(reportOf(findings))}\n`);
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}
