/** What the picture is drawn from (WebP container specification); EXIF, XMP, ICCP and unknown chunks go. */
const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']);
/** In VP8X: that there is a colour profile, EXIF, XMP. */
const ASIDE = 0x20 | 0x08 | 0x04;

export const isWebp = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';

/** The picture alone; undefined for what is no whole WebP. */
export function strippedWebp(bytes: Buffer): Buffer | undefined {
  if (!isWebp(bytes)) return undefined;
  const total = 8 + bytes.readUInt32LE(4);
  if (total > bytes.length) return undefined;
  const kept: Buffer[] = [];
  for (let at = 12; at + 8 <= total; ) {
    const size = bytes.readUInt32LE(at + 4);
    // Chunks begin at even places.
    const end = at + 8 + size + (size % 2);
    if (end > total) return undefined;
    const name = bytes.toString('latin1', at, at + 4);
    if (KEPT.has(name)) kept.push(name === 'VP8X' ? plain(bytes.subarray(at, end)) : bytes.subarray(at, end));
    at = end;
  }
  if (kept.length === 0) return undefined;
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

function plain(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk);
  copy[8] = (copy[8] ?? 0) & ~ASIDE;
  return copy;
}
