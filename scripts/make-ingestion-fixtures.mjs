// Writes the office and PDF files of test/fixtures/ingestion. Run by hand when they should change:
//   node scripts/make-ingestion-fixtures.mjs [path of chromium]
// The PDF is printed by a browser, so it carries the fonts, line breaks and page numbers of a real one.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';

const folder = join(import.meta.dirname, '..', 'test', 'fixtures', 'ingestion');
const chromium = process.argv[2] ?? '/usr/bin/chromium';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

function writePackage(name, parts) {
  const entries = Object.entries(parts).map(([path, xml]) => [path, strToU8(XML + xml)]);
  writeFileSync(join(folder, name), zipSync(Object.fromEntries(entries), { mtime: '2024-01-01' }));
}

function contentTypes(overrides) {
  const parts = Object.entries(overrides).map(
    ([part, type]) =>
      `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
  );
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`;
}

function relationships(targets) {
  const base = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const rows = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${base}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`;
}

// --- Word -----------------------------------------------------------------------------------------------------------

const paragraph = (text, style = '') =>
  `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const cell = (text, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`;
const row = (...cells) => `<w:tr>${cells.join('')}</w:tr>`;
const wordTable = `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>${[
  row(cell('医疗机构级别', '<w:vMerge w:val="restart"/>'), cell('报销比例', '<w:gridSpan w:val="2"/>')),
  row(cell('', '<w:vMerge/>'), cell('在职'), cell('退休')),
  row(cell('一级'), cell('80%'), cell('85%')),
  row(cell('二级'), cell('70%'), cell('75%')),
].join('')}</w:tbl>`;

writePackage('rules.docx', {
  '[Content_Types].xml': contentTypes({
    'word/document.xml': 'wordprocessingml.document.main',
    'word/styles.xml': 'wordprocessingml.styles',
  }),
  '_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
  'word/_rels/document.xml.rels': relationships([['styles', 'styles.xml']]),
  'word/styles.xml':
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>',
  'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${[
    paragraph('示例市职工门诊保障办法', 'a3'),
    paragraph('第一章　总则'),
    paragraph('第一条　为了减轻职工门诊费用负担，制定本办法。'),
    paragraph('第二条　本办法适用于本市参加职工医保的人员：'),
    paragraph('（一）在职职工；'),
    paragraph('（二）退休人员。'),
    paragraph('第二章　待遇'),
    paragraph('第三条　年度起付标准为300元，年度支付限额为2000元。'),
    paragraph('第四条　政策范围内门诊费用按下表支付：'),
    wordTable,
    paragraph('第五条　本办法自2024年1月1日起施行。'),
  ].join('')}</w:body></w:document>`,
});

// --- Excel ----------------------------------------------------------------------------------------------------------

const strings = [
  '2024年居民医保待遇一览表',
  '项目',
  '报销比例',
  '一级医院',
  '三级医院',
  '执行日期',
  '门诊',
  '住院',
  '备注：以经办机构核实为准',
];
const text = (place, index) => `<c r="${place}" t="s"><v>${index}</v></c>`;
const number = (place, value, style) => `<c r="${place}" s="${style}"><v>${value}</v></c>`;
const sheet = (rows, merges) =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
    .map(([index, ...cells]) => `<row r="${index}">${cells.join('')}</row>`)
    .join(
      '',
    )}</sheetData><mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells></worksheet>`;

writePackage('benefits.xlsx', {
  '[Content_Types].xml': contentTypes({
    'xl/workbook.xml': 'spreadsheetml.sheet.main',
    'xl/worksheets/sheet1.xml': 'spreadsheetml.worksheet',
    'xl/worksheets/sheet2.xml': 'spreadsheetml.worksheet',
    'xl/sharedStrings.xml': 'spreadsheetml.sharedStrings',
    'xl/styles.xml': 'spreadsheetml.styles',
  }),
  '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
  'xl/workbook.xml':
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="待遇" sheetId="1" r:id="rId1"/><sheet name="草稿" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': relationships([
    ['worksheet', 'worksheets/sheet1.xml'],
    ['worksheet', 'worksheets/sheet2.xml'],
    ['sharedStrings', 'sharedStrings.xml'],
    ['styles', 'styles.xml'],
  ]),
  'xl/sharedStrings.xml': `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${strings.map((each) => `<si><t>${each}</t></si>`).join('')}</sst>`,
  'xl/styles.xml':
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="176"/></cellXfs></styleSheet>',
  'xl/worksheets/sheet1.xml': sheet(
    [
      [1, text('A1', 0)],
      [2, text('A2', 1), text('B2', 2), text('D2', 5)],
      [3, text('B3', 3), text('C3', 4)],
      [4, text('A4', 6), number('B4', 0.6, 1), number('C4', 0.5, 1), number('D4', 45292, 2)],
      [5, text('A5', 7), number('B5', 0.85, 1), number('C5', 0.7, 1)],
      [7, text('A7', 8)],
    ],
    ['A1:D1', 'A2:A3', 'B2:C2', 'D2:D3', 'D4:D5'],
  ),
  'xl/worksheets/sheet2.xml': sheet([[1, '<c r="A1" t="inlineStr"><is><t>不应出现的草稿</t></is></c>']], []),
});

// --- PDF ------------------------------------------------------------------------------------------------------------

const long =
  '参保人员在定点医疗机构发生的符合规定的门诊费用，起付标准以上、支付限额以下的部分，由统筹基金按比例支付，退休人员的支付比例高于在职职工；具体比例由统筹地区根据基金承受能力确定，并向社会公布。';
const articles = Array.from(
  { length: 16 },
  (_, i) => `<p>第${'一二三四五六七八九十'[i % 10]}款情形下，${long}</p>`,
).join('');
const page = `<meta charset="utf-8"><title>示例省门诊共济保障实施细则</title><style>@page{margin:25mm 20mm;@top-center{content:"示例省医疗保障局文件"}@bottom-center{content:"— " counter(page) " —"}}body{font:16px/1.7 "Noto Sans CJK SC"}p{text-indent:2em;margin:0}h1{text-align:center;font-size:24px}td,th{padding:4px 40px}</style>
<h1>示例省门诊共济保障实施细则</h1><p>第一条　参保人员凭医保码就医购药，长期护理保险另行规定。</p><p>第二条　${long}</p>
<p>第三条　门诊统筹年度支付限额为3000元。</p>${articles}<table><tr><th>人员</th><th>比例</th></tr><tr><td>在职</td><td>55%</td></tr><tr><td>退休</td><td>65%</td></tr></table>`;
const work = mkdtempSync(join(tmpdir(), 'yiwen-'));
writeFileSync(join(work, 'page.html'), page);
execFileSync(chromium, [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-pdf-header-footer',
  `--user-data-dir=${work}`,
  `--print-to-pdf=${join(folder, 'detailed-rules.pdf')}`,
  `file://${join(work, 'page.html')}`,
]);
