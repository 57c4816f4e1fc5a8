import { YiwenError } from '../lib/errors.js';
import { loadVendor } from './vendor.js';

/** What a package may hold unpacked. Office texts stay far below; a zip bomb does not. */
const MOST_BYTES = 64_000_000;
const MOST_ENTRIES = 5_000;

/**
 * The wanted parts of a zip package. Sizes are checked before anything is unpacked, and no part grows beyond the size
 * its entry declares. Throws `ingestion.truncated` or `ingestion.unpacks-too-large`.
 */
export async function unpack(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { unzipSync } = await loadVendor('fflate', () => import('fflate'));
  let total = 0;
  let entries = 0;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries += 1;
        if (wanted(name)) total += originalSize;
        if (total > MOST_BYTES || entries > MOST_ENTRIES) throw bomb();
        return wanted(name);
      },
    });
    return new Map(Object.entries(parts));
  } catch (error) {
    throw error instanceof YiwenError ? error : truncated(error);
  }
}

/** Whether bytes are a zip that speaks of a part, told without unpacking: a cut-off package has no directory. */
export function isPackageWith(bytes: Uint8Array, part: string): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b || bytes[2] !== 3 || bytes[3] !== 4) return false;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(part);
}

/** An XML part as text. Office never writes document types or entities: they are tricks, and refused. */
export function xmlText(part: Uint8Array): string {
  const encoding = part[0] === 0xff && part[1] === 0xfe ? 'utf-16le' : part[0] === 0xfe ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding).decode(part);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    throw new YiwenError(
      'ingestion.unsafe-xml',
      '文件里含有不安全的实体定义，已拒绝读取',
      '请用 WPS 或 Office 打开确认来源可靠，另存为新文件后重试。',
    );
  }
  return text;
}

function bomb(): YiwenError {
  return new YiwenError(
    'ingestion.unpacks-too-large',
    `解压后超过 ${MOST_BYTES / 1_000_000} MB 的上限，可能是恶意构造的压缩文件`,
    '请用原软件打开确认内容，拆分后另存，再重试。',
  );
}

export function truncated(cause?: unknown): YiwenError {
  return new YiwenError(
    'ingestion.truncated',
    '文件不完整或已损坏，可能没有下载完',
    '请重新下载或拷贝，并用原软件打开确认后重试。',
    { cause },
  );
}
