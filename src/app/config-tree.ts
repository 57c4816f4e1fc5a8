import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { ConfigFault, SettingPath } from './config-faults.js';

/** Settings as written: every value is text, so that 0571 stays 0571 and a fault can show what was typed. */
export type Tree = string | Tree[] | { [key: string]: Tree };
export type Branch = { [key: string]: Tree };

export interface ParsedFile {
  readonly tree: Branch;
  /** The line, from 1, that a setting stands on, or the nearest one above it that exists. */
  lineOf(path: SettingPath): number;
  readonly faults: readonly ConfigFault[];
}

export function isBranch(tree: Tree | undefined): tree is Branch {
  return typeof tree === 'object' && !Array.isArray(tree);
}

const blank = new Set(['', '~', 'null', 'Null', 'NULL']);

/** A key with nothing behind it counts as not written, as in a form left empty. */
function withoutBlanks(value: unknown): Tree | undefined {
  if (typeof value === 'string') return blank.has(value.trim()) ? undefined : value;
  if (Array.isArray(value)) return value.map(withoutBlanks).filter((one) => one !== undefined);
  if (typeof value !== 'object' || value === null) return undefined;
  const kept: Branch = {};
  for (const [key, one] of Object.entries(value)) {
    const tree = withoutBlanks(one);
    if (tree !== undefined) kept[key] = tree;
  }
  return kept;
}

const remedies: Partial<Record<YAMLError['code'], readonly [expected: string, remedy: string]>> = {
  TAB_AS_INDENT: ['缩进只能用空格', '把行首的 Tab 换成两个空格'],
  DUPLICATE_KEY: ['同一项只能写一次', '删去重复的那一行'],
  BAD_INDENT: ['同一组的各项要左对齐', '对齐这一行和同组其他行的缩进'],
  MULTILINE_IMPLICIT_KEY: ['一行写一项，写成「名称: 内容」', '检查这一行有没有冒号，冒号后面要空一格'],
  MISSING_CHAR: ['这里缺少冒号、引号或括号', '检查这一行和上一行的冒号、引号、括号是否成对'],
  BAD_DQ_ESCAPE: ['双引号里的反斜杠有特殊含义', '改用单引号'],
};

const fullWidthColon = /^\s*(?:-\s+)?[A-Za-z][\w-]*：/;
const wrongColon = { expected: '名称后面要用英文冒号', remedy: '把「：」改成「: 」（英文冒号加一个空格）' };

function syntaxFault(error: YAMLError, text: string, lines: LineCounter, name: string): ConfigFault {
  const { line } = lines.linePos(error.pos[0]);
  const source = text.split('\n')[line - 1] ?? '';
  const where = `${name} 第 ${line} 行`;
  if (fullWidthColon.test(source)) return { where, ...wrongColon };
  const [expected, remedy] = remedies[error.code] ?? [
    `不是正确的 YAML（${error.message.split('\n')[0]}）`,
    '对照 yiwen.config.example.yaml 检查这一行',
  ];
  return { where, expected, remedy };
}

/** The node of a setting, or of the nearest one above it; a key's own line where it has one. */
function offsetOf(root: Node | null, path: SettingPath): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (!pair) return offset;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof key === 'number') {
      const item = node.items[key];
      if (item === undefined) return offset;
      node = item;
      if (isScalar(item) || isMap(item) || isSeq(item)) offset = item.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

/** References are refused: nobody needs them here, and nested ones can fill the memory. */
function aliasFaults(document: Document.Parsed, lines: LineCounter, name: string): ConfigFault[] {
  const faults: ConfigFault[] = [];
  visit(document, {
    Alias: (_, alias) => {
      const { line } = lines.linePos(alias.range?.[0] ?? 0);
      const remedy = '把内容写出来；文字本身以 * 开头的，用单引号括起来';
      faults.push({ where: `${name} 第 ${line} 行`, expected: '不能用 * 引用别处', remedy });
    },
  });
  return faults;
}

/** Reads a YAML file's text. `name` is what faults call the file. Never throws. */
export function parseTree(text: string, name: string): ParsedFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines });
  const lineOf = (path: SettingPath) => Math.max(1, lines.linePos(offsetOf(document.contents, path)).line);
  const faults = [
    ...document.errors.map((error) => syntaxFault(error, text, lines, name)),
    ...aliasFaults(document, lines, name),
  ];
  if (faults.length > 0) return { tree: {}, lineOf, faults };
  const tree = withoutBlanks(document.toJS()) ?? {};
  if (isBranch(tree)) return { tree, lineOf, faults };
  const noPairs = { expected: '配置文件由「名称: 内容」组成', remedy: '对照 yiwen.config.example.yaml 重写' };
  const line = lineOf([]);
  const what = fullWidthColon.test(text.split('\n')[line - 1] ?? '') ? wrongColon : noPairs;
  return { tree: {}, lineOf, faults: [{ where: `${name} 第 ${line} 行`, ...what }] };
}

export function valueAt(tree: Tree | undefined, path: SettingPath): Tree | undefined {
  return path.reduce<Tree | undefined>((at, key) => {
    if (Array.isArray(at) && typeof key === 'number') return at[key];
    return isBranch(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }, tree);
}

/** A copy of `tree` with `value` at `path`; `undefined` takes the setting out. */
export function withValue(tree: Branch, path: readonly string[], value: Tree | undefined): Branch {
  const [key, ...rest] = path;
  if (key === undefined) return tree;
  const { [key]: old, ...others } = tree;
  if (rest.length > 0) {
    // A scalar where a group belongs stays: the schema tells about it.
    if (old !== undefined && !isBranch(old)) return tree;
    return { ...others, [key]: withValue(old ?? {}, rest, value) };
  }
  return value === undefined ? others : { ...others, [key]: value };
}
