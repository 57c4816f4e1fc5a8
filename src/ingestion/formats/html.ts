import { decodeHtml } from '../decode.js';
import type { Format } from '../format.js';
import { createTextBuilder } from '../text-builder.js';
import { loadVendor } from '../vendor.js';
import { writeHtml } from './html-blocks.js';
import { checkDepth, pageBody, takePageMeta } from './html-page.js';
import { isPageFurniture } from './page-furniture.js';

/** A web page as government sites serve it. The page's menus, paths, related lists and footer are left out. */
export const html: Format = {
  name: 'html',
  extensions: ['.html', '.htm', '.shtml'],
  accepts(bytes, path) {
    const head = Buffer.from(bytes.subarray(0, 2048))
      .toString('latin1')
      .replace(/^[\xef\xbb\xbf\s]+/, '');
    if (/^(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html[\s>])/i.test(head)) return true;
    return /\.s?html?$/i.test(path) && /<(?:html|head|body|div|p|table|meta)[\s>]/i.test(head);
  },
  async read(bytes) {
    const { load } = await loadVendor('cheerio', () => import('cheerio'));
    const source = decodeHtml(bytes);
    checkDepth(source);
    const $ = load(source);
    const meta = takePageMeta($);
    const body = pageBody($);
    const builder = createTextBuilder();
    const title = meta.title ?? '';
    if (!body.text().includes(title)) builder.heading(1, title);
    writeHtml($, body, builder, { titles: new Set([title]), leaveOut: isPageFurniture });
    return { ...builder.finish(), meta };
  },
};
