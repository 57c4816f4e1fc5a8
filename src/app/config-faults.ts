import { YiwenError } from '../lib/errors.js';

/** Where a setting was given: a key of the tree, `['channels', 'webChat', 'port']`. */
export type SettingPath = readonly (string | number)[];

/** One thing that is wrong with the configuration, said so that whoever wrote it can put it right. */
export interface ConfigFault {
  /** `yiwen.config.yaml 第 7 行 channels.webChat.port` or `环境变量 YIWEN_PORT`. */
  readonly where: string;
  /** What was written; absent where nothing was, hidden where it is secret. */
  readonly found?: string;
  readonly expected: string;
  readonly remedy: string;
}

/** `bureau.phones[0].number` */
export function sayPath(path: SettingPath): string {
  return path.reduce<string>(
    (said, key) => (typeof key === 'number' ? `${said}[${key}]` : said === '' ? key : `${said}.${key}`),
    '',
  );
}

/** One line: 哪里：写的是什么；应是什么 → 怎么改. */
export function sayFault({ where, found, expected, remedy }: ConfigFault): string {
  return `${where}：${found === undefined ? '' : `写的是「${found}」；`}${expected} → ${remedy}`;
}

/** All faults as one error, `config.invalid`. */
export function configError(faults: readonly ConfigFault[]): YiwenError {
  const lines = faults.map((fault, index) => `${index + 1}. ${sayFault(fault)}`);
  return new YiwenError(
    'config.invalid',
    `配置有 ${faults.length} 处问题：\n${lines.join('\n')}\n`,
    '按上面各条的箭头改好再试；每一项的写法见 yiwen.config.example.yaml',
  );
}

/** How many single-character changes, or swaps of neighbours, lead from one word to the other. */
export function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          (row[j - 1] ?? 0) + 1,
          at(i - 1, j - 1) + same,
          swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(from.length, to.length);
}

/** The known word that was probably meant: at most a third of its letters differ, case, `-` and `_` not counted. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const bare = (text: string) => text.toLowerCase().replace(/[-_]/g, '');
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(bare(word), bare(candidate)) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(bare(candidate).length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
}
