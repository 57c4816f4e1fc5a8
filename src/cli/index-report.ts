import type { IndexReport } from '../app/index-knowledge.js';
import { explain } from '../lib/errors.js';
import { printable } from '../lib/printable.js';

/** What indexing did, for a terminal: every failure with its remedy, every note, then the sums. */
export function showReport(report: IndexReport): string {
  const { outcomes, carriedOver, documents, chunks } = report;
  const kept = new Set(carriedOver);
  const lines = outcomes.flatMap((outcome) => {
    if (outcome.status !== 'failed') return outcome.note ? [`  ${outcome.path}：${outcome.note}`] : [];
    const after = kept.has(outcome.path) ? '；暂用上一次成功读取的内容' : '';
    return [`✗ ${outcome.path}：${explain(outcome.error)}${after}`];
  });
  const count = (status: string) => outcomes.filter((outcome) => outcome.status === status).length;
  const unfinished = count('unfinished') > 0 ? `，待补 ${count('unfinished')}` : '';
  const sums = `${outcomes.length} 个文件：新读 ${count('indexed')}，未变 ${count('unchanged')}，失败 ${count('failed')}${unfinished}；共 ${documents} 份文档、${chunks} 个段落。`;
  const end = {
    built: `新快照已启用：${report.snapshot?.id ?? ''}`,
    unchanged: '内容没有变化，沿用现有快照。',
    checked: '只检查，没有写入。',
  }[report.status];
  return printable(`${[...lines, sums, end].join('\n')}\n`);
}
