import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExtractedDocument, Format } from '../../src/ingestion/format.js';
import { readableRow } from '../../src/ingestion/grid.js';
import { YiwenError } from '../../src/lib/errors.js';

export const FIXTURES = join(import.meta.dirname, '../fixtures/ingestion');

export interface FormatCase {
  readonly file: string;
  /** Sentences that must stand in the text as they are here. */
  readonly says: readonly string[];
  /** Words of the file that are not part of its text. */
  readonly leavesOut?: readonly string[];
  /** Table rows as they can be read. */
  readonly rows?: readonly string[];
  readonly headings: readonly string[];
  readonly title?: string;
}

/** What every format keeps, shown on its fixtures. */
export function describeFormat(format: Format, cases: readonly FormatCase[]): void {
  describe(`the ${format.name} format`, () => {
    for (const each of cases) {
      const open = async () => readFile(join(FIXTURES, each.file));
      const read = async () => format.read(await open(), each.file);

      it(`accepts ${each.file} by its content, and no random bytes`, async () => {
        expect(format.accepts(await open(), each.file)).toBe(true);
        expect(
          format.accepts(
            Uint8Array.from({ length: 64 }, (_, i) => (i * 37) % 256),
            each.file,
          ),
        ).toBe(false);
      });

      it(`keeps the sentences of ${each.file} and leaves out what is not its text`, async () => {
        const { text } = await read();
        for (const sentence of each.says) expect(text).toContain(sentence);
        for (const word of each.leavesOut ?? []) expect(text).not.toContain(word);
      });

      it(`knows where each block of ${each.file} stands`, async () => {
        expectBlocksToFit(await read());
      });

      it(`tells the headings and rows of ${each.file}`, async () => {
        const { blocks, meta } = await read();
        const headings = blocks.flatMap((block) => (block.kind === 'heading' ? block.title : []));
        expect(headings).toEqual(each.headings);
        if (each.title !== undefined) expect(meta?.title).toBe(each.title);
        const rows = blocks.flatMap((block) =>
          block.kind === 'table' ? block.rows.map((row) => readableRow(block.columns, row.cells)) : [],
        );
        expect(rows).toEqual(each.rows ?? []);
      });

      it(`reads ${each.file} the same twice`, async () => {
        expect(await read()).toEqual(await read());
      });
    }

    it('says cause and remedy when its bytes are cut off or replaced by noise, or reads what is left', async () => {
      const [first] = cases;
      const whole = await readFile(join(FIXTURES, first?.file ?? ''));
      for (const bytes of [whole.subarray(0, whole.length >> 1), whole.subarray(0, 30), whole.map((b) => b ^ 0x5a)]) {
        const outcome = await format.read(bytes, first?.file ?? '').catch((error: unknown) => error);
        if (outcome instanceof Error) {
          expect(outcome).toBeInstanceOf(YiwenError);
          expect((outcome as YiwenError).code).toMatch(/^ingestion\./);
          expect((outcome as YiwenError).remedy).toMatch(/请/);
        } else {
          expectBlocksToFit(outcome as ExtractedDocument);
        }
      }
    });
  });
}

function expectBlocksToFit({ text, blocks }: ExtractedDocument): void {
  let reached = 0;
  for (const block of blocks) {
    expect(block.start).toBeGreaterThanOrEqual(reached);
    expect(block.end).toBeGreaterThan(block.start);
    const slice = text.slice(block.start, block.end);
    if (block.kind === 'heading') expect(slice).toBe(block.title);
    if (block.kind === 'paragraph') expect(slice.trim()).not.toBe('');
    if (block.kind === 'table') {
      for (const row of block.rows) {
        const line = text.slice(row.start, row.end);
        for (const cell of row.cells) expect(line).toContain(cell);
        expect(slice).toContain(line);
      }
    }
    reached = block.end;
  }
  expect(text.length).toBe(reached);
}
