import { YiwenError } from '../lib/errors.js';

/**
 * The text of a file in the encodings that Chinese offices use: UTF-8 and UTF-16 by their marks, UTF-8 where it is
 * valid, else GB18030 (which holds GBK and GB2312). Throws `ingestion.not-text` for anything else.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = attemptText(bytes);
  if (text !== undefined) return text;
  throw new YiwenError(
    'ingestion.not-text',
    '文件里不是文字，或编码无法识别',
    '请用记事本打开确认内容，另存为 UTF-8 编码的文本后重试。',
  );
}

/** As decodeText; undefined instead of an error. */
export function attemptText(bytes: Uint8Array): string | undefined {
  const marked = markedEncoding(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    const text = strictly(bytes, encoding);
    if (text !== undefined && isReadable(text)) return text;
  }
  return undefined;
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return undefined;
}

function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Random bytes pass for GB18030 now and then, but not without control characters, private and rare ones. */
function isReadable(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const odd = sample.match(
    /[^\P{C}\t\n\r\f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]|[\u3400-\u4dbf\ufffd]/gu,
  );
  return (odd?.length ?? 0) <= sample.length * 0.005;
}

/** A web page: by its mark, else by the charset its head names (GB2312 is read as GB18030), else as decodeText. */
export function decodeHtml(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const named = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
  if (named === undefined || markedEncoding(bytes)) return decodeText(bytes);
  const encoding = /^gb/.test(named) ? 'gb18030' : named;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return decodeText(bytes);
  }
}
