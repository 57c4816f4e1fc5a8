import type { Embeddings } from '../embeddings.js';
import { modelError, withOneRetry } from '../failure.js';
import type { EmbeddingEndpoint } from '../provider.js';
import { clientSettings, openaiLibrary, RETRY_PAUSE_MS } from './openai-library.js';

function unitVector(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => (length > 0 ? value / length : 0));
}

function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => Number.isFinite(one));
}

function batches(texts: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(texts.length / size) }, (_, at) => texts.slice(at * size, (at + 1) * size));
}

/** Batches go one after another: a bureau's own model is seldom made for more, and order is kept. */
/** Bytes of a response: 512 vectors of 4,096 numbers, each told in 20 characters, fit in. */
const LONGEST_ANSWER = 64_000_000;

export async function openaiEmbeddings(endpoint: EmbeddingEndpoint, dimension?: number): Promise<Embeddings> {
  const { model, timeoutMs, batch, queryPrefix = '' } = endpoint;
  let opened: ReturnType<typeof open> | undefined;

  async function open() {
    const { OpenAIEmbeddings } = await openaiLibrary();
    const settings = clientSettings(endpoint, {
      deadline: () => AbortSignal.timeout(timeoutMs),
      longestAnswer: LONGEST_ANSWER,
    });
    // Base64, the library's own choice, is not understood everywhere.
    return new OpenAIEmbeddings({ ...settings, batchSize: batch, stripNewLines: false, encodingFormat: 'float' });
  }

  async function vectors(texts: string[], expected: number | undefined): Promise<Float32Array[]> {
    opened ??= open();
    const client = await opened;
    const found = await withOneRetry<unknown[]>(model, { pauseMs: RETRY_PAUSE_MS, leftMs: () => timeoutMs }, () =>
      client.embedDocuments(texts),
    );
    if (found.length !== texts.length)
      throw modelError('nonsense', model, `送去${texts.length}段，只回${found.length}个向量`);
    return found.map((vector) => {
      if (!isVector(vector)) throw modelError('nonsense', model, '给的不是向量');
      if (expected !== undefined && vector.length !== expected)
        throw modelError('nonsense', model, `给的向量是${vector.length}维，应是${expected}维`);
      return unitVector(vector);
    });
  }

  const known = dimension ?? (await vectors(['医保'], undefined))[0]?.length ?? 0;
  return {
    model,
    dimension: known,
    async embed(texts, kind) {
      const prefix = kind === 'query' ? queryPrefix : '';
      const found: Float32Array[] = [];
      for (const some of batches(texts, batch))
        found.push(
          ...(await vectors(
            some.map((text) => prefix + text),
            known,
          )),
        );
      return found;
    },
  };
}
