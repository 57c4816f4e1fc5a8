import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/lib/seeded.js';
import { inclusionProof, isIncluded, merkleRoot, sortCodes } from '../../../../src/services/quiz/draw/merkle.js';
import { codes } from '../../../support/draws.js';

const hash = (...bytes: Buffer[]) => createHash('sha256').update(Buffer.concat(bytes)).digest();

/** The tree as its definition reads, by halves of a power of two. */
function naiveRoot(level: readonly Buffer[]): Buffer {
  if (level.length === 1) return level[0] as Buffer;
  let split = 1;
  while (split * 2 < level.length) split *= 2;
  return hash(Buffer.of(1), naiveRoot(level.slice(0, split)), naiveRoot(level.slice(split)));
}

const someCodes = fc
  .tuple(fc.integer({ min: 1, max: 80 }), fc.nat())
  .map(([count, seed]) => sortCodes(codes(seeded(seed), count)));

describe('the Merkle root', () => {
  it('is that of the definition, for any number of entrants', () => {
    fc.assert(
      fc.property(someCodes, (list) => {
        const naive = naiveRoot(list.map((code) => hash(Buffer.of(0), Buffer.from(code))));
        expect(merkleRoot(list)).toBe(naive.toString('hex'));
      }),
    );
  });

  it('of one entrant is the leaf of it', () => {
    expect(merkleRoot(['K7QF2M9DXPTA'])).toBe(hash(Buffer.of(0), Buffer.from('K7QF2M9DXPTA')).toString('hex'));
    expect(merkleRoot([])).toBe('');
  });

  it('changes with every entrant that is added, left out or changed', () => {
    fc.assert(
      fc.property(someCodes, fc.nat(), (list, at) => {
        const root = merkleRoot(list);
        const index = at % list.length;
        const other = 'ZZZZZZZZZZZZ';
        expect(merkleRoot(list.with(index, other))).not.toBe(root);
        expect(merkleRoot(list.toSpliced(index, 1))).not.toBe(root);
        expect(merkleRoot([...list, other])).not.toBe(root);
      }),
    );
  });

  it('proves who is in the list, and nobody else', () => {
    fc.assert(
      fc.property(someCodes, fc.nat(), (list, at) => {
        const code = list[at % list.length] ?? '';
        const proof = inclusionProof(list, code) ?? [];
        expect(isIncluded(merkleRoot(list), code, proof)).toBe(true);
        expect(isIncluded(merkleRoot(list), 'ZZZZZZZZZZZZ', proof)).toBe(false);
        expect(inclusionProof(list, 'ZZZZZZZZZZZZ')).toBeUndefined();
      }),
    );
  });
});
