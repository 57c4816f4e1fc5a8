import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { YiwenError } from '../lib/errors.js';
import { createFinder, type Finder } from '../retrieval/finder.js';
import { LexicalBuilder } from '../retrieval/lexical/lexical-builder.js';
import { emptyLexicon, type Lexicon } from '../retrieval/lexicon.js';
import { createWording, type Wording } from '../retrieval/wording.js';

const documentSchema = z.object({ id: z.coerce.string(), title: z.string().default(''), text: z.string() });
const questionSchema = z.object({ qid: z.coerce.string(), text: z.string() });

/** As many ids are answered. */
const ANSWERED = 10;

/**
 * The engine of `yiwen bench retrieval`, the bot's own search with the bot's own lexicon: indexes `{id, title, text}` lines in memory and says
 * `{"ready":true,"index_ms":N}`; then answers each line `{qid, text}` at once with `{qid, ids, score, conf, ms}`, at
 * most ten ids, best first; `conf` is the first one's certainty, 0 to 1. A line that is no question is answered with
 * `{error}`. Resolves when the input ends.
 * @throws YiwenError `bench.documents-invalid` with the line that is no document, `bench.documents-missing`
 */
export async function benchRetrieval(
  docsPath: string,
  input: Readable,
  output: Writable,
  lexicon: Lexicon = emptyLexicon,
): Promise<void> {
  const started = performance.now();
  const { ids, finder } = await indexDocuments(docsPath, createWording(lexicon));
  const say = (value: unknown): void => {
    output.write(`${JSON.stringify(value)}\n`);
  };
  say({ ready: true, index_ms: Math.round(performance.now() - started) });
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') say(answerLine(line, ids, finder));
  }
}

function answerLine(line: string, ids: readonly string[], finder: Finder) {
  const question = questionSchema.safeParse(parseLine(line));
  if (!question.success) return { error: '这一行不是 {"qid","text"}' };
  const { qid, text } = question.data;
  const started = performance.now();
  const found = finder.find(text, { limit: ANSWERED });
  return {
    qid,
    ids: found.map(({ document }) => ids[document]),
    score: found.map(({ score }) => rounded(score)),
    conf: rounded(found[0]?.certainty ?? 0),
    ms: rounded(performance.now() - started),
  };
}

async function indexDocuments(path: string, wording: Wording): Promise<{ ids: string[]; finder: Finder }> {
  const builder = new LexicalBuilder();
  const ids: string[] = [];
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      if (line.trim() === '') continue;
      const { id, title, text } = readDocument(line, number);
      ids.push(id);
      builder.add(title, text);
    }
  } catch (cause) {
    if (cause instanceof YiwenError) throw cause;
    throw new YiwenError('bench.documents-missing', `读不了文件 ${path}`, '请给出一个 JSONL 文件的路径', { cause });
  }
  return { ids, finder: createFinder(builder.finish(), wording) };
}

function readDocument(line: string, number: number) {
  const document = documentSchema.safeParse(parseLine(line));
  if (document.success) return document.data;
  throw new YiwenError('bench.documents-invalid', `第 ${number} 行不是 {"id","title","text"}`, '请改正这一行后重试');
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
