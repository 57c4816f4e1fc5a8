import { plainCell } from '../../../../casework/cell.js';
import { spreadsheetTypes, writeSpreadsheet } from '../../../../casework/spreadsheet.js';
import { readSheetRows, type SheetRow } from '../../../../ingestion/formats/xlsx-rows.js';
import { isoDay } from '../../../../ingestion/title.js';
import { isPackageWith } from '../../../../ingestion/zip.js';
import { YiwenError } from '../../../../lib/errors.js';
import { type Fault, fault } from '../fault.js';
import { difficulties, kinds, letterOf, MOST_OPTIONS, type Question, topics } from '../question.js';
import { readAnswer, type Written } from '../written.js';
import type { Parsed, QuestionFormat } from './format.js';
import { opening } from './text-lines.js';
import { type ColumnName, columnNamed, columns } from './xlsx-columns.js';

/** Rows above the titles that a form may begin with. */
const TITLES_WITHIN = 10;

/** A sheet with a row a question, its titles in Chinese and in any order. */
export const xlsx: QuestionFormat = {
  name: 'xlsx',
  extension: '.xlsx',
  mediaType: spreadsheetTypes.xlsx,
  about: 'XLSX：一行一题的表格，什么都能带走',
  accepts: (bytes) => isPackageWith(bytes, 'xl/workbook.xml'),
  async parse(bytes) {
    for (const rows of await readSheetRows(bytes)) {
      const at = rows.slice(0, TITLES_WITHIN).findIndex(isTitles);
      const titles = rows[at];
      if (titles) return rows.slice(at + 1).map((row) => read(fieldsOf(titles, row), row.number));
    }
    throw new YiwenError('quiz.no-titles', '表里没有找到标题行', `请在第一行写：${columns.slice(1).join('、')}`);
  },
  async write(questions) {
    const { bytes } = await writeSpreadsheet('xlsx', { title: '题库', columns }, rowsOf(questions));
    return { bytes, left: [] };
  },
};

const isTitles = ({ cells }: SheetRow): boolean => {
  const named = cells.map(columnNamed);
  return named.includes('题干') && named.includes('答案');
};

type Fields = Readonly<Partial<Record<ColumnName, string>>>;

/** By column; what is written as text to be safe is what it was. The first of two columns of a name counts. */
function fieldsOf(titles: SheetRow, { cells }: SheetRow): Fields {
  const fields: Partial<Record<ColumnName, string>> = {};
  for (const [at, title] of titles.cells.entries()) {
    const name = columnNamed(title);
    const text = unquoted(cells[at] ?? '').trim();
    if (name !== undefined && text !== '') fields[name] ??= text;
  }
  return fields;
}

function read(fields: Fields, at: number): Parsed {
  const about = opening(fields.题干 ?? fields.编号 ?? '');
  const faults: Fault[] = [];
  const key = <Key extends string>(name: ColumnName, table: Readonly<Record<Key, string>>): Key | undefined => {
    const said = (fields[name] ?? '').replace(/题$/, '');
    const found = Object.entries(table).find(([one, title]) => one === said || title === said);
    if (said !== '' && !found)
      faults.push(fault('unknown-word', `${name}“${said}”不认识`, `可以写：${Object.values(table).join('、')}。`));
    return found?.[0] as Key | undefined;
  };
  const day = (name: ColumnName): string | undefined => {
    const said = fields[name];
    const found = said === undefined ? undefined : isoDay(said.replaceAll('/', '-'));
    if (said !== undefined && found === undefined)
      faults.push(fault('unknown-day', `${name}“${said}”不是日期`, '请写成 2026-01-01。'));
    return found;
  };
  const [topic, difficulty, said] = [key('专题', topics), key('难度', difficulties), key('题型', kinds)];
  const [validFrom, validTo] = [day('生效'), day('失效')];
  const letters = Array.from({ length: MOST_OPTIONS }, (_, index) => fields[`选项${letterOf(index)}` as ColumnName]);
  const options = letters.slice(0, letters.findLastIndex((option) => option !== undefined) + 1);
  const empty = options.indexOf(undefined);
  if (empty >= 0)
    faults.push(fault('empty-option', `选项 ${letterOf(empty)} 是空的`, '请补上，或把后面的选项往前移。'));
  const kind = said ?? kindOf(fields, options);
  const { 依据文件: path, 依据标题: heading, 依据原文: quote } = fields;
  const cited = [path, heading, quote].filter((one) => one !== undefined).length;
  if (cited > 0 && cited < 3)
    faults.push(fault('half-citation', '依据没有写全', '依据文件、依据标题、依据原文要写就三样都写。'));
  const [first, ...others] = faults;
  if (first) return { status: 'refused', at, about, faults: [first, ...others] };
  const judged = kind === 'true-false';
  const written: Written = {
    ...(fields.编号 ? { id: fields.编号 } : {}),
    ...(topic ? { topic } : {}),
    kind,
    ...(fields.题干 ? { question: fields.题干 } : {}),
    ...(judged ? {} : { options: options.flatMap((option) => option ?? []) }),
    ...(fields.答案 ? { answer: fields.答案 } : {}),
    ...(!judged && fields.选项顺序 ? { inOrder: true } : {}),
    ...(fields.解析 ? { explanation: fields.解析 } : {}),
    ...(path && heading && quote ? { cites: { path, heading, quote } } : {}),
    ...(difficulty ? { difficulty } : {}),
    ...(validFrom ? { validFrom } : {}),
    ...(validTo ? { validTo } : {}),
  };
  return { status: 'parsed', at, written };
}

/** Where no kind is written: by the options and the number of letters. */
function kindOf({ 答案: answer = '' }: Fields, options: readonly unknown[]): Question['kind'] {
  if (options.length === 0) return 'true-false';
  return (readAnswer('multiple', answer)?.length ?? 1) > 1 ? 'multiple' : 'single';
}

/** A quotation mark that a text begins with itself is doubled, so that it is told from the one that makes a cell safe. */
const quoted = (text: string) => (text.startsWith("'") ? `'${text}` : text);
const unquoted = (cell: string) => (cell.startsWith("''") ? cell.slice(1) : plainCell(cell));

async function* rowsOf(questions: readonly Question[]): AsyncGenerator<readonly string[]> {
  for (const question of questions) yield columns.map((name) => quoted(cellOf(question, name)));
}

function cellOf(question: Question, name: ColumnName): string {
  const { id, kind, stem, options, answer, explanation, topic, difficulty, cites, inOrder } = question;
  const judged = kind === 'true-false';
  const option = /^选项([A-F])$/.exec(name)?.[1];
  if (option !== undefined) return judged ? '' : (options[option.charCodeAt(0) - 65] ?? '');
  const cells: Partial<Record<ColumnName, string>> = {
    ...{ 编号: id, 题型: kinds[kind], 题干: stem, 解析: explanation },
    答案: judged ? (answer[0] === 0 ? '对' : '错') : answer.map(letterOf).join(''),
    ...{ 专题: topics[topic], 难度: difficulties[difficulty] },
    ...{ 依据文件: cites?.path ?? '', 依据标题: cites?.heading ?? '', 依据原文: cites?.quote ?? '' },
    ...{ 生效: question.validFrom ?? '', 失效: question.validTo ?? '' },
    选项顺序: inOrder && !judged ? '固定' : '',
  };
  return cells[name] ?? '';
}
