import { extname } from 'node:path';
import { YiwenError } from '../lib/errors.js';
import type { Format } from './format.js';

const OLE = [0xd0, 0xcf, 0x11, 0xe0];
/** UTF-16 name of the stream that an encrypted Office file keeps its content in. */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/** The format to read a file with, and a word to staff when the name says another. */
export interface Detected {
  readonly format: Format;
  readonly note?: string;
}

/**
 * Tells a file's format. The content decides: a PDF that is named .docx is read as a PDF, with a note, since the text
 * is what residents ask for. Throws a YiwenError when no format reads it.
 */
export function detectFormat(bytes: Uint8Array, path: string, formats: readonly Format[]): Detected {
  if (bytes.length === 0) throw new YiwenError('ingestion.empty', '文件是空的', '请重新导出或上传该文件。');
  if (OLE.every((byte, i) => bytes[i] === byte)) throw officeError(bytes);
  const extension = extname(path).toLowerCase();
  const format = formats.find((each) => each.accepts(bytes, path));
  const named = formats.find((each) => each.extensions.includes(extension));
  if (format === undefined) throw named ? damaged(extension) : unsupported(extension, formats);
  if (format === named) return { format };
  return { format, note: `扩展名是 ${extension || '空的'}，内容是 ${format.name}，已按内容读取` };
}

function officeError(bytes: Uint8Array): YiwenError {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(ENCRYPTED_PACKAGE)
    ? encryptedFile()
    : new YiwenError(
        'ingestion.legacy-office',
        '这是旧版 Office 格式（.doc、.xls 或 .wps）',
        '请用 WPS 或 Office 另存为 .docx 或 .xlsx 后重试。',
      );
}

export function encryptedFile(cause?: unknown): YiwenError {
  return new YiwenError('ingestion.encrypted', '文件设了密码，无法读取', '请取消密码保护后另存一份，再重试。', {
    cause,
  });
}

function damaged(extension: string): YiwenError {
  return new YiwenError(
    'ingestion.wrong-format',
    `内容不是 ${extension} 文件，可能已损坏、没有下载完整，或扩展名写错了`,
    '请重新下载或用原软件打开后另存，再重试。',
  );
}

function unsupported(extension: string, formats: readonly Format[]): YiwenError {
  return new YiwenError(
    'ingestion.unsupported',
    `不支持 ${extension || '没有扩展名的'} 文件`,
    `请转为 ${formats.flatMap((format) => format.extensions[0] ?? []).join('、')} 之一，或把它移出资料文件夹。`,
  );
}
