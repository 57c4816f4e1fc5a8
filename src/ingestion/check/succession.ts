import type { Chunk } from '../../domain/passage.js';
import { dayBefore, overlap, periodOf } from '../../domain/validity.js';
import { chunksNamed, referencesIn } from '../succession.js';
import type { Finding } from './finding.js';
import { type Check, lineOfChunk, named, sectionsOf, type Texts } from './texts.js';

const about = (texts: Texts, chunk: Chunk) => ({ path: chunk.path, line: lineOfChunk(texts, chunk) });

/** `replaces` and `replacedBy` that name nothing, and ended rules of which nobody says what came after. */
export const absentVersions: Check = (texts) =>
  sectionsOf(texts.chunks).flatMap((chunk): Finding[] => {
    const { replaces, replacedBy, effectiveTo } = chunk;
    if ((replaces ?? replacedBy ?? effectiveTo) === undefined) return [];
    const at = about(texts, chunk);
    const missing = (written: string | undefined) =>
      referencesIn(written).filter((reference) => chunksNamed(reference, texts.chunks).length === 0);
    const found: Finding[] = missing(replacedBy).map((reference) => ({
      ...at,
      severity: 'error',
      code: 'check.successor-absent',
      cause: `${named(chunk)}写着已由 ${reference} 取代，资料里却没有它`,
      remedy: '补上接替它的规定，或改正 replacedBy（文号、文件路径，或 路径#标题）。',
    }));
    for (const reference of missing(replaces)) {
      found.push({
        ...at,
        severity: /\.md/.test(reference) ? 'error' : 'warning',
        code: 'check.replaced-absent',
        cause: `${named(chunk)}写着取代 ${reference}，资料里没有它`,
        remedy: '旧规定不收录也可以；写的是路径的，请改正。',
      });
    }
    if (effectiveTo !== undefined && !replacedBy && !chunk.successors) {
      found.push({
        ...at,
        severity: 'warning',
        code: 'check.successor-unsaid',
        cause: `${named(chunk)}到 ${effectiveTo} 为止，没有写被什么取代`,
        remedy: '补上 replacedBy；群众问起时，机器人才能一并说出现行规定。',
      });
    }
    return found;
  });

function pairFinding(texts: Texts, older: Chunk, newer: Chunk): Finding | undefined {
  const at = about(texts, older);
  const [before, after] = [periodOf(older), periodOf(newer)];
  const names = `${named(older)}和接替它的${named(newer)}`;
  if (overlap(before, after)) {
    return {
      ...at,
      severity: 'error',
      code: 'check.overlap',
      cause: `${names}有同时有效的日子`,
      remedy: '给旧规定写 effectiveTo，或给新规定写 effectiveFrom；两者不要重叠，次序不要写反。',
    };
  }
  if (before.to < dayBefore(after.from)) {
    return {
      ...at,
      severity: 'warning',
      code: 'check.gap',
      cause: `${names}之间有空档：${before.to} 为止，${after.from} 才起`,
      remedy: '核对原文；中间若有别的规定，请补上。',
    };
  }
  return undefined;
}

/** Declared replacements of which both hold on a day, or neither does in between. */
export const replacements: Check = (texts) => {
  const byId = new Map(texts.chunks.map((chunk) => [chunk.id, chunk]));
  return sectionsOf(texts.chunks).flatMap((older) =>
    sectionsOf((older.successors ?? []).flatMap((id) => byId.get(id) ?? []))
      .flatMap((newer) => pairFinding(texts, older, newer) ?? [])
      .slice(0, 1),
  );
};

/** The same section of the same document in two files that both hold on a day and say different things. */
export const twiceInForce: Check = (texts) => {
  const first = new Map<string, Chunk[]>();
  return sectionsOf(texts.chunks).flatMap((chunk): Finding[] => {
    const { documentNumber, place, headings } = chunk;
    if (documentNumber === undefined) return [];
    const key = [documentNumber, place, headings.at(-1)].join('\n');
    const known = first.get(key) ?? [];
    first.set(key, [...known, chunk]);
    const other = known.find(
      (each) => each.path !== chunk.path && each.text !== chunk.text && overlap(periodOf(each), periodOf(chunk)),
    );
    if (other === undefined || other.successors?.includes(chunk.id) || chunk.successors?.includes(other.id)) return [];
    return [
      {
        ...about(texts, chunk),
        severity: 'error',
        code: 'check.overlap',
        cause: `${documentNumber} 的${named(chunk)}在 ${other.path} 里还有一份，内容不同，又同时有效`,
        remedy: '两份只留一份；是修订的，给旧的写 effectiveTo 和 replacedBy。',
      },
    ];
  });
};
