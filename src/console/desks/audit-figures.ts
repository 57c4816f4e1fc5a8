import type { Figure, Period } from '../../casework/figure.js';
import { endOfDay, startOfDay } from '../../lib/calendar.js';
import type { Reader } from '../../storage/store.js';

interface Counted {
  readonly id: string;
  readonly title: string;
  readonly definition: string;
  /** Actions that count, with `%` for any end. */
  readonly like: readonly string[];
}

const counted: readonly Counted[] = [
  {
    id: 'audit.rows',
    title: '留痕',
    definition: '系统自动记下的操作：每一步办理、每一次查看加密内容、导出、登录。',
    like: ['%'],
  },
  {
    id: 'audit.signed-in',
    title: '工作人员登录',
    definition: '口令和动态码都通过的登录，含在机器上用命令登录的。',
    like: ['staff.signed-in', 'staff.signed-in-at-terminal'],
  },
  { id: 'audit.sign-in-failed', title: '登录失败', definition: '口令或动态码不对。', like: ['staff.sign-in-failed'] },
  {
    id: 'audit.denied',
    title: '越权被拒',
    definition: '工作人员打开没有权限的页面，或导出没有权限的表，被系统拒绝。',
    like: ['console.denied', 'export.denied'],
  },
  { id: 'audit.exports', title: '导出', definition: '写成文件的导出。', like: ['export.written'] },
];

/** How the console was used, as the audit tells. */
export async function auditFigures(read: Reader, { from, to }: Period): Promise<readonly Figure[]> {
  const [start, end] = [startOfDay(from).toISOString(), endOfDay(to).toISOString()];
  return Promise.all(
    counted.map(async ({ like, ...said }) => {
      const query = read
        .selectFrom('audit')
        .select(({ fn }) => fn.countAll().as('value'))
        .where('at', '>=', start)
        .where('at', '<', end)
        .where((row) => row.or(like.map((pattern) => row('action', 'like', pattern))));
      const { value } = await query.executeTakeFirstOrThrow();
      return { ...said, chapter: '系统留痕', unit: '次', value: Number(value), query: told(query.compile()) };
    }),
  );
}

/** The query with its values in place, to be read and run again. */
function told({ sql, parameters }: { readonly sql: string; readonly parameters: readonly unknown[] }): string {
  let at = 0;
  return sql.replace(/\?/g, () => `'${String(parameters[at++]).replaceAll("'", "''")}'`);
}
