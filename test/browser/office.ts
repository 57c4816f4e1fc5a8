import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What an office program made of a file. */
export interface Opened {
  /** The document as it understood it, flat XML. */
  readonly xml: string;
  /** Formulas among its cells. */
  readonly formulas: readonly string[];
  /** What kinds of value its cells hold. */
  readonly kinds: ReadonlySet<string>;
  /** Every paragraph, in order. */
  readonly text: string;
}

const FLAT: Readonly<Record<string, string>> = { '.xlsx': 'fods', '.csv': 'fods', '.docx': 'fodt' };
/** As somebody's double click does it: UTF-8, commas, and formulas looked for (the last `true` but one). */
const CSV_AS_OPENED = '--infilter=CSV:44,34,76,1,,2052,false,true,false,false,true';

/** Opens a file in LibreOffice, with a profile of its own and nothing shown; keeps a picture of it where asked. */
export function openInOffice(name: string, bytes: Uint8Array, picture?: string): Opened {
  const folder = mkdtempSync(join(tmpdir(), 'yiwen-office-'));
  const ending = extname(name);
  const run = (to: string) =>
    execFileSync(
      'soffice',
      [
        ...['--headless', '--norestore', `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`],
        ...(ending === '.csv' ? [CSV_AS_OPENED] : []),
        ...['--convert-to', to, '--outdir', folder, join(folder, `opened${ending}`)],
      ],
      { stdio: 'ignore', timeout: 120_000 },
    );
  try {
    writeFileSync(join(folder, `opened${ending}`), bytes);
    const flat = FLAT[ending] ?? 'fodt';
    run(flat);
    const xml = readFileSync(join(folder, `opened.${flat}`), 'utf8');
    if (picture) {
      run('pdf');
      execFileSync('pdftoppm', [
        '-png',
        '-r',
        '90',
        '-singlefile',
        join(folder, 'opened.pdf'),
        picture.replace(/\.png$/, ''),
      ]);
    }
    return {
      xml,
      formulas: [...xml.matchAll(/table:formula="([^"]*)"/g)].map(([, formula = '']) => formula),
      kinds: new Set([...xml.matchAll(/office:value-type="([^"]*)"/g)].map(([, kind = '']) => kind)),
      text: [...xml.matchAll(/<text:(?:p|h)\b[^>]*>(.*?)<\/text:(?:p|h)>/gs)]
        .map(([, words = '']) => words.replace(/<[^>]+>/g, ''))
        .join('\n'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
