import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../../src/lib/seeded.js';
import { digestOf } from '../../../../src/services/quiz/draw/draw-file.js';
import { normaliseValue } from '../../../../src/services/quiz/draw/entropy.js';
import { isVerified, sayPlace, verifyDraw, verifyText } from '../../../../src/services/quiz/draw/verify.js';
import { another, changed, codes, leavesOf, randomDraw } from '../../../support/draws.js';

const failed = (given: unknown) =>
  verifyDraw(given)
    .filter(({ passed }) => !passed)
    .map(({ name }) => name);

describe('the verifier', () => {
  it('finds a thousand of a thousand draws right', () => {
    const wrong = Array.from({ length: 1_000 }, (_, seed) => seed).filter(
      (seed) => !isVerified(verifyDraw(randomDraw(seed))),
    );
    expect(wrong).toEqual([]);
  });

  it('finds every single value that was changed', () => {
    const unseen = [1, 2, 3, 4].flatMap((seed) => {
      const file = randomDraw(seed, 25);
      return leavesOf(file).filter((path) => isVerified(verifyDraw(changed(file, path, another))));
    });
    expect(unseen).toEqual([]);
  });

  it('finds any value put in place of any other', () => {
    const files = [11, 12, 13].map((seed) => ({ file: randomDraw(seed, 20), leaves: leavesOf(randomDraw(seed, 20)) }));
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.nat(),
        fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
        (one, at, to) => {
          const path = one.leaves[at % one.leaves.length] ?? [];
          const other = changed(one.file, path, () => to);
          fc.pre(JSON.stringify(other) !== JSON.stringify(one.file));
          expect(isVerified(verifyDraw(other))).toBe(false);
        },
      ),
    );
  });

  it('finds a changed, added or removed entrant even where the file was given a new digest', () => {
    const file = randomDraw(5, 30);
    const stranger = codes(seeded(999), 1)[0] ?? '';
    const lists = [
      file.entrants.with(3, stranger).sort(),
      [...file.entrants, stranger].sort(),
      file.entrants.toSpliced(7, 1),
    ];
    for (const entrants of lists) {
      const forged = { ...file, entrants };
      expect(failed({ ...forged, digest: digestOf(forged) })).toContain('root');
    }
  });

  it('says which point it is that does not hold', () => {
    const file = randomDraw(6, 30);
    const forged = (change: Partial<typeof file>) => {
      const other = { ...file, ...change };
      return failed({ ...other, digest: digestOf(other) });
    };
    const [first, ...rest] = file.winners;
    const cheat = file.entrants.find((code) => sayPlace(file, code).includes('没有中奖')) ?? '';
    expect(forged({ winners: first ? [{ ...first, code: cheat }, ...rest] : [] })).toEqual(['order']);
    expect(forged({ winners: first ? [{ ...first, prize: '特等奖' }, ...rest] : [] })).toEqual(['prizes']);
    expect(forged({ alternates: [...file.alternates, { place: 99, code: cheat }] })).toEqual(['alternates']);
    expect(forged({ frozenAt: '2026-05-02T20:00:00.000Z' })).toEqual(['timing']);
    expect(forged({ entropy: { ...file.entropy, hash: '0'.repeat(64) } })).toEqual(['entropy']);
    expect(forged({ entrants: [...file.entrants].reverse() })).toContain('entrants');
  });

  it('never throws, whatever it is given', () => {
    const trap = new Proxy(
      {},
      {
        get: () => {
          throw new Error('a trap');
        },
        ownKeys: () => {
          throw new Error('a trap');
        },
      },
    );
    for (const given of [
      undefined,
      null,
      7,
      'x',
      [],
      trap,
      { format: 'yiwen-draw/1' },
      new Date(),
      () => 1,
      Symbol('x'),
    ])
      expect(failed(given)).toEqual(['format']);
    fc.assert(fc.property(fc.anything(), (given) => void verifyDraw(given)));
    fc.assert(fc.property(fc.string(), (text) => !isVerified(verifyText(text))));
    expect(isVerified(verifyText('['.repeat(200_000)))).toBe(false);
  });

  it('tells somebody where their code stands', () => {
    const file = randomDraw(7, 100);
    expect(sayPlace(file, file.winners[0]?.code ?? '')).toContain('第1名，中了一等奖');
    expect(sayPlace(file, 'ZZZZZZZZZZZZ')).toBe('不在入围名单里。');
  });
});

describe('a public value', () => {
  it('is the same however wide and with how many blanks it is typed', () => {
    expect(normaliseValue('　０３ 07\t12\n')).toBe('03 07 12');
    expect(normaliseValue('3 7')).not.toBe(normaliseValue('03 07'));
  });
});
