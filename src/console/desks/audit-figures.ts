import type { Figure, Period } from '../../casework/figure.js';
import { endOfDay, startOfDay } from '../../lib/calendar.js';
import type { Reader } from '../../storage/store.js';

interface Counted {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  /** Actions that count; all of them when empty. */
  readonly actions: readonly string[];
}

const counted: readonly Counted[] = [
  {
    id: 'audit.rows',
    title: '留痕',
    definition: '系统自动记下的操作：每一步办理、每一次查看加密内容、导出、登录。',
    actions: [],
  },
  {
    id: 'audit.signed-in',
    title: '工作人员登录',
    definition: '口令和动态码都通过的登录，含在机器上用命令登录的。',
    actions: ['staff.signed-in', 'staff.signed-in-at-terminal'],
  },
  {
    id: 'audit.sign-in-failed',
    title: '登录失败',
    definition: '口令或动态码不对。',
    actions: ['staff.sign-in-failed'],
  },
  {
    id: 'audit.denied',
    title: '越权被拒',
    definition: '工作人员打开没有权限的页面，或要导出没有权限的内容，被系统拒绝。',
    actions: ['console.denied', 'export.denied', 'report.denied'],
  },
  { id: 'audit.exports', title: '导出', definition: '写成文件的导出。', actions: ['export.written'] },
];

/** How the console was used, as the audit tells. */
export async function auditFigures(read: Reader, { from, to }: Period): Promise<readonly Figure[]> {
  const [start, end] = [startOfDay(from).toISOString(), endOfDay(to).toISOString()];
  const figures: Figure[] = [];
  for (const { actions, ...said } of counted) {
    const within = read.selectFrom('audit').where('at', '>=', start).where('at', '<', end);
    const own = actions.length === 0 ? within : within.where('action', 'in', actions);
    const { rows } = await own.select(({ fn }) => fn.countAll().as('rows')).executeTakeFirstOrThrow();
    const value = Number(rows);
    figures.push({ ...said, chapter: '系统留痕', unit: '次', value, query: queryFor(actions, start, end) });
  }
  return figures;
}

function queryFor(actions: readonly string[], start: string, end: string): string {
  const which = actions.map((action) => `'${action}'`).join(', ');
  const period = `select count(*) from audit where at >= '${start}' and at < '${end}'`;
  return which === '' ? period : `${period} and action in (${which})`;
}
