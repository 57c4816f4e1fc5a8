import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ingest } from '../../src/ingestion/ingest.js';

/** How many facts each list of the sources has; N-RM-12, N-EN-09 and a few others were withdrawn there. */
const lists: Readonly<Record<string, number>> = {
  S000: 59,
  S001: 31,
  S002: 35,
  S003: 54,
  S004: 78,
  'N-FR': 25,
  'N-ID': 11,
  'N-SI': 22,
  'N-HD': 14,
  'N-PN': 15,
  'N-TR': 11,
  'N-TH': 5,
  'N-RM': 14,
  'N-OP': 5,
  'N-FA': 5,
  'N-EN': 14,
  'N-NB': 2,
  'N-BI': 5,
  'N-CB': 4,
  'N-MA': 5,
  'N-LT': 10,
  'N-EV': 3,
  'N-DR': 5,
  'N-DF': 2,
  'N-HL': 2,
  'N-SR': 5,
  'N-AP': 6,
  'N-PI': 8,
  'N-SH': 14,
  'N-ZJ': 4,
  'N-EL': 3,
};
const withdrawn = new Set(['N-TR-08', 'N-RM-12', 'N-EN-09', 'N-LT-03']);

const expected = Object.entries(lists)
  .flatMap(([list, count]) => Array.from({ length: count }, (_, i) => `${list}-${String(i + 1).padStart(2, '0')}`))
  .filter((id) => !withdrawn.has(id));

const cacheFolder = mkdtempSync(join(tmpdir(), 'yiwen-facts-'));
afterAll(() => rmSync(cacheFolder, { recursive: true }));
const knowledge = resolve(import.meta.dirname, '../../knowledge');
const read = await ingest({ paths: [knowledge], cacheFolder });

describe('the shipped knowledge', () => {
  it('is read without a fault', () => {
    expect(read.outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
  });

  it('carries all 472 facts of the table', () => {
    const carried = new Set(read.chunks.flatMap(({ facts }) => facts));
    expect(expected.length).toBe(472);
    expect(expected.filter((id) => !carried.has(id))).toEqual([]);
    expect([...carried].filter((id) => !expected.includes(id))).toEqual([]);
  });

  it('says of each text what it is, where it holds and where it comes from', () => {
    const unsaid = read.chunks.filter(({ place, source }) => place === '' || source === undefined);
    expect(unsaid.map(({ id }) => id)).toEqual([]);
    expect(read.documents.filter(({ kind }) => kind !== 'digest').map(({ path }) => path)).toEqual([]);
  });

  it('gives every text of a region the place of that region', () => {
    const places: Readonly<Record<string, RegExp>> = {
      shanghai: /^上海市/,
      'unnamed-city': /^某市$/,
      'tianjin-nankai': /^天津市南开区$/,
      zhejiang: /^浙江省$/,
      'hunan-quyuan': /^湖南省岳阳市屈原管理区$/,
    };
    const strayed = read.chunks.filter(({ path, place }) => {
      const [top, region] = path.split('/');
      return top === 'regions' && !(places[region ?? ''] ?? /^$/).test(place);
    });
    expect(strayed.map(({ id, place }) => `${id} ${place}`)).toEqual([]);
  });

  it('says of every figure that the source masks that it is not public', () => {
    const masked = [
      '04',
      '07',
      '08',
      '12',
      '15',
      '16',
      '17',
      '22',
      '23',
      '25',
      '28',
      '29',
      '32',
      '35',
      '36',
      '37',
      '39',
    ];
    const silent = [...masked.map((number) => `S000-${number}`), 'S001-26'].filter((fact) => {
      const carrying = read.chunks.filter(({ facts }) => facts.includes(fact));
      return !carrying.some(({ text }) => /未公开|打码/.test(text));
    });
    expect(silent).toEqual([]);
  });

  it.runIf(existsSync('../shared/policy'))('holds the very ids of the sources where they are at hand', () => {
    const texts = ['national-facts.md', 'source-facts.md'].map((name) =>
      readFileSync(join('../shared/policy', name), 'utf8'),
    );
    const ids = texts.flatMap((text) => [...text.matchAll(/^\| ((?:N-[A-Z]+|S\d{3})-\d+) \|/gm)].map(([, id]) => id));
    expect([...new Set(ids)].sort()).toEqual([...expected].sort());
  });
});
