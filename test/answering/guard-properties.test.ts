import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimsIn } from '../../src/answering/claims.js';
import { compose } from '../../src/answering/compose.js';
import { citationOf } from '../../src/answering/extractive.js';
import { faithfulness } from '../../src/answering/faithfulness.js';
import { breaches } from '../../src/answering/guard.js';
import { unknownNames } from '../../src/answering/names.js';
import { sentences } from '../../src/answering/sentences.js';
import type { Chunk } from '../../src/domain/passage.js';
import { ingest } from '../../src/ingestion/ingest.js';

const cacheFolder = mkdtempSync(join(tmpdir(), 'yiwen-guard-'));
const { chunks } = await ingest({ paths: [resolve(import.meta.dirname, '../../knowledge')], cacheFolder });
rmSync(cacheFolder, { recursive: true });

const passage = (chunk: Chunk) => ({ chunk, score: 1, confidence: 1, evidence: 40, asked: '' });

interface Stated {
  readonly chunk: Chunk;
  readonly said: string;
}

const statements: readonly Stated[] = chunks.flatMap((chunk) =>
  sentences(chunk.text).map(({ start, end }) => ({ chunk, said: chunk.text.slice(start, end) })),
);
const withFigures = statements.filter(({ said }) => /\d/.test(said) && said.length <= 400);
const citing = ({ chunk, said }: Stated) => [{ ...citationOf(passage(chunk), 1, said) }];
/** The verdict on a text that claims to say what a sentence of the knowledge says. */
const judge = (text: string, stated: Stated) => faithfulness(`${text}①`, `${stated.said}①`, citing(stated), breaches);

describe('every sentence of the shipped knowledge', () => {
  test('as an extract, alone and beside others, passes the guard', () => {
    const days = ['2019-01-01', '2026-04-01'];
    const fallen: string[] = [];
    const check = (some: readonly Chunk[], asked: string, asOf: string, place?: string) => {
      const answer = compose(
        some.map((chunk) => ({ ...passage(chunk), asked })),
        {
          asOf,
          ...(place ? { place, namedPlace: place } : {}),
        },
      );
      if (answer?.status !== 'answered') return;
      const found = breaches(answer.text, answer.citations, place);
      if (found.length > 0) fallen.push(`${JSON.stringify(found)} in ${answer.text}`);
    };
    chunks.forEach((chunk, at) => {
      for (const asOf of days) check([chunk], chunk.asks?.[0] ?? chunk.headings.at(-1) ?? '', asOf);
      const beside = [chunk, chunks[(at * 7 + 3) % chunks.length], chunks[(at * 13 + 5) % chunks.length]];
      const three = beside.filter((one) => one !== undefined);
      check(three, '报销多少钱要几天', '2026-04-01', '浙江省');
      check(three.slice(0, 2), '去哪里办要什么材料', '2026-04-01');
    });
    expect(chunks.length).toBeGreaterThan(300);
    expect(fallen).toEqual([]);
  });

  test('is faithful to itself', () => {
    const fallen = statements.flatMap((stated) => {
      const verdict = stated.said.length <= 500 ? judge(stated.said, stated) : undefined;
      return verdict && !['empty'].includes(verdict) ? [`${verdict}: ${stated.said}`] : [];
    });
    expect(fallen).toEqual([]);
  });
});

describe('a faithful text in which something was changed', () => {
  const one = fc.constantFrom(...withFigures);

  test('is caught, whichever digit it is', () => {
    fc.assert(
      fc.property(one, fc.nat(), fc.integer({ min: 1, max: 9 }), (stated, position, by) => {
        const places = [...stated.said.matchAll(/\d/g)].map(({ index }) => index);
        const at = places[position % places.length] ?? 0;
        const digit = (Number(stated.said[at]) + by) % 10;
        const changed = stated.said.slice(0, at) + digit + stated.said.slice(at + 1);
        // A figure told to the third place, 5.70 for 5.7, and a leading nought say the same.
        fc.pre(
          claimsIn(changed)
            .map(({ key }) => key)
            .join() !==
            claimsIn(stated.said)
              .map(({ key }) => key)
              .join(),
        );
        expect(judge(changed, stated)).toBeDefined();
      }),
      { numRuns: 1_000 },
    );
  });

  test('is caught when a digit is dropped or doubled', () => {
    fc.assert(
      fc.property(one, fc.nat(), fc.boolean(), (stated, position, doubled) => {
        const places = [...stated.said.matchAll(/\d/g)].map(({ index }) => index);
        const at = places[position % places.length] ?? 0;
        const instead = doubled ? `${stated.said[at]}${stated.said[at]}` : '';
        const changed = stated.said.slice(0, at) + instead + stated.said.slice(at + 1);
        fc.pre(
          claimsIn(changed)
            .map(({ key }) => key)
            .join() !==
            claimsIn(stated.said)
              .map(({ key }) => key)
              .join(),
        );
        expect(judge(changed, stated)).toBeDefined();
      }),
      { numRuns: 600 },
    );
  });

  test('is caught when two of its figures change places', () => {
    const several = withFigures.flatMap((stated) => {
      const found = claimsIn(stated.said).filter(({ what }) => what === 'figure' || what === 'date');
      return found.length > 1 ? [{ stated, found }] : [];
    });
    expect(several.length).toBeGreaterThan(50);
    fc.assert(
      fc.property(fc.constantFrom(...several), fc.nat(), fc.nat(), ({ stated, found }, a, b) => {
        const [first, second] = [found[a % found.length], found[b % found.length]].sort(
          (x, y) => (x?.at ?? 0) - (y?.at ?? 0),
        );
        fc.pre(
          first !== undefined &&
            second !== undefined &&
            first.key !== second.key &&
            first.at + first.text.length <= second.at,
        );
        if (!first || !second) return;
        const { said } = stated;
        fc.pre(said.startsWith(first.text, first.at) && said.startsWith(second.text, second.at));
        const changed = [
          said.slice(0, first.at),
          second.text,
          said.slice(first.at + first.text.length, second.at),
          first.text,
          said.slice(second.at + second.text.length),
        ].join('');
        const kind = (key: string) => key.replace(/[\d.]/g, '');
        // Of two kinds each figure still stands beside its own unit; only the order of the clauses changed.
        fc.pre(kind(first.key) === kind(second.key));
        expect(judge(changed, stated)).toBeDefined();
      }),
      { numRuns: 400 },
    );
  });

  test('is caught when a date, a document number, an article or a name is another', () => {
    const others: readonly (readonly [RegExp, string])[] = [
      [/\d{4}年\d{1,2}月\d{1,2}日/u, '2018年8月19日'],
      [/[一-龥]{2,4}〔\d{4}〕\d+号/u, '沪府规〔2018〕77号'],
      [/第[一二三四五六七八九十百]+条/u, '第九百九十九条'],
      [/《[^》]+》/u, '《某某市优待办法》'],
      [/浙江省|上海市|天津市/u, '青海省'],
      [/医疗保障局/u, '某公司'],
    ];
    let tried = 0;
    for (const [pattern, other] of others) {
      const holding = statements.filter(({ said }) => pattern.test(said) && said.length <= 400);
      tried += holding.length;
      const passed = holding.filter((stated) => judge(stated.said.replace(pattern, other), stated) === undefined);
      expect(passed.map(({ said }) => said)).toEqual([]);
    }
    expect(tried).toBeGreaterThan(50);
  });

  test('is caught when a negation or an exception is dropped', () => {
    const word = /不予|不得|不能|不再|不是|没有|除外|(?<!非)不(?!同|仅|断|但|论|管|限)|未(?!来)/u;
    const denying = statements.filter(({ said }) => word.test(said) && said.length <= 400);
    expect(denying.length).toBeGreaterThan(50);
    const passed = denying.filter((stated) => judge(stated.said.replace(word, ''), stated) === undefined);
    expect(passed.map(({ said }) => said)).toEqual([]);
  });

  test('is caught when a unit is another', () => {
    fc.assert(
      fc.property(one, fc.constantFrom('元', '倍', '天', '人'), (stated, unit) => {
        const changed = stated.said.replace(/(\d)%/, `$1${unit}`);
        fc.pre(changed !== stated.said);
        expect(judge(changed, stated)).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });
});

describe('names', () => {
  test('that stand in the text pass, others do not', () => {
    for (const { said } of statements) expect(unknownNames(said, said)).toEqual([]);
    expect(unknownNames('请找王建国主任，到仁爱医院', '到定点医院')).toMatchObject([
      { what: 'institution', text: '仁爱医院' },
      { what: 'person' },
    ]);
  });
});
