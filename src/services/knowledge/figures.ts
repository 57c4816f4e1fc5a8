import type { Figure, FigurePart, Period } from '../../casework/figure.js';
import { endOfDay, startOfDay } from '../../lib/calendar.js';
import { chinaDay } from '../../lib/clock.js';
import type { Reader } from '../../storage/store.js';
import type { KnowledgeWork, ShelfDocument } from './work.js';

const chapter = '知识库';
const KINDS = { original: '原文', digest: '摘编' } as const;

/** How much there is to answer from, and how often it changed. */
export async function knowledgeFigures(work: KnowledgeWork, read: Reader, period: Period): Promise<readonly Figure[]> {
  const shelf = await work.shelf().catch(() => undefined);
  // Only what is in use now can be counted: it says nothing of a time before it was put in use.
  const documents = shelf && chinaDay(new Date(shelf.builtAt)) <= period.to ? shelf.documents : undefined;
  const source = `knowledge snapshot ${shelf?.snapshot ?? ''}: documents.jsonl`;
  return [
    {
      ...{ id: 'knowledge.documents', chapter, title: '公开可查的资料', unit: '份', value: documents?.length },
      definition: '统计时机器人正在使用的资料文件，按适用地区分。只统计当前使用的，不追溯以前。',
      query: source,
      ...(documents ? { parts: parted(documents, ({ place }) => place || '未写明地区'), chart: 'bar' as const } : {}),
    },
    {
      ...{ id: 'knowledge.kinds', chapter, title: '其中原文和摘编', unit: '份', value: documents?.length },
      definition: '原文是官方文件逐字收录，摘编是用自己的话概括并注明出处。',
      query: source,
      ...(documents ? { parts: parted(documents, ({ kind }) => KINDS[kind]) } : {}),
    },
    await counted(read, period, 'knowledge.published', '资料更新', '新的资料启用的次数，含工作台发布和命令行建索引。'),
    await counted(read, period, 'knowledge.withdrawn', '撤回段落', '发现有误或过时而立即停用的段落。'),
  ];
}

function parted(documents: readonly ShelfDocument[], by: (document: ShelfDocument) => string): FigurePart[] {
  const counts = new Map<string, number>();
  for (const document of documents) counts.set(by(document), (counts.get(by(document)) ?? 0) + 1);
  return [...counts].map(([label, value]) => ({ label, value })).sort((a, b) => b.value - a.value);
}

async function counted(
  read: Reader,
  { from, to }: Period,
  action: string,
  title: string,
  definition: string,
): Promise<Figure> {
  const [start, end] = [startOfDay(from).toISOString(), endOfDay(to).toISOString()];
  const { value } = await read
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll().as('value'))
    .where('action', '=', action)
    .where('at', '>=', start)
    .where('at', '<', end)
    .executeTakeFirstOrThrow();
  const query = `select count(*) from audit where action = '${action}' and at >= '${start}' and at < '${end}'`;
  return { id: action, chapter, title, unit: '次', value: Number(value), definition, query };
}
