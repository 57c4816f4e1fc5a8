import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../..');

/** What the compiled files expect beside their folder. */
const neighbours = ['knowledge', 'prompts', 'package.json', 'node_modules'];

/** Compiles `src/` into `folder/dist` without checking types, which is what `npm run types` is for: a second, not ten. */
export function compileBot(folder: string): void {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    verbatimModuleSyntax: true,
    jsx: ts.JsxEmit.ReactJSX,
    jsxImportSource: 'hono/jsx',
  };
  const source = join(root, 'src');
  for (const entry of readdirSync(source, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(folder, 'dist', relative(source, from));
    mkdirSync(dirname(to), { recursive: true });
    if (!/\.tsx?$/.test(from)) {
      cpSync(from, to);
      continue;
    }
    const { outputText } = ts.transpileModule(readFileSync(from, 'utf8'), { fileName: from, compilerOptions });
    writeFileSync(to.replace(/\.tsx?$/, '.js'), outputText);
  }
  for (const name of neighbours) symlinkSync(join(root, name), join(folder, name));
}
