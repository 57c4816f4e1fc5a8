import { YiwenError } from '../../lib/errors.js';

const EXTENSIONS = ['md', 'txt', 'html', 'htm', 'docx', 'pdf', 'xlsx'];
const LONGEST = 60;

/**
 * A name that leads nowhere and hides nothing: no folders, no dots but the one before the extension, no signs. It begins
 * with `id`, so that it takes no other file's place and is left out by no rule of the walk.
 * @throws YiwenError `knowledge.unsupported-file`
 */
export function safeFileName(given: string, id: string): string {
  const plain = given.normalize('NFKC').split(/[\\/]/).at(-1) ?? '';
  const extension = /\.([a-z]{2,4})$/i.exec(plain)?.[1]?.toLowerCase() ?? '';
  if (!EXTENSIONS.includes(extension))
    throw new YiwenError(
      'knowledge.unsupported-file',
      `不支持这种文件${extension ? `（.${extension}）` : ''}`,
      `请转为 ${EXTENSIONS.join('、')} 之一再上传`,
    );
  const stem = plain
    .slice(0, -extension.length - 1)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const mark = id.replace(/[^A-Za-z0-9]/g, '').slice(0, 8);
  return `${[mark, [...stem].slice(0, LONGEST).join('')].filter(Boolean).join('-')}.${extension}`;
}
