import type { Format } from '../format.js';
import { createTextBuilder } from '../text-builder.js';
import { titleLines } from '../title.js';
import { loadVendor } from '../vendor.js';
import { isPackageWith, truncated, unpack, xmlText } from '../zip.js';
import { writeHtml } from './html-blocks.js';

/** Word documents. Headers, footers, comments, pictures and deleted passages are left out. */
export const docx: Format = {
  name: 'docx',
  extensions: ['.docx'],
  accepts: (bytes) => isPackageWith(bytes, 'word/document.xml'),
  async read(bytes) {
    const { load } = await loadVendor('cheerio', () => import('cheerio'));
    const $ = load(await toHtml(await safePackage(bytes)));
    const body = $('body').contents();
    const lines = $('p, h1, h2, h3, h4, h5, h6')
      .filter((_, element) => $(element).closest('table').length === 0)
      .toArray()
      .map((element) => $(element).text().trim())
      .filter((line) => line !== '');
    const titles = titleLines(lines);
    const builder = createTextBuilder();
    writeHtml($, body, builder, { titles: titles.lines });
    return { ...builder.finish(), meta: titles.meta };
  },
};

/** The package with its XML only, each part checked: what the reader gets cannot unpack into more. */
async function safePackage(bytes: Uint8Array): Promise<Buffer> {
  const { zipSync } = await loadVendor('fflate', () => import('fflate'));
  const parts = await unpack(bytes, (name) => /\.(?:xml|rels)$/i.test(name));
  for (const part of parts.values()) xmlText(part);
  if (!parts.has('word/document.xml')) throw truncated();
  return Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 }));
}

async function toHtml(buffer: Buffer): Promise<string> {
  const { default: mammoth } = await loadVendor('mammoth', () => import('mammoth'));
  try {
    const result = await mammoth.convertToHtml(
      { buffer },
      {
        styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='标题'] => h1:fresh"],
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        externalFileAccess: false,
      },
    );
    return result.value;
  } catch (cause) {
    throw truncated(cause);
  }
}
