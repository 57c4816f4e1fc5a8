import type { MediaType } from './box.js';
import { strippedJpeg } from './jpeg.js';
import { PNG_SIGNATURE, strippedPng } from './png.js';
import { isWebp, strippedWebp } from './webp.js';

export type Cleaned =
  | { readonly status: 'clean'; readonly type: MediaType; readonly bytes: Buffer }
  | { readonly status: 'unknown' | 'damaged' };

/**
 * Told from the bytes, never from the name. Pictures lose what tells of place, time and device; a PDF is taken as it is:
 * its author and times stay, and the reporter is told so.
 */
export function cleanFile(bytes: Buffer): Cleaned {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return picture('image/jpeg', strippedJpeg(bytes));
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return picture('image/png', strippedPng(bytes));
  if (isWebp(bytes)) return picture('image/webp', strippedWebp(bytes));
  if (bytes.toString('latin1', 0, 5) === '%PDF-') return { status: 'clean', type: 'application/pdf', bytes };
  return { status: 'unknown' };
}

const picture = (type: MediaType, bytes: Buffer | undefined): Cleaned =>
  bytes ? { status: 'clean', type, bytes } : { status: 'damaged' };
