import { readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = resolve(import.meta.dirname, '../..');

/** What runs as a process of its own. */
const programs = [
  'src/main.ts',
  'test/support/*-taker.ts',
  'test/support/deliverer.ts',
  'test/channels/*-process.ts',
  'test/load/killed-writer.ts',
];

/** Loaded from `node_modules` as ever: they carry native code, or read files beside their own. */
const apart = ['libsql', 'hnswlib-node', '@resvg/resvg-js', 'wechaty', 'wechaty-*'];

/** A file that looks for what lies beside it finds it where its source lies. */
const besideTheSource: Plugin = {
  name: 'beside-the-source',
  setup({ onLoad }) {
    onLoad({ filter: /\.tsx?$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
      loader: path.endsWith('x') ? 'tsx' : 'ts',
    }));
  },
};

/**
 * Compiles the bot and the other processes of the tests into `folder`, libraries included: starting one takes six
 * tenths of the time that it takes file by file. Types are checked by `npm run types`. Parts that load when first used
 * still do.
 */
export async function compileBot(folder: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: programs,
    outbase: root,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    external: apart,
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    plugins: [besideTheSource],
    logLevel: 'error',
  });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}

/** Where `compileBot` put what was compiled from a source file. */
export const compiledFrom = (folder: string, source: string): string =>
  join(folder, relative(root, source).replace(/\.ts$/, '.mjs'));
