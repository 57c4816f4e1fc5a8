import { z } from 'zod';

/** `knowledge/places.yaml`: the names by which a question may say a place. */
export const placesSchema = z.object({
  provinces: z
    .array(
      z.object({
        name: z.string(),
        short: z.array(z.string()).default([]),
        cities: z.array(z.string()).default([]),
        counties: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  abroad: z.array(z.string()).default([]),
  abroadWords: z.array(z.string()).default([]),
  ambiguous: z.array(z.string()).default([]),
});

export type PlacesFile = z.infer<typeof placesSchema>;

/** A place named in a question. `asked`: its rules are wanted (广州少儿医保); `visited`: someone is or goes there (去广州带孙子). */
export interface PlaceMention {
  readonly said: string;
  readonly role: 'asked' | 'visited';
  /** The indexed place whose rules apply there; absent when the texts hold none. */
  readonly indexed?: string;
  /** The province it is in, by its full name. */
  readonly province?: string;
}

export interface Gazetteer {
  mentions(text: string): readonly PlaceMention[];
}

interface Entry {
  readonly name: string;
  readonly province?: string;
}

const suffix = /(特别行政区|自治区|管理区|自治州|自治县|地区|省|市|区|县|州|盟|旗)$/;
const ethnic = /^(.{2,4}?)(?:[一-龥]{1,3}族|各族|维吾尔)+自治[州县区]$/;

/** 湖南省岳阳市屈原管理区 → 湖南省, 岳阳市, 屈原管理区. */
export function placeParts(place: string): string[] {
  return place.match(/.+?(?:管理区|自治区|自治州|省|市|区|县|州)/g) ?? (place ? [place] : []);
}

/** 广东省 → 广东; 延边朝鲜族自治州 → 延边; names that would leave one character stay whole. */
export function bareName(name: string): string {
  const bare = ethnic.exec(name)?.[1] ?? name.replace(suffix, '');
  return bare.length >= 2 ? bare : name;
}

const comesBefore = /(去|到|在|来|回|往|从|跑|住|搬)了?$/;
/** What is asked about care away from home names where somebody goes, not whose rules are wanted. */
const elsewhere = /备案|异地|跨省|外地|转诊|转院/;
const comesAfter = /^(带|打工|上班|出差|旅游|读书|上学|工作|生活|养老|那边|这边|住(?!院)|待(?!遇)|玩|过年)/;

function entries(places: PlacesFile, indexedPlaces: readonly string[]): Map<string, Entry> {
  const ambiguous = new Set(places.ambiguous);
  const found = new Map<string, Entry>();
  const add = (said: string, entry: Entry) => {
    if (said.length >= 2 && !ambiguous.has(said) && !found.has(said)) found.set(said, entry);
  };
  const addBoth = (name: string, province?: string) => {
    const entry = province ? { name, province } : { name };
    found.set(name, entry);
    add(bareName(name), entry);
  };
  for (const place of indexedPlaces) {
    if (place === '全国' || place.includes('某')) continue;
    for (const part of placeParts(place)) addBoth(part, placeParts(place)[0]);
  }
  for (const province of places.provinces) {
    addBoth(province.name, province.name);
    for (const short of province.short) add(short, { name: province.name, province: province.name });
    for (const name of [...province.cities, ...province.counties]) addBoth(name, province.name);
  }
  for (const name of places.abroad) add(name, { name });
  return found;
}

/**
 * The indexed place that an entry means: the one that has its name, the entry itself where it holds several (a question
 * about a province hears all its cities), or the province around it whose rules hold there too.
 * @param named what stands directly before it, 样例省 in 样例省甲市
 */
function indexedFor(entry: Entry, named: readonly Entry[], indexedPlaces: readonly string[]): string | undefined {
  const bare = bareName(entry.name);
  const within = indexedPlaces.filter(
    (place) => place !== '全国' && place.includes(bare) && named.every(({ name }) => place.includes(bareName(name))),
  );
  if (within.length > 1) return within.find((place) => place === entry.name) ?? entry.name;
  return within[0] ?? indexedPlaces.find((place) => place === entry.province);
}

interface Hit {
  readonly said: string;
  readonly at: number;
  readonly entry: Entry;
}

/** Names that follow each other are one place, told from the wide to the narrow. */
function chained(hits: readonly Hit[]): Hit[][] {
  const chains: Hit[][] = [];
  for (const hit of hits) {
    const before = chains.at(-1)?.at(-1);
    if (before && before.at + before.said.length === hit.at) chains.at(-1)?.push(hit);
    else chains.push([hit]);
  }
  return chains;
}

/** Finds places by their longest name. `indexedPlaces` are those that the knowledge holds rules of. */
export function createGazetteer(places: PlacesFile, indexedPlaces: readonly string[]): Gazetteer {
  const byName = entries(places, indexedPlaces);
  const longest = Math.max(2, ...[...byName.keys()].map((name) => name.length));

  function at(text: string, start: number): { said: string; entry: Entry } | undefined {
    for (let length = Math.min(longest, text.length - start); length >= 2; length -= 1) {
      const said = text.slice(start, start + length);
      const entry = byName.get(said);
      if (entry) return { said, entry };
    }
    return undefined;
  }

  function hitsIn(text: string): Hit[] {
    const hits: Hit[] = [];
    for (let start = 0; start < text.length; start += 1) {
      const hit = at(text, start);
      if (!hit) continue;
      hits.push({ ...hit, at: start });
      start += hit.said.length - 1;
    }
    return hits;
  }

  return {
    mentions: (text) =>
      chained(hitsIn(text)).flatMap((chain) => {
        const [first, last] = [chain[0], chain.at(-1)];
        if (!first || !last) return [];
        const end = last.at + last.said.length;
        const visited =
          elsewhere.test(text) ||
          comesBefore.test(text.slice(Math.max(0, first.at - 2), first.at)) ||
          comesAfter.test(text.slice(end));
        const named = chain.slice(0, -1).map(({ entry }) => entry);
        const indexed = indexedFor(last.entry, named, indexedPlaces);
        const { province } = last.entry;
        return [
          {
            said: text.slice(first.at, end),
            role: visited ? ('visited' as const) : ('asked' as const),
            ...(indexed ? { indexed } : {}),
            ...(province ? { province } : {}),
          },
        ];
      }),
  };
}
