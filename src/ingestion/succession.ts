import type { Chunk } from '../domain/passage.js';
import { dayBefore, firstDayOf } from '../domain/validity.js';

/** The references in `replaces` or `replacedBy`: several stand apart by 、 or a comma. */
export function referencesIn(written: string | undefined): readonly string[] {
  return (written ?? '')
    .split(/[、,，;；]/)
    .map((reference) => reference.trim())
    .filter((reference) => reference !== '');
}

const plain = (text: string) => text.replace(/\s/g, '');
const isPath = (reference: string) => /\.[a-z]{2,8}(?:#|$)/i.test(reference);

/** Paths are told relative to the folder indexed; with several folders they begin with its name. */
const isAt = (path: string, written: string) => path === written || path.endsWith(`/${written}`);

/** The chunks that a reference names: a document by its number, a file, or a section of one by its heading. */
export function chunksNamed(reference: string, chunks: readonly Chunk[]): readonly Chunk[] {
  if (!isPath(reference)) {
    return chunks.filter(({ documentNumber }) => referencesIn(documentNumber).includes(reference));
  }
  const [path = '', heading] = reference.split('#');
  return chunks.filter(
    (chunk) =>
      isAt(chunk.path, path) &&
      (heading === undefined || chunk.headings.some((title) => plain(title) === plain(heading))),
  );
}

/** Ids by id, one way and back. */
class Links {
  readonly #ids = new Map<string, Set<string>>();

  add(from: string, to: string): void {
    const known = this.#ids.get(from);
    if (known) known.add(to);
    else this.#ids.set(from, new Set([to]));
  }

  of(id: string): readonly string[] {
    return [...(this.#ids.get(id) ?? [])];
  }
}

/** A document number is cited by texts of several places: those of the text's own place are meant, where there are any. */
function ofSamePlace(chunk: Chunk, named: readonly Chunk[]): readonly Chunk[] {
  const others = named.filter(({ id }) => id !== chunk.id);
  const near = others.filter(({ place }) => place === chunk.place);
  return near.length > 0 ? near : others;
}

function linksOf(chunks: readonly Chunk[]): { readonly successors: Links; readonly predecessors: Links } {
  const successors = new Links();
  const predecessors = new Links();
  const known = new Map<string, readonly Chunk[]>();
  const named = (chunk: Chunk, written: string | undefined) =>
    referencesIn(written).flatMap((reference) => {
      const found = known.get(reference) ?? chunksNamed(reference, chunks);
      known.set(reference, found);
      return ofSamePlace(chunk, found);
    });
  const link = (older: Chunk, newer: Chunk) => {
    successors.add(older.id, newer.id);
    predecessors.add(newer.id, older.id);
  };
  for (const chunk of chunks) {
    for (const newer of named(chunk, chunk.replacedBy)) link(chunk, newer);
    for (const older of named(chunk, chunk.replaces)) link(older, chunk);
  }
  return { successors, predecessors };
}

/** The day before the first successor begins; a successor that begins no later than the text itself ends nothing. */
function derivedEnd(chunk: Chunk, successors: readonly Chunk[]): string | undefined {
  const own = chunk.effectiveFrom === undefined ? '' : firstDayOf(chunk.effectiveFrom);
  const starts = successors.flatMap(({ effectiveFrom }) => (effectiveFrom ? [firstDayOf(effectiveFrom)] : []));
  const [first] = starts.filter((start) => start > own).sort();
  return first && dayBefore(first);
}

/** What was found out before, so that it can be found out anew. */
function asWritten({ successors: _, predecessors: __, endDerived, effectiveTo, ...chunk }: Chunk): Chunk {
  return endDerived || effectiveTo === undefined ? chunk : { ...chunk, effectiveTo };
}

/**
 * Ties each text to what took its place and what it took the place of, over all texts of an index. Where a text does
 * not say when it ended, the start of its successor ends it, and `endDerived` says so. Running it again changes nothing.
 */
export function withSuccession(written: readonly Chunk[]): readonly Chunk[] {
  if (!written.some(({ replaces, replacedBy }) => replaces ?? replacedBy)) return written;
  const chunks = written.map(asWritten);
  const byId = new Map(chunks.map((chunk) => [chunk.id, chunk]));
  const links = linksOf(chunks);
  return chunks.map((chunk) => {
    const successors = links.successors.of(chunk.id);
    const predecessors = links.predecessors.of(chunk.id);
    const newer = successors.flatMap((id) => byId.get(id) ?? []);
    const end = chunk.effectiveTo === undefined ? derivedEnd(chunk, newer) : undefined;
    return {
      ...chunk,
      ...(successors.length > 0 && { successors }),
      ...(predecessors.length > 0 && { predecessors }),
      ...(end !== undefined && { effectiveTo: end, endDerived: true as const }),
    };
  });
}
