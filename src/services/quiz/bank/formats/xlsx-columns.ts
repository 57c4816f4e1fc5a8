import { letterOf, MOST_OPTIONS } from '../question.js';

const options = Array.from({ length: MOST_OPTIONS }, (_, at) => `选项${letterOf(at)}` as const);

/** The columns of a sheet of questions, as they are exported. */
export const columns = [
  ...(['编号', '题型', '题干'] as const),
  ...options,
  ...(['答案', '解析', '专题', '难度', '依据文件', '依据标题', '依据原文', '生效', '失效', '选项顺序'] as const),
];
export type ColumnName = (typeof columns)[number];

/** Other names that colleagues give a column. */
const aliases: Readonly<Record<string, ColumnName>> = {
  ...{ id: '编号', 题号: '编号', 类型: '题型', 题目类型: '题型', 题目: '题干', 问题: '题干', 试题: '题干' },
  ...{ 正确答案: '答案', 标准答案: '答案', 答案解析: '解析', 说明: '解析', 分类: '专题', 主题: '专题' },
  ...{ 难易度: '难度', 难易程度: '难度', 生效日期: '生效', 失效日期: '失效', 固定顺序: '选项顺序' },
  ...Object.fromEntries(options.flatMap((name) => [[name.slice(2), name] as const, [`答案${name.slice(2)}`, name]])),
};

const known: ReadonlySet<string> = new Set(columns);

/** The column that a title names, however it is typed: `选项 Ａ`, `选项A：`, `题目（必填）`. */
export function columnNamed(title: string): ColumnName | undefined {
  const plain = title
    .normalize('NFKC')
    .replace(/\(.*?\)|[\s:*.、]/g, '')
    .replace(/[a-z]$/, (letter) => letter.toUpperCase());
  if (known.has(plain)) return plain as ColumnName;
  return Object.entries(aliases).find(([alias]) => alias.toLowerCase() === plain.toLowerCase())?.[1];
}
