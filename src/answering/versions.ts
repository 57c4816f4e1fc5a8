import type { Chunk } from '../domain/passage.js';
import { overlap, periodOf, standingOn } from '../domain/validity.js';
import type { KnowledgeBase } from '../retrieval/knowledge-base.js';
import type { Chosen } from './decide.js';
import { bigrams } from './extractive.js';
import { isSaid } from './sameness.js';
import { asksPast } from './time-named.js';
import type { Understood } from './understand.js';

/** Passages in one reply, with those that took a rule's place. */
const most = 4;

type Way = 'successors' | 'predecessors';

/** What came after a chunk (or before it), nearest first, each once: rules that name each other in a ring end too. */
function along(chunk: Chunk, way: Way, knowledge: KnowledgeBase): Chunk[] {
  const seen = new Set([chunk.id]);
  const line: Chunk[] = [];
  let step = [chunk];
  while (step.length > 0) {
    const next = step.flatMap((each) => each[way] ?? []).filter((id) => !seen.has(id));
    step = [...new Set(next)].flatMap((id) => knowledge.chunk(id) ?? []);
    for (const each of step) seen.add(each.id);
    line.push(...step);
  }
  return line;
}

/** Of several sections of a document, the one that says most of what was asked. */
function nearest(chunks: readonly Chunk[], asked: string): Chunk | undefined {
  const wanted = bigrams(asked);
  const shared = ({ text, headings }: Chunk) =>
    [...bigrams([...headings, text].join(' '))].filter((piece) => wanted.has(piece)).length;
  const ranked = chunks.map((chunk) => ({ chunk, score: shared(chunk) })).sort((a, b) => b.score - a.score);
  return ranked[0]?.chunk;
}

/** The version of a rule that was asked for: of the time named, or before today's where the question asks for the past. */
function versionAsked(chosen: Chosen, understood: Understood, knowledge: KnowledgeBase): Chunk {
  const { time, question, request } = understood;
  const { chunk, asked } = chosen;
  if (time) {
    const held = (each: Chunk) => overlap(periodOf(each), time.period);
    if (held(chunk)) return chunk;
    const before = along(chunk, 'predecessors', knowledge).filter(held);
    const after = along(chunk, 'successors', knowledge).filter(held);
    return nearest(before.length > 0 ? before : after, asked) ?? chunk;
  }
  if (!asksPast(question) || standingOn(request.asOf, chunk) !== 'holds') return chunk;
  const ended = along(chunk, 'predecessors', knowledge).filter((each) => standingOn(request.asOf, each) === 'ended');
  return nearest(ended, asked) ?? chunk;
}

/** What must be said beside a version: what holds today in place of an ended one, and what will take a current one's place. */
function beside(chunk: Chunk, chosen: Chosen, understood: Understood, knowledge: KnowledgeBase): Chunk[] {
  const { time, request } = understood;
  const after = along(chunk, 'successors', knowledge);
  const standing = (each: Chunk) => standingOn(request.asOf, each);
  const one = (chunks: readonly Chunk[]) => {
    const found = nearest(chunks, chosen.asked);
    return found ? [found] : [];
  };
  const between = time
    ? one(after.filter((each) => standing(each) === 'ended' && overlap(periodOf(each), time.period)))
    : [];
  const current = standing(chunk) === 'ended' ? one(after.filter((each) => standing(each) === 'holds')) : [];
  const coming = standing(chunk) === 'coming' ? [] : one(after.filter((each) => standing(each) === 'coming'));
  return [...between, ...current, ...coming];
}

/**
 * The passages chosen, each in the version that was asked for, and after each the versions that must be told with it.
 * A rule that has ended is thus never said without what took its place, where the texts hold that.
 */
export function withVersions(
  passages: readonly Chosen[],
  understood: Understood,
  knowledge: KnowledgeBase,
): readonly Chosen[] {
  const told = new Map<string, Chosen>();
  const add = (passage: Chosen) => {
    if (told.size < most && !told.has(passage.chunk.id)) told.set(passage.chunk.id, passage);
  };
  const hasEnded = (chunk: Chunk) => standingOn(understood.request.asOf, chunk) === 'ended';
  for (const chosen of passages) {
    const version = versionAsked(chosen, understood, knowledge);
    if (
      isSaid(
        [...told.values()].map(({ chunk }) => chunk),
        version,
      )
    )
      continue;
    const others = beside(version, chosen, understood, knowledge);
    const fits = told.size + 1 + others.length <= most;
    const lost = hasEnded(version) && others.every(hasEnded);
    if (!fits && hasEnded(version)) continue;
    add({ ...chosen, chunk: version, ...(lost ? { withoutSuccessor: true as const } : {}) });
    for (const other of others) add({ ...chosen, chunk: other, inPlaceOf: version.id });
  }
  const all = [...told.values()];
  const oldOnes = all.filter(({ chunk, inPlaceOf }) => hasEnded(chunk) || inPlaceOf !== undefined);
  const onlyPast = understood.parts.length === 1 && asksPast(understood.question);
  return onlyPast && oldOnes.length > 0 ? oldOnes : all;
}
