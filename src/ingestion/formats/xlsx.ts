import type { Format } from '../format.js';
import { tablesOfGrid } from '../grid.js';
import { spreadCells } from '../spans.js';
import { createTextBuilder } from '../text-builder.js';
import { isPackageWith, unpack } from '../zip.js';
import { sheetCells } from './xlsx-sheet.js';
import { openWorkbook } from './xlsx-workbook.js';

/** Excel workbooks: every visible sheet as tables whose rows are readable with their column titles. */
export const xlsx: Format = {
  name: 'xlsx',
  extensions: ['.xlsx'],
  accepts: (bytes) => isPackageWith(bytes, 'xl/workbook.xml'),
  async read(bytes) {
    const workbook = openWorkbook(await unpack(bytes, (name) => /^xl\/.*\.(?:xml|rels)$/i.test(name)));
    const builder = createTextBuilder();
    let title: string | undefined;
    for (const sheet of workbook.sheets) {
      const { grid, ...hints } = spreadCells(sheetCells(sheet.xml, workbook));
      const [first, ...others] = tablesOfGrid(grid, hints);
      if (first === undefined) continue;
      title ??= first.caption;
      const named = /^sheet\d*$/i.test(sheet.name) ? first.caption : sheet.name;
      if (named !== undefined) builder.heading(2, named);
      if (first.caption !== undefined && first.caption !== named) builder.paragraph(first.caption);
      builder.table(first);
      for (const table of others) {
        if (table.caption !== undefined) builder.paragraph(table.caption);
        builder.table(table);
      }
    }
    return { ...builder.finish(), ...(title !== undefined && { meta: { title } }) };
  },
};
