/** A walk through JPEG's segments (ISO/IEC 10918-1, annex B). */
const [SOI, EOI, SOS, APP0, APP1, APP14, COM] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xee, 0xfe];

/**
 * The picture without what tells of place, time and device: every APP segment but JFIF and Adobe's colours goes, comments
 * and whatever follows the picture's end too. Which side is up stays, since a page lying on its side is hard to read.
 * @returns undefined for what is no whole JPEG
 */
export function strippedJpeg(bytes: Buffer): Buffer | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let upright: Buffer | undefined;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // Any number of FF may fill up before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length || end < at + 4) return undefined;
    const segment = bytes.subarray(at, end);
    if (marker === APP1) upright ??= orientationOnly(segment);
    else if (!isAside(marker)) kept.push(segment);
    at = end;
    if (marker !== SOS) continue;
    const next = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, next));
    at = next;
    if (bytes[at + 1] === EOI) return Buffer.concat([...withOrientation(kept, upright), Buffer.from([0xff, EOI])]);
  }
  return undefined;
}

const isAside = (marker: number) =>
  marker === COM || (marker >= APP0 && marker <= 0xef && marker !== APP0 && marker !== APP14);

const withOrientation = ([start, ...rest]: readonly Buffer[], upright: Buffer | undefined): Buffer[] => [
  ...(start ? [start] : []),
  ...(upright ? [upright] : []),
  ...rest,
];

/** Where the next marker stands: FF00 is a byte of the picture, FFD0 to FFD7 only restart its decoder. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const ORIENTATION = 0x0112;

/** A segment of 34 bytes that says nothing but the orientation, 2 to 8; undefined where there is none or it is upright. */
function orientationOnly(segment: Buffer): Buffer | undefined {
  if (!segment.subarray(4, 10).equals(EXIF)) return undefined;
  const orientation = orientationIn(segment.subarray(10));
  if (orientation === undefined || orientation < 2 || orientation > 8) return undefined;
  const made = Buffer.alloc(36);
  made.set([0xff, APP1, 0, 34]);
  made.set(EXIF, 4);
  made.write('MM\0*', 10, 'latin1');
  made.writeUInt32BE(8, 14);
  made.writeUInt16BE(1, 18);
  made.writeUInt16BE(ORIENTATION, 20);
  made.writeUInt16BE(3, 22);
  made.writeUInt32BE(1, 24);
  made.writeUInt16BE(orientation, 28);
  return made;
}

/** TIFF 6.0: the first directory, entries of twelve bytes. */
function orientationIn(tiff: Buffer): number | undefined {
  if (tiff.length < 14) return undefined;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return undefined;
  for (let entry = 0; entry < short(directory); entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return undefined;
    if (short(at) === ORIENTATION) return short(at + 8);
  }
  return undefined;
}
