import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Reads a stream line by line, one a call. */
export function nextLine(stream: Readable): () => Promise<string> {
  const lines = createInterface({ input: stream })[Symbol.asyncIterator]();
  return async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the stream ended');
    return value;
  };
}
