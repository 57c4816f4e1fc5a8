/** Pictures as small as they may be, with canaries where cameras and editors put what they know. */
export const CANARY = 'CANARY-place-and-phone';

const u16 = (value: number) => Buffer.from([value >> 8, value & 0xff]);

function segment(marker: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body]);
}

/** An EXIF body, little-endian as most phones write it: the orientation, then a maker's note. */
function exif(orientation: number): Buffer {
  const entry = Buffer.alloc(12);
  entry.writeUInt16LE(0x0112, 0);
  entry.writeUInt16LE(3, 2);
  entry.writeUInt32LE(1, 4);
  entry.writeUInt16LE(orientation, 8);
  const head = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0]);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), head, entry, Buffer.alloc(4), Buffer.from(CANARY)]);
}

/** Progressive in form: two scans, a table between them, restart markers and stuffed bytes inside, a film behind the end. */
export function jpegWithCanaries(orientation = 6): Buffer {
  const scan = Buffer.from([1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4, 5]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, exif(orientation)),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${CANARY}`)),
    segment(0xe2, Buffer.from(`MPF\0${CANARY}`)),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${CANARY}`)),
    segment(0xfe, Buffer.from(CANARY)),
    segment(0xdb, Buffer.alloc(65, 7)),
    segment(0xc2, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 0, 0])),
    scan,
    segment(0xc4, Buffer.alloc(20, 9)),
    segment(0xda, Buffer.from([1, 1, 0, 1, 63, 0])),
    scan,
    Buffer.from([0xff, 0xd9]),
    Buffer.from(CANARY),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, Buffer.from(name, 'latin1'), body, Buffer.alloc(4, 1)]);
}

export function pngWithCanaries(): Buffer {
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.alloc(13, 1)),
    chunk('tEXt', Buffer.from(`Author\0${CANARY}`)),
    chunk('iTXt', Buffer.from(CANARY)),
    chunk('eXIf', exif(1)),
    chunk('tIME', Buffer.from(CANARY.slice(0, 7))),
    chunk('IDAT', Buffer.alloc(10, 2)),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(CANARY),
  ]);
}

function riff(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

export function webpWithCanaries(): Buffer {
  const chunks = [
    riff('VP8X', Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    riff('ICCP', Buffer.from(CANARY)),
    riff('VP8 ', Buffer.alloc(11, 3)),
    riff('EXIF', exif(1)),
    riff('XMP ', Buffer.from(CANARY)),
  ];
  return riff('RIFF', Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]));
}
