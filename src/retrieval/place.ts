/** 全国 and texts of which nobody said a place hold everywhere. */
const EVERYWHERE = new Set(['', '全国']);

const LEVEL = /(.+?(?:特别行政区|自治区|自治州|自治县|管理区|开发区|地区|省|市|盟|州|县|区|旗))/g;
const SUFFIX = /(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|地区|省|市|盟|县|区|旗)$/;

/** 湖南省岳阳市屈原管理区 → 湖南, 岳阳, 屈原管理: levels from the widest, without what kind they are. */
export function placeLevels(place: string): string[] {
  const matched = [...place.matchAll(LEVEL)].map((match) => match[0]);
  const rest = place.slice(matched.join('').length);
  return [...matched, rest]
    .filter((level) => level !== '')
    .map((level) => (level.length > 2 ? level.replace(SUFFIX, '') : level));
}

/**
 * Whether a text of `place` may speak to someone who asks for `asked`: its own place, one around it or one inside it.
 * @param known places of the snapshot: they tell that 岳阳市 is in 湖南省
 */
export function placeMatches(place: string, asked: string | undefined, known: readonly string[] = []): boolean {
  if (asked === undefined || EVERYWHERE.has(asked) || EVERYWHERE.has(place)) return true;
  const own = placeLevels(place);
  return widened(placeLevels(asked), known).some((levels) => within(levels, own) || within(own, levels));
}

/** The levels asked, and as the places known complete them from above: 岳阳 → 湖南 岳阳. */
function widened(asked: readonly string[], known: readonly string[]): string[][] {
  const all = [[...asked]];
  for (const place of known) {
    const levels = placeLevels(place);
    const at = indexOf(levels, asked);
    if (at > 0) all.push(levels.slice(0, at + asked.length));
  }
  return all;
}

function within(outer: readonly string[], inner: readonly string[]): boolean {
  return indexOf(inner, outer) >= 0;
}

/** Where `part` stands in `levels` without a gap, or -1. */
function indexOf(levels: readonly string[], part: readonly string[]): number {
  for (let at = 0; at + part.length <= levels.length; at++) {
    if (part.every((level, offset) => levels[at + offset] === level)) return at;
  }
  return -1;
}
