import { z } from 'zod';
import { DRAW_FORMAT, sha256 } from './entropy.js';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
/** As `Date.toISOString` writes it: compared as text. */
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const text = z.string().min(1);
/** 12 letters of Crockford's base32, without hyphens. */
const code = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/);
const place = z.int().min(1);

const typed = z.strictObject({ at: moment, value: text });
const committed = z.strictObject({ commitment: hex, committedAt: moment, secret: text, revealedAt: moment });

/** Everything that it takes to draw again and find the same winners, without us and without a network. */
export const drawFile = z.strictObject({
  format: z.literal(DRAW_FORMAT),
  campaign: z.strictObject({ number: text, title: text, bureau: text }),
  /** How winners are found, in words. */
  rules: text,
  /** Sorted. */
  entrants: z.array(code).min(1),
  root: hex,
  frozenAt: moment,
  publishedAt: moment,
  /** `value` is the value that both typed, or both secrets; `hash` is the entropy. */
  entropy: z.discriminatedUnion('kind', [
    z.strictObject({
      ...{ kind: z.literal('public'), source: text, knownFrom: moment },
      ...{ typed: z.tuple([typed, typed]), value: text, hash: hex },
    }),
    z.strictObject({
      ...{ kind: z.literal('commit-reveal'), parts: z.tuple([committed, committed]), value: text, hash: hex },
    }),
  ]),
  prizes: z
    .array(z.strictObject({ name: text, what: text, count: z.int().min(1).max(1_000) }))
    .min(1)
    .max(100),
  /** How many were to stand by. */
  alternateCount: z.int().min(0).max(100_000),
  winners: z.array(z.strictObject({ place, prize: text, code })).min(1),
  alternates: z.array(z.strictObject({ place, code })),
  /** Of all the rest: also stands on the public page, so that a file that was changed on its way is known. */
  digest: hex,
});

export type DrawFile = z.infer<typeof drawFile>;

/** JSON with its keys sorted and no blanks: one text for one meaning. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}

export function digestOf(file: Omit<DrawFile, 'digest'> | DrawFile): string {
  const { digest: _, ...rest } = file as DrawFile;
  return sha256(canonical(rest));
}
