import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Floors from the ground up. A file imports its own folder and lower floors; never sideways, never up. */
const floors: readonly (readonly string[])[] = [
  ['lib'],
  ['domain'],
  ['ingestion', 'retrieval', 'models', 'storage', 'pages'],
  ['chat', 'answering', 'casework', 'staff'],
  ['services'],
  ['channels', 'console', 'evaluation'],
  ['app'],
  ['cli'],
  ['main.ts'],
];

/** Vendors have one home each. */
const homes: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^@langchain\//, ['models', 'answering']],
  [/^hnswlib-node$/, ['retrieval']],
  [/^(libsql|pg)$/, ['storage']],
  [/^kysely$/, ['storage', 'services', 'chat']],
  [/^wechaty/, ['channels/wechaty']],
  [/^(fastify|@fastify\/)/, ['channels', 'console', 'app']],
  [/^libsodium-wrappers/, ['storage/sealing']],
  [/^hono/, ['pages', 'console', 'services']],
  [/^echarts/, ['pages']],
  [/^chinese-days$/, ['lib']],
  [/^otpauth$/, ['staff']],
  [/^csv-stringify/, ['casework']],
  [/^pino$/, ['lib']],
  [/^commander$/, ['cli', 'main.ts']],
  [/^(mammoth|unpdf|cheerio)$/, ['ingestion']],
  [/^fflate$/, ['ingestion', 'casework']],
  [/^docx$/, ['services/report']],
  [/^@resvg\//, ['pages']],
];

const root = resolve(import.meta.dirname, '../src');

interface Import {
  readonly file: string;
  readonly target: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(path: string): Import[] {
  const code = readFileSync(path, 'utf8');
  const found = [...code.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)'([^']+)'/g)].map((match) => match[1] ?? '');
  return found.map((target) => ({
    file: relative(root, path).split(sep).join('/'),
    target: target.startsWith('.')
      ? relative(root, resolve(dirname(path), target))
          .split(sep)
          .join('/')
      : target,
  }));
}

/** A component's file is imported under the name that it is compiled to. */
const sourceOf = (target: string) => {
  const source = target.replace(/\.js$/, '.ts');
  return existsSync(join(root, source)) ? source : `${source}x`;
};

const room = (path: string) => path.split('/')[0] ?? path;
const floorOf = (path: string) => floors.findIndex((rooms) => rooms.includes(room(path)));
const own = (target: string) => floorOf(target) >= 0;
const files = sourceFiles(root);
const imports = files.flatMap(importsOf);

describe('the house', () => {
  it('has a floor for every room', () => {
    expect(files.map((file) => relative(root, file)).filter((file) => floorOf(file.split(sep).join('/')) < 0)).toEqual(
      [],
    );
  });

  it('imports its own room and lower floors only', () => {
    const broken = imports
      .filter(({ target }) => own(target))
      .filter(({ file, target }) => room(file) !== room(target))
      .filter(({ file, target }) => floorOf(target) >= floorOf(file))
      .map(
        ({ file, target }) => `${file} imports ${target}: floor ${floorOf(target)} is not below floor ${floorOf(file)}`,
      );
    expect(broken).toEqual([]);
  });

  it('keeps services apart from each other', () => {
    const service = (path: string) => path.split('/')[1] ?? '';
    const broken = imports
      .filter(({ file, target }) => /^services\/[^/]+\//.test(file) && /^services\/[^/]+\//.test(target))
      .filter(({ file, target }) => service(file) !== service(target))
      .map(({ file, target }) => `${file} imports ${target}: services never import each other`);
    expect(broken).toEqual([]);
  });

  it('gives each vendor one home', () => {
    const broken = imports.flatMap(({ file, target }) =>
      homes
        .filter(([vendor, rooms]) => vendor.test(target) && !rooms.some((home) => file.startsWith(home)))
        .map(([, rooms]) => `${file} imports ${target}: its home is ${rooms.join(', ')}`),
    );
    expect(broken).toEqual([]);
  });

  it('reads the environment in app/config only', () => {
    const readers = files
      .filter((file) => /process\.env\b/.test(readFileSync(file, 'utf8')))
      .map((file) => relative(root, file).split(sep).join('/'))
      .filter((file) => !file.startsWith('app/config'));
    expect(readers).toEqual([]);
  });

  it('has no import cycles', () => {
    const graph = new Map<string, string[]>();
    for (const { file, target } of imports)
      if (own(target)) graph.set(file, [...(graph.get(file) ?? []), sourceOf(target)]);
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
      done.add(file);
    };
    for (const file of graph.keys()) walk(file, []);
    expect(cycles).toEqual([]);
  });
});
