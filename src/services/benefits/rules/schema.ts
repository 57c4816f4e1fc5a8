import { z } from 'zod';
import { parsePercent, parseYuan } from '../../../lib/money/money.js';
import { type Chosen, vocabulary } from './facts.js';

const yuan = z.string().transform((text, context) => {
  const fen = parseYuan(text);
  if (fen === undefined) context.addIssue(`“${text}”不是金额，请写成 900元 或 2万元`);
  return fen ?? z.NEVER;
});
const percent = z.string().transform((text, context) => {
  const rate = parsePercent(text);
  if (rate === undefined) context.addIssue(`“${text}”不是0%到100%的比例，请写成 60%`);
  return rate ?? z.NEVER;
});
const day = z.iso.date('日期请写成 2026-01-01');
const words = z.string().trim().min(1).max(300);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, '编号请用英文小写、数字和连字符');

function some<Key extends Chosen>(key: Key) {
  const value = z.enum(Object.keys(vocabulary[key]) as [keyof (typeof vocabulary)[Key] & string]);
  return z.union([value.transform((one) => [one]), z.array(value).min(1)]).exactOptional();
}

const when = z
  .strictObject({
    person: some('person'),
    level: some('level'),
    admission: some('admission'),
    away: some('away'),
    aid: some('aid'),
    birth: some('birth'),
    age: z
      .strictObject({ from: z.int().min(0).exactOptional(), under: z.int().max(150).exactOptional() })
      .exactOptional(),
  })
  .default({});

const applies = z.strictObject({
  scheme: some('scheme'),
  care: some('care'),
  cause: some('cause'),
  away: some('away'),
  aid: some('aid'),
});

const common = {
  id,
  title: words,
  for: applies,
  /** The first and the last day of care that the rule is for. */
  from: day,
  to: day.exactOptional(),
  /** Taken from the rule where the person does not say it, and told. */
  presume: z.array(z.enum(['scheme'])).default([]),
  /** What the source leaves open, said with every estimate. */
  assumptions: z.array(words).default([]),
};

const band = z.strictObject({ upTo: yuan.exactOptional(), rate: percent });
const rateCase = z
  .strictObject({
    when,
    rate: percent.exactOptional(),
    bands: z.array(band).min(1).exactOptional(),
    clause: id,
  })
  .refine(({ rate, bands }) => (rate === undefined) !== (bands === undefined), '写 rate 或 bands，只写一个')
  .transform(({ rate, bands, ...rest }) => ({ ...rest, bands: bands ?? (rate ? [{ rate }] : []) }))
  .refine(({ bands }) => rising(bands.map(({ upTo }) => upTo)), '各段的 upTo 要从小到大，只有最后一段不写');

function rising(limits: readonly (number | undefined)[]): boolean {
  return limits.every((limit, at) =>
    at === limits.length - 1 ? limit === undefined : limit !== undefined && limit > (limits[at - 1] ?? 0),
  );
}

const silent = z.enum(['none', 'unstated']);

const payment = z.strictObject({
  ...common,
  kind: z.literal('payment'),
  /** `cost`: of the bill within the catalogue; `own`: of what the person bore in the year, added up. */
  basis: z.enum(['cost', 'own']).default('cost'),
  /** The source gives the least that is paid. */
  atLeast: z.boolean().default(false),
  deductible: z.union([
    silent,
    z.strictObject({ given: z.literal(true) }),
    z.strictObject({
      per: z.enum(['claim', 'year']),
      cases: z.array(z.strictObject({ when, amount: yuan, clause: id })).min(1),
    }),
  ]),
  rates: z.union([
    z.strictObject({ cases: z.array(rateCase).min(1) }),
    /** `given`: the person says it; otherwise the rates of the rule named. */
    z.strictObject({
      base: z.union([z.literal('given'), id]),
      times: percent.exactOptional(),
      clause: id.exactOptional(),
    }),
  ]),
  ceiling: z.union([
    silent,
    z.strictObject({
      cases: z
        .array(z.strictObject({ when, amount: yuan, limits: z.enum(['payment', 'cost', 'open']), clause: id }))
        .min(1),
    }),
  ]),
  outOfArea: z
    .array(z.strictObject({ when, cut: percent, kind: z.enum(['points', 'ratio', 'open']), clause: id }))
    .default([]),
  /** Rules that pay of what is left, one after the other. */
  // biome-ignore lint/suspicious/noThenProperty: the word staff read; nobody awaits a rule
  then: z.array(id).default([]),
});

const excluded = z.strictObject({ ...common, kind: z.literal('excluded'), says: words, clauses: z.array(id).min(1) });
const orientation = z.strictObject({ ...common, kind: z.literal('orientation'), says: words, clause: id });
const allowance = z.strictObject({
  ...common,
  kind: z.literal('allowance'),
  /** The clause that says of which wage. */
  clause: id,
  days: z.array(z.strictObject({ when, days: z.int().positive(), working: words.exactOptional(), clause: id })).min(1),
});
const reward = z.strictObject({
  ...common,
  kind: z.literal('reward'),
  /** Years without a break that earn nothing yet. */
  after: z.int().min(0),
  aYear: yuan,
  clause: id,
  /** For a year in which the fund paid nothing. */
  claimFree: z.strictObject({ amount: yuan, clause: id }).exactOptional(),
});
const line = z.strictObject({
  ...common,
  kind: z.literal('line'),
  cases: z.array(z.strictObject({ when, own: yuan, clause: id })).min(1),
  says: words,
});

const document = z
  .strictObject({
    title: words,
    kind: z.enum(['digest', 'original']),
    /** A text of the knowledge folder that holds the quotes, or the text itself. */
    path: z.string().exactOptional(),
    text: z.string().exactOptional(),
    documentNumber: words.exactOptional(),
    year: z.int().exactOptional(),
    source: words,
    certainty: z.enum(['A', 'B', 'C', 'I']),
  })
  .refine(({ path, text }) => (path === undefined) !== (text === undefined), '写 path 或 text，只写一个');

const clause = z.strictObject({
  document: id,
  heading: words,
  quote: words,
  facts: z.array(z.string()).default([]),
  article: words.exactOptional(),
  certainty: z.enum(['A', 'B', 'C', 'I']).exactOptional(),
});

/** A file of `knowledge/benefits/`: the rules of one place as dated data. Keys that are not known are refused. */
export const ruleFileSchema = z.strictObject({
  place: words,
  /** Made up, to show the whole: never used for a real place. */
  fictional: z.boolean().default(false),
  documents: z.record(id, document),
  clauses: z.record(id, clause),
  rules: z.array(z.discriminatedUnion('kind', [payment, excluded, orientation, allowance, reward, line])).min(1),
});
