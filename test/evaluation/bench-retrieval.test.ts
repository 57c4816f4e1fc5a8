import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { benchRetrieval } from '../../src/evaluation/bench-retrieval.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yiwen-bench-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function documents(lines: readonly string[]): Promise<string> {
  const path = join(folder, 'docs.jsonl');
  await writeFile(path, lines.join('\n'));
  return path;
}

it('answers each question before the next is sent', async () => {
  const path = await documents([
    '{"id":"a","title":"备案","text":"異地就醫備案"}',
    '',
    '{"id":"b","title":"","text":"生育津贴"}',
  ]);
  const [input, output] = [new PassThrough(), new PassThrough()];
  const lines = output.setEncoding('utf8')[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse((await lines.next()).value as string);
  const done = benchRetrieval(path, input, output);
  expect(await next()).toEqual({ ready: true, index_ms: expect.any(Number) });
  input.write('{"qid":"1","text":"异地就医怎么备案"}\n');
  expect(await next()).toEqual({
    qid: '1',
    ids: ['a'],
    score: [expect.any(Number)],
    conf: expect.any(Number),
    ms: expect.any(Number),
  });
  input.write('nonsense\n');
  expect(await next()).toHaveProperty('error');
  input.write('{"qid":"2","text":"xyz"}\n');
  expect(await next()).toMatchObject({ qid: '2', ids: [], conf: 0 });
  input.end();
  await done;
});

it('says which line is no document and which file is missing', async () => {
  const path = await documents(['{"id":"a","text":"x"}', '{"id":"b"}']);
  const run = (docs: string) => benchRetrieval(docs, new PassThrough().end(), new PassThrough());
  await expect(run(path)).rejects.toMatchObject({
    code: 'bench.documents-invalid',
    message: expect.stringContaining('2'),
  });
  await expect(run(join(folder, 'absent'))).rejects.toMatchObject({ code: 'bench.documents-missing' });
});
