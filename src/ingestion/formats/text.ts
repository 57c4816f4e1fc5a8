import { cleanText } from '../clean.js';
import { attemptText, decodeText } from '../decode.js';
import type { Format } from '../format.js';
import { outlineLines } from '../outline.js';
import { createTextBuilder } from '../text-builder.js';
import { isPageFurniture } from './page-furniture.js';

/** Plain text, also a web page or a letter that someone copied into a text file. */
export const text: Format = {
  name: 'text',
  extensions: ['.txt', '.text'],
  accepts: (bytes, path) => /\.(txt|text)$/i.test(path) && attemptText(bytes) !== undefined,
  async read(bytes) {
    const lines = cleanText(decodeText(bytes)).split('\n').map(dropTemplateMarks);
    const builder = createTextBuilder();
    const meta = outlineLines(
      lines.filter((line) => !isPageFurniture(line)),
      builder,
    );
    return { ...builder.finish(), meta };
  },
};

/** ##paidbegin## and the like: marks of a publishing system, never part of the text. */
function dropTemplateMarks(line: string): string {
  return line.replace(/##[a-z]{3,20}##/gi, '').replace(/\t+$/, (tabs) => (line.trim() === '' ? '' : tabs));
}
