import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Chunk } from '../../src/domain/passage.js';
import { type PassageIdentity, passageHash, sharesWords } from '../../src/domain/passage-identity.js';
import { hashedEmbedder } from '../../src/retrieval/hashed-embedder.js';
import { emptyLexicon } from '../../src/retrieval/lexicon.js';
import { openKnowledgeBase } from '../../src/retrieval/open-knowledge-base.js';
import { buildSnapshot } from '../../src/retrieval/snapshot/build-snapshot.js';
import type { WithdrawnPassages } from '../../src/retrieval/withdrawn.js';
import { sampleTexts } from './sample-texts.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yiwen-withdrawn-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function shelf() {
  const passages: PassageIdentity[] = [];
  let version = 0;
  const withdrawn: WithdrawnPassages = { version: async () => String(version), all: async () => [...passages] };
  return {
    withdrawn,
    set(...now: readonly PassageIdentity[]) {
      passages.splice(0, passages.length, ...now);
      version += 1;
    },
  };
}

async function open(withdrawn: WithdrawnPassages, chunks: readonly Chunk[] = sampleTexts, knowsMeaning = false) {
  const embedder = { ...hashedEmbedder(), knowsMeaning };
  await buildSnapshot({ documents: [], chunks, lexicon: emptyLexicon, embedder, folder });
  const base = await openKnowledgeBase({ folder, embedder, warn: () => {}, withdrawn });
  return async (text: string) =>
    (await base.search({ text, scope: {}, asOf: '2026-01-01', limit: 100 })).map(({ chunk }) => chunk.id);
}

const byId = (id: string) => sampleTexts.find((chunk) => chunk.id === id) as Chunk;

describe('a withdrawn passage', () => {
  it('is found no more from the next search on, and again once it is restored', async () => {
    const { withdrawn, set } = shelf();
    const ids = await open(withdrawn);
    expect((await ids('异地就医怎么备案'))[0]).toBe('a.md#1');
    set(byId('a.md#1'));
    expect(await ids('异地就医怎么备案')).not.toContain('a.md#1');
    set();
    expect((await ids('异地就医怎么备案'))[0]).toBe('a.md#1');
  });

  it('is not found by its vector alone either', async () => {
    const { withdrawn, set } = shelf();
    const ids = await open(withdrawn, sampleTexts, true);
    set(...sampleTexts);
    expect(await ids('异地就医怎么备案')).toEqual([]);
  });

  it('is known again under another id and in a new snapshot, and serves when it says something else', async () => {
    const { withdrawn, set } = shelf();
    set(byId('a.md#1'));
    const moved = { ...byId('a.md#1'), id: 'a.md#7' };
    const changed = { ...byId('a.md#1'), id: 'a.md#8', text: '跨省异地就医备案现在可以在手机上办理。' };
    const ids = await open(withdrawn, [moved, changed]);
    expect(await ids('异地就医怎么备案')).toEqual(['a.md#8']);
  });

  it('takes no other place and no other section with it', () => {
    const passage = { place: '上海市', headings: ['待遇', '三级医院'], text: '报销60%。' };
    expect(sharesWords({ ...passage, place: '天津市' }, passage)).toBe(false);
    expect(sharesWords({ ...passage, headings: ['待遇', '二级医院'] }, passage)).toBe(false);
  });

  it('stays out however indexing cuts or joins its text', () => {
    const words = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '。'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, words, words, (before, text, after) => {
        const passage = { place: '', headings: ['办法', '一', '（一）'], text };
        expect(sharesWords({ ...passage, headings: ['办法', '一'], text: before + text + after }, passage)).toBe(true);
        const half = text.slice(0, Math.max(1, text.length >> 1));
        expect(sharesWords({ ...passage, text: half }, passage)).toBe(true);
      }),
    );
  });

  it('has the same hash only where place, headings and text are the same', () => {
    const identity = fc.record({
      place: fc.constantFrom('', '上海市'),
      headings: fc.array(fc.constantFrom('一', '二'), { maxLength: 2 }),
      text: fc.constantFrom('甲', '乙'),
    });
    fc.assert(
      fc.property(identity, identity, (one, other) => {
        expect(passageHash(one) === passageHash(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});
