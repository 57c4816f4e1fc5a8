import { cleanText } from '../clean.js';
import { encryptedFile } from '../detect.js';
import type { Format } from '../format.js';
import { outlineLines } from '../outline.js';
import { createTextBuilder } from '../text-builder.js';
import { loadVendor } from '../vendor.js';
import { truncated } from '../zip.js';
import { linesOfPages, type TextRun } from './pdf-lines.js';

/** PDF with text in it. A scan has none and comes back empty. */
export const pdf: Format = {
  name: 'pdf',
  extensions: ['.pdf'],
  accepts: (bytes) => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-'),
  async read(bytes) {
    if (!hasEnd(bytes)) throw truncated();
    const lines = linesOfPages(await readPages(bytes)).map(cleanText);
    const builder = createTextBuilder();
    const meta = outlineLines(lines, builder);
    return { ...builder.finish(), meta };
  },
};

/** A cut-off PDF would be repaired silently, and its last pages be missing from the answers. */
function hasEnd(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(-4096)).includes('%%EOF');
}

async function readPages(bytes: Uint8Array): Promise<readonly (readonly TextRun[])[]> {
  const { getDocumentProxy } = await loadVendor('unpdf', () => import('unpdf'));
  try {
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
    const pages: TextRun[][] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const content = await page.getTextContent();
      pages.push(content.items.flatMap((item) => ('str' in item ? toRun(item) : [])));
      page.cleanup();
    }
    await document.destroy();
    return pages;
  } catch (error) {
    throw error instanceof Error && error.name === 'PasswordException' ? encryptedFile(error) : truncated(error);
  }
}

function toRun(item: { str: string; transform: readonly number[]; width: number; height: number }): TextRun {
  const [, , skew = 0, scale = 0, x = 0, y = 0] = item.transform;
  return { text: item.str, x, y, width: item.width, height: item.height || Math.hypot(skew, scale) };
}
