/** How long a table takes to be written and what memory the process needs: `npx tsx bench/exports.ts 100000 xlsx`. */
import { type SpreadsheetFormat, writeSpreadsheet } from '../src/casework/spreadsheet.js';

const [count = '10000', format = 'xlsx'] = process.argv.slice(2);
const rowCount = Number(count);

/** As long as the rows of the tips' table, one summary of forty characters among sixteen columns. */
async function* rows() {
  for (let row = 0; row < rowCount; row++)
    yield [
      ...[`JB2026${row}`, '2026-04-01 09:05', '微信', '定点零售药店', `样例药房${row}`, '', '串换药品', '第三十八条'],
      ...[`线索摘要：有人用医保卡换购大米和食用油，数量较多，多次发生${row}`, '核查中', '王同志', '2026-04-20'],
      ...['', '', '1200', ''],
    ];
}

const began = performance.now();
const columns = Array.from({ length: 16 }, (_, at) => `列${at + 1}`);
const { bytes } = await writeSpreadsheet(format as SpreadsheetFormat, { title: '举报线索', columns }, rows());
const seconds = ((performance.now() - began) / 1_000).toFixed(1);
const megabytes = (size: number) => `${(size / 1e6).toFixed(1)} MB`;
const memory = megabytes(process.resourceUsage().maxRSS * 1_024);
process.stdout.write(`${format}, ${rowCount} rows: ${seconds} s, file ${megabytes(bytes.length)}, memory ${memory}\n`);
