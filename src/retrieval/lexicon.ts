import { parse } from 'yaml';
import { z } from 'zod';
import { normalise } from '../lib/chinese/normalise.js';
import { YiwenError } from '../lib/errors.js';

const words = z.array(z.coerce.string().min(1)).default([]);

const lexiconSchema = z.object({
  /** One matter a line: the official term, how people say it, and what is near it. */
  synonyms: z.array(z.object({ term: z.string().min(1), variants: words, related: words })).default([]),
  /** Turns of speech and what they are searched as. */
  phrases: z.record(z.string().min(1), z.string()).default({}),
  /** Words that say nothing: 那个, 请问一下. */
  fillers: words,
  questionWords: words,
  /** Readings that a character table gets wrong: 长护险 → chang hu xian. */
  pronunciation: z.record(z.string().min(1), z.string()).default({}),
});

/** The words of the field as staff keep them in `knowledge/lexicon.yaml`. Everything may be empty. */
export type Lexicon = z.infer<typeof lexiconSchema>;

export const emptyLexicon: Lexicon = lexiconSchema.parse({});

/**
 * Reads a lexicon's YAML. All words are normalised as questions are; what is not known is ignored.
 * @throws YiwenError `retrieval.lexicon-invalid` with every fault and its place
 */
export function parseLexicon(yaml: string, path = 'knowledge/lexicon.yaml'): Lexicon {
  let value: unknown;
  try {
    value = parse(yaml) ?? {};
  } catch (cause) {
    throw invalid(path, cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '', cause);
  }
  const parsed = lexiconSchema.safeParse(value);
  if (parsed.success) return normalised(parsed.data);
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw invalid(path, faults.join('；'), parsed.error);
}

function invalid(path: string, faults: string, cause: unknown): YiwenError {
  return new YiwenError(
    'retrieval.lexicon-invalid',
    `词表 ${path} 读不懂：${faults}`,
    '按提示改正词表后重新运行 npx yiwen index',
    {
      cause,
    },
  );
}

function normalised(lexicon: Lexicon): Lexicon {
  const all = (list: readonly string[]): string[] => list.map(normalise).filter((word) => word !== '');
  const pairs = (record: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(record).map(([from, to]) => [normalise(from), normalise(to)]));
  return {
    synonyms: lexicon.synonyms.map(({ term, variants, related }) => ({
      term: normalise(term),
      variants: all(variants),
      related: all(related),
    })),
    phrases: pairs(lexicon.phrases),
    fillers: all(lexicon.fillers),
    questionWords: all(lexicon.questionWords),
    pronunciation: pairs(lexicon.pronunciation),
  };
}
