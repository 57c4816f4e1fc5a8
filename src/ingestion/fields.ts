import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Provenance } from '../domain/passage.js';
import { YiwenError } from '../lib/errors.js';

const text = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
/** A day, or the month or year where no more is known: as a beginning all three compare as text. */
const day = text.refine((value) => /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value) && isoDayOf(value) !== undefined, {
  message: '应为存在的日期，写作 2026-04-01、2026-04 或 2026',
});
const choice = <const T extends [string, ...string[]]>(values: T) =>
  z.enum(values, { error: () => `应为 ${values.join('、')} 之一` });

/** What front matter, a sidecar and folder.yaml may say; a heading's braces may say the same but the title. */
const schema = z.strictObject({
  title: text.refine((value) => value !== '', { message: '不能为空' }).optional(),
  kind: choice(['digest', 'original']).optional(),
  documentNumber: text.optional(),
  place: text.optional(),
  scheme: choice(['employee', 'resident', 'both']).optional(),
  published: day.optional(),
  effectiveFrom: day.optional(),
  effectiveTo: day.transform((value) => isoDayOf(value) ?? value).optional(),
  replaces: text.optional(),
  replacedBy: text.optional(),
  undated: text.optional(),
  year: z.coerce
    .number({ error: () => '应为四位年份' })
    .int()
    .min(1949, '应为四位年份')
    .max(2100, '应为四位年份')
    .optional(),
  source: text.optional(),
  certainty: choice(['A', 'B', 'C', 'I']).optional(),
});
const sectionSchema = schema.omit({ title: true }).extend({
  article: text.optional(),
  facts: text.transform((ids) => ids.split(/[\s,，、]+/).filter((id) => id !== '')).optional(),
});

type Said<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };
export type Fields = Said<Omit<Provenance, 'article' | 'endDerived'>>;
export type SectionFields = Said<Omit<Provenance, 'title' | 'endDerived'>> & {
  readonly facts?: readonly string[];
  readonly asks?: readonly string[];
};

/** Where a fault is told to be: the file, and the line that `source` begins on (from 1). */
export interface FieldPlace {
  readonly path: string;
  readonly line: number;
}

/** The fields of a YAML map. Throws `ingestion.front-matter` naming file, line and field of every fault. */
export function parseFields(source: string, place: FieldPlace): Fields {
  const counter = new LineCounter();
  const parsed = parseDocument(source, { lineCounter: counter });
  const lineAt = (offset: number) => place.line - 1 + counter.linePos(offset).line;
  const [broken] = parsed.errors;
  if (broken) throw fault([`${place.path} 第 ${lineAt(broken.pos[0])} 行：不是有效的 YAML`], broken);
  if (parsed.contents === null) return {};
  const lines = new Map<string, number>();
  if (isMap(parsed.contents)) {
    for (const { key } of parsed.contents.items) {
      if (isScalar(key) && key.range) lines.set(String(key.value), lineAt(key.range[0]));
    }
  }
  return validate(schema, plainValues(parsed, place), place, lines) as Fields;
}

/** Aliases that refer to aliases grow without end: ten are more than anyone needs here. */
function plainValues(parsed: ReturnType<typeof parseDocument>, place: FieldPlace): unknown {
  try {
    return parsed.toJS({ maxAliasCount: 10 });
  } catch (cause) {
    throw fault([`${place.path} 第 ${place.line} 行起：引用（*）太多`], cause);
  }
}

/** The fields in a heading's braces, `facts="N-RM-10" article="第7条" certainty=C`. Throws like parseFields. */
export function parseSectionFields(source: string, place: FieldPlace): SectionFields {
  const pairs = source.matchAll(/([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g);
  const values = Object.fromEntries([...pairs].map(([, key, a, b, c]) => [key, a ?? b ?? c ?? '']));
  const leftover = source.replace(/[\w-]+=(?:"[^"]*"|'[^']*'|[^\s"']+)/g, '').trim();
  if (leftover !== '') throw fault([`${place.path} 第 ${place.line} 行：大括号里的 “${leftover}” 不是 名称="值"`]);
  return validate(sectionSchema, values, place, new Map()) as SectionFields;
}

function validate(rules: z.ZodType, value: unknown, place: FieldPlace, lines: ReadonlyMap<string, number>): object {
  const result = rules.safeParse(value);
  if (result.success) return Object.fromEntries(Object.entries(result.data ?? {}).filter(([, v]) => v !== undefined));
  throw fault(
    result.error.issues.flatMap((issue) => {
      const fields = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? '')];
      return fields.map((field) => {
        const what = issue.code === 'unrecognized_keys' ? '没有这个字段' : chinese(issue.message);
        return `${place.path} 第 ${lines.get(field) ?? place.line} 行 ${field}：${what}`;
      });
    }),
  );
}

/** The last day of a year or a month, or the day itself; undefined when the calendar lacks it. */
function isoDayOf(value: string): string | undefined {
  const [year = 0, month = 12, date] = value.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0));
  const valid = month >= 1 && month <= 12 && (date === undefined || (date >= 1 && date <= last.getUTCDate()));
  return valid ? `${last.toISOString().slice(0, 8)}${String(date ?? last.getUTCDate()).padStart(2, '0')}` : undefined;
}

/** Zod's own messages are English; ours are not. */
function chinese(message: string): string {
  return /[\u4e00-\u9fff]/.test(message) ? message : '值的写法不对';
}

function fault(faults: readonly string[], cause?: unknown): YiwenError {
  return new YiwenError(
    'ingestion.front-matter',
    faults.join('；'),
    '请改正所列字段（可用字段见 knowledge/README.md），再重新建立索引。',
    cause === undefined ? undefined : { cause },
  );
}
