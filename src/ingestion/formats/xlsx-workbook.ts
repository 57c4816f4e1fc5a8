import { readXml } from '../xml.js';
import { truncated, xmlText } from '../zip.js';
import { type NumberStyle, numberStyle } from './xlsx-values.js';

type Parts = ReadonlyMap<string, Uint8Array>;

export interface Workbook {
  /** Visible sheets in the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly xml: string }[];
  readonly strings: readonly string[];
  /** By a cell's style index. */
  readonly styles: readonly NumberStyle[];
  /** Days count from 1904, as old Macs did. */
  readonly from1904: boolean;
}

/** A workbook's parts put together. Hidden sheets are left out: they were not meant to be seen. */
export function openWorkbook(parts: Parts): Workbook {
  const targets = new Map<string, string>();
  readXml(part(parts, 'xl/_rels/workbook.xml.rels') ?? '', {
    open(name, attributes) {
      const target = attributes.get('Target') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
      if (name === 'Relationship') targets.set(attributes.get('Id') ?? '', path);
    },
  });
  const sheets: { name: string; xml: string }[] = [];
  let from1904 = false;
  readXml(part(parts, 'xl/workbook.xml') ?? '', {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes.get('date1904') ?? '');
      if (name !== 'sheet' || (attributes.get('state') ?? 'visible') !== 'visible') return;
      const xml = part(parts, targets.get(attributes.get('r:id') ?? '') ?? '');
      if (xml !== undefined) sheets.push({ name: attributes.get('name') ?? '', xml });
    },
  });
  if (sheets.length === 0) throw truncated();
  return { sheets, strings: readStrings(parts), styles: readStyles(parts), from1904 };
}

function readStrings(parts: Parts): readonly string[] {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = false;
  readXml(part(parts, 'xl/sharedStrings.xml') ?? '', {
    open(name) {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    text(text) {
      if (inText) current += text;
    },
    close(name) {
      if (name === 'si') strings.push(current);
      if (name === 'rPh') phonetic = false;
      if (name === 't') inText = false;
    },
  });
  return strings;
}

function readStyles(parts: Parts): readonly NumberStyle[] {
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  readXml(part(parts, 'xl/styles.xml') ?? '', {
    open(name, attributes) {
      const id = Number(attributes.get('numFmtId') ?? 0);
      if (name === 'numFmt') codes.set(id, attributes.get('formatCode') ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(numberStyle(id, codes.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

function part(parts: Parts, path: string): string | undefined {
  const bytes = parts.get(path);
  return bytes === undefined ? undefined : xmlText(bytes);
}
