import { create } from 'qrcode';
import { sayDay } from '../../../lib/calendar.js';
import { chinaDay } from '../../../lib/clock.js';
import { openRaster, type Raster } from '../../../pages/raster.js';
import type { Campaign } from '../campaign/campaign.js';

const WIDTH = 750;
const HEIGHT = 1_000;
const ACROSS = 15;

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`).replace(/\p{Cc}/gu, ' ');

/** A line at most so long; what is longer is broken, into three lines at most. */
export function broken(text: string, most = ACROSS): readonly string[] {
  const letters = [...text];
  const lines: string[] = [];
  for (let at = 0; at < letters.length && lines.length < 3; at += most)
    lines.push(letters.slice(at, at + most).join(''));
  if (letters.length > most * 3) lines[2] = `${[...(lines[2] ?? '')].slice(0, -1).join('')}…`;
  return lines;
}

const line = (text: string, y: number, size: number, fill = '#191919') =>
  `<text x="${WIDTH / 2}" y="${y}" font-size="${size}" fill="${fill}" text-anchor="middle" font-family="sans-serif">${escaped(text)}</text>`;

/** The code as one path of squares, with the quiet zone of four that the standard asks for. */
function qrCode(address: string, x: number, y: number, size: number): string {
  const { modules } = create(address, { errorCorrectionLevel: 'M' });
  const across = modules.size + 8;
  const squares: string[] = [];
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) squares.push(`M${column + 4} ${row + 4}h1v1h-1z`);
  return `<g transform="translate(${x} ${y}) scale(${size / across})"><rect width="${across}" height="${across}" fill="#fff"/><path d="${squares.join('')}" fill="#000" shape-rendering="crispEdges"/></g>`;
}

export interface Card {
  readonly campaign: Pick<Campaign, 'number' | 'title' | 'opensAt' | 'closesAt'>;
  readonly bureau: string;
  /** `https://yb.example.cn`; without it the card says what to search for. */
  readonly publicUrl?: string;
}

const day = (iso: string, before = 0) => sayDay(chinaDay(new Date(Date.parse(iso) - before)));

export function cardSvg({ campaign, bureau, publicUrl }: Card, showsChinese: boolean): string {
  const address = publicUrl && new URL(`/quiz/${campaign.number}`, publicUrl).href;
  const title = broken(campaign.title).map((text, at) => line(text, 190 + at * 66, 48));
  const words = [
    line(bureau, 100, 34, '#0a6b45'),
    ...title,
    line(`${day(campaign.opensAt)}至${day(campaign.closesAt, 1)}`, 200 + title.length * 66, 30, '#595959'),
    ...(address
      ? [line('长按识别二维码参加', 950, 32)]
      : [
          line('怎么参加', 560, 34, '#595959'),
          ...broken(`打开“${bureau}”的对话`).map((text, at) => line(text, 640 + at * 54, 40)),
          line('回复：答题', 830, 56, '#0a6b45'),
        ]),
  ];
  const code = address ? qrCode(address, (WIDTH - 460) / 2, 440, 460) : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><rect width="100%" height="100%" fill="#fff"/><rect width="100%" height="16" fill="#0a6b45"/>${showsChinese ? words.join('') : ''}${code}</svg>`;
}

let raster: Promise<Raster> | undefined;

/** The card as PNG; undefined where it would show nothing: no address and no Chinese font. */
export async function drawCard(card: Card): Promise<Buffer | undefined> {
  raster ??= openRaster();
  const { png, showsChinese } = await raster;
  return showsChinese || card.publicUrl ? png(cardSvg(card, showsChinese), WIDTH) : undefined;
}
