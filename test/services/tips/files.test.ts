import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../../src/domain/message.js';
import { boxFile, openBox } from '../../../src/services/tips/files/box.js';
import { cleanFile } from '../../../src/services/tips/files/clean-file.js';
import { receivedNotice } from '../../../src/services/tips/files/notice.js';
import { holdEffects, MOST_FILES, readFiles } from '../../../src/services/tips/files/receiving.js';
import { CANARY, jpegWithCanaries, pngWithCanaries, webpWithCanaries } from '../../support/pictures.js';

const pictures = [
  ['jpeg', jpegWithCanaries()],
  ['png', pngWithCanaries()],
  ['webp', webpWithCanaries()],
] as const;

const cleaned = (bytes: Buffer): Buffer => {
  const result = cleanFile(bytes);
  if (result.status !== 'clean') throw new Error(result.status);
  return result.bytes;
};

describe('a picture', () => {
  it.each(pictures)('loses everything a camera or an editor wrote into it: %s', (type, bytes) => {
    const result = cleanFile(bytes);
    expect(result).toMatchObject({ status: 'clean', type: `image/${type}` });
    expect(cleaned(bytes).includes(CANARY)).toBe(false);
    expect(cleaned(bytes).includes('CANARY-')).toBe(false);
    expect(cleaned(cleaned(bytes))).toEqual(cleaned(bytes));
  });

  it('keeps which side is up and nothing else of its EXIF', () => {
    const turned = cleaned(jpegWithCanaries(6));
    const upright = cleaned(jpegWithCanaries(1));
    expect(upright.includes('Exif')).toBe(false);
    expect(turned.length - upright.length).toBe(36);
    const at = turned.indexOf('MM\0*');
    expect(turned.readUInt16BE(at + 8)).toBe(1);
    expect(turned.readUInt16BE(at + 10)).toBe(0x0112);
    expect(turned.readUInt16BE(at + 18)).toBe(6);
  });

  it('keeps every byte it is drawn from', () => {
    const scan = Buffer.from([1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4, 5]);
    const jpeg = cleaned(jpegWithCanaries());
    expect(jpeg.indexOf(scan)).toBeGreaterThan(0);
    expect(jpeg.lastIndexOf(scan)).toBeGreaterThan(jpeg.indexOf(scan));
    expect(cleaned(pngWithCanaries()).includes(Buffer.alloc(10, 2))).toBe(true);
    const webp = cleaned(webpWithCanaries());
    expect(webp.readUInt32LE(4)).toBe(webp.length - 8);
    expect(webp.includes(Buffer.alloc(11, 3))).toBe(true);
  });

  it.each(pictures)('that did not come whole is not taken: %s', (_, bytes) => {
    const whole =
      bytes.indexOf(Buffer.from(CANARY), bytes.length - CANARY.length) > 0
        ? bytes.length - CANARY.length
        : bytes.length;
    for (let length = 12; length < whole - 60; length += 7)
      expect(cleanFile(bytes.subarray(0, length)).status, `${length}`).not.toBe('clean');
  });

  it('of whatever bytes is taken or refused, and never throws', () => {
    const noise = fc.array(fc.nat(255), { maxLength: 60 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.constantFrom(...pictures.map(([, bytes]) => bytes)), fc.nat(400), noise, (bytes, at, put) => {
        const result = cleanFile(Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at)]));
        expect(['clean', 'damaged', 'unknown']).toContain(result.status);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a file', () => {
  it('is told by its bytes, not by its name', async () => {
    const file = (name: string, bytes: Buffer): Attachment => ({ name, read: async () => bytes });
    const received = await readFiles([
      file('a.jpg', Buffer.from('MZ this is a program')),
      file('b.exe', pngWithCanaries()),
      file('c.pdf', Buffer.from('%PDF-1.7 …')),
      file('d.html', Buffer.from('<script>')),
    ]);
    expect(received.map((one) => (one.status === 'boxed' ? one.boxKey.type : one.status))).toEqual([
      ...['unknown', 'image/png', 'application/pdf', 'unknown'],
    ]);
  });

  it('too large is not even read where the size is known, and not kept where it is not', async () => {
    const read = async () => Buffer.alloc(10_000_001);
    const unread = async () => {
      throw new Error('read');
    };
    const received = await readFiles([
      { name: 'a', size: 10_000_001, read: unread },
      { name: 'b', read },
      { name: 'c', read: unread },
    ]);
    expect(received.map(({ status }) => status)).toEqual(['too-large', 'too-large', 'unreadable']);
    expect(receivedNotice(received, 0, 0)).toMatch(/最多10兆[\s\S]*没有传到/);
  });

  it('opens with its key alone, and not when a byte was changed', () => {
    const bytes = randomBytes(1_000);
    const { box, boxKey } = boxFile(bytes, '小票.jpg', 'image/jpeg');
    expect(openBox(box, JSON.stringify(boxKey))).toMatchObject({ bytes, name: '小票.jpg', size: 1_000 });
    box[500] = (box[500] ?? 0) ^ 1;
    expect(() => openBox(box, JSON.stringify(boxKey))).toThrow(
      expect.objectContaining({ code: 'tips.file-unreadable' }),
    );
  });

  it('beyond ten is not taken, and said so', async () => {
    const attachments = Array.from({ length: 3 }, () => ({ name: 'a', read: async () => pngWithCanaries() }));
    const received = await readFiles(attachments);
    const { effects, held, draft } = holdEffects(received, (_, text) => `sealed ${String(text).length}`, {
      files: MOST_FILES - 2,
      draft: 'd',
    });
    expect([effects.length, held, draft]).toEqual([2, 2, 'd']);
    expect(receivedNotice(received, MOST_FILES, held)).toContain('最多10个');
  });
});
