import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Channel } from './channel.js';

/** A channel over a stream of lines, which comes to an end. */
export interface LineChannel extends Channel {
  /** After `start`: resolves when the input has ended and every reply is written; rejects when nobody reads the output. */
  readonly ended: Promise<void>;
}

export interface Lines extends AsyncIterable<string> {
  /** Asks for the next line where a person sits in front of it. */
  prompt(): void;
  /** Ends the iteration; lines already read are still handed out. */
  close(): void;
}

/** Editing, history and the prompt of a person at a terminal. */
export interface Editing {
  readonly output: Writable;
  readonly prompt: string;
}

/** Lines as they are read. Reading begins with the iteration, so that nothing is lost before. */
export function openLines(input: Readable, editing?: Editing): Lines {
  let reader: Interface | undefined;
  let closed = false;
  return {
    prompt: () => editing && !closed && reader?.prompt(),
    close() {
      closed = true;
      reader?.close();
    },
    async *[Symbol.asyncIterator]() {
      if (closed) return;
      reader = createInterface({
        input,
        crlfDelay: Number.POSITIVE_INFINITY,
        ...(editing && { ...editing, terminal: true }),
      });
      reader.once('close', () => {
        closed = true;
      });
      if (editing) reader.prompt();
      yield* reader;
    },
  };
}

/** Resolves when the line has been taken, so that a slow reader slows the writer. */
export function writeLine(output: Writable, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

/** A reader that went away shows in the write that fails; its `error` event must not end the process. */
export function tolerateClosedReader(output: Writable): void {
  output.on('error', () => {});
}
