import { plainInline } from '../../../../ingestion/formats/markdown-inline.js';

/** Signs that mean something in GIFT: a backslash before them makes them text. */
const SIGNS = /[~=#{}:\\]/g;

export const escapeGift = (text: string): string => text.replace(SIGNS, '\\$&');

/** Text with its escapes read: `\n` is a line end, a backslash before anything else stays. */
export const unescapeGift = (text: string): string =>
  text.replace(/\\([~=#{}:\\n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));

/** Where a sign stands that no backslash hides; -1 where it does not. */
export function indexOfSign(text: string, sign: string, from = 0): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(sign, at)) return at;
  }
  return -1;
}

/** Pieces of a text between the places where an unhidden sign stands, each with the sign before it ('' for the first). */
export function splitAtSigns(text: string, signs: string): readonly { readonly sign: string; readonly text: string }[] {
  const pieces = [{ sign: '', text: '' }];
  for (let at = 0; at < text.length; at++) {
    const one = text[at] ?? '';
    const last = pieces[pieces.length - 1];
    if (one !== '\\' && signs.includes(one)) pieces.push({ sign: one, text: '' });
    else if (last) last.text += one === '\\' ? one + (text[++at] ?? '') : one;
  }
  return pieces;
}

const FORMAT = /^\s*\[(html|moodle|plain|markdown)\]\s*/i;
const TAG = /<\/?[a-z][^<>]*>/i;
const TAGS = new RegExp(TAG, 'gi');
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', nbsp: ' ', quot: '"', apos: "'" };

/** Things that a text alone cannot show. */
export const MEDIA = /<(?:img|audio|video|table|object|iframe|svg)\b|@@PLUGINFILE@@/i;

/** What a reader sees of a text whose format stands before it: `[html]<b>甲</b>` is 甲. */
export function shownText(written: string, inherited = 'moodle'): { readonly text: string; readonly format: string } {
  const [prefix = '', named = inherited] = FORMAT.exec(written) ?? [];
  const format = named.toLowerCase();
  const text = unescapeGift(written.slice(prefix.length));
  if (format === 'html' || (format === 'moodle' && TAG.test(text))) return { text: withoutTags(text), format };
  return { text: format === 'markdown' ? plainInline(text) : text, format };
}

function withoutTags(html: string): string {
  return html
    .replace(TAGS, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
      if (name) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
}

/** Our own texts are plain: what would be read as something else is said to be. */
export const writeText = (text: string): string =>
  FORMAT.test(text) || TAG.test(text) ? `[plain]${escapeGift(text)}` : escapeGift(text);
