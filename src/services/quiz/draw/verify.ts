import { type DrawFile, digestOf, drawFile } from './draw-file.js';
import { combined, commitmentOf, entropyOf, normaliseValue } from './entropy.js';
import { merkleRoot } from './merkle.js';
import { drawOrder, type Place, placesOf } from './order.js';

export interface Check {
  readonly name: keyof typeof checks | 'format';
  readonly passed: boolean;
  /** What was found, in plain Chinese. */
  readonly said: string;
}

/** What may be asked of a file in the right form. Each says what it found when it holds, and when it does not. */
const checks = {
  digest: {
    holds: (file) => digestOf(file) === file.digest,
    yes: ({ digest }) => `文件完整，没有被改动过。文件指纹 ${digest.slice(0, 16)}……，应和公布页上的一致。`,
    no: () => '文件被改动过：指纹和内容对不上。',
  },
  entrants: {
    holds: ({ entrants }) => entrants.every((code, at) => at === 0 || (entrants[at - 1] ?? '') < code),
    yes: ({ entrants }) => `入围名单 ${entrants.length} 人，排列有序，没有重复。`,
    no: () => '入围名单有重复，或没有按顺序排列。',
  },
  root: {
    holds: ({ entrants, root }) => merkleRoot(entrants) === root,
    yes: () => '入围名单和冻结时公布的名单指纹一致，之后没有增减。',
    no: () => '入围名单和冻结时公布的名单指纹对不上：名单被改过。',
  },
  timing: {
    holds: isInTime,
    yes: ({ entropy }) =>
      entropy.kind === 'public' ? '名单冻结在前，随机数揭晓在后。' : '两份承诺在冻结之前交出，暗号在冻结之后公开。',
    no: () => '时间顺序不对：名单应在随机数揭晓之前冻结。',
  },
  commitments: {
    holds: areCommitted,
    yes: ({ entropy }) =>
      entropy.kind === 'public'
        ? `两人分别录入的「${entropy.source}」一致：${entropy.value}`
        : '两份暗号都和事先交出的承诺一致。',
    no: ({ entropy }) => (entropy.kind === 'public' ? '两人录入的随机数不一致。' : '暗号和事先交出的承诺对不上。'),
  },
  entropy: {
    holds: ({ root, entropy: { value, hash } }) => entropyOf(root, value) === hash,
    yes: () => '抽签用的种子由名单指纹和随机数算出，计算正确。',
    no: () => '抽签用的种子算出来不是这个值。',
  },
  order: {
    holds: (file, { winners }) =>
      winners.length === file.winners.length && winners.every(({ code }, at) => file.winners[at]?.code === code),
    yes: ({ winners }) => `重新抽签，得到同样的 ${winners.length} 位中奖者。`,
    no: () => '重新抽签，中奖者和文件里的不一样。',
  },
  prizes: {
    holds: (file, { winners }) =>
      winners.length === file.winners.length &&
      winners.every(({ place, prize }, at) => file.winners[at]?.place === place && file.winners[at]?.prize === prize),
    yes: () => '奖项按名次依次分给中奖者，数量正确。',
    no: () => '奖项或名次分得不对。',
  },
  alternates: {
    holds: (file, { alternates }) =>
      alternates.length === file.alternates.length &&
      alternates.every(({ place, code }, at) => {
        const other = file.alternates[at];
        return other?.place === place && other.code === code;
      }),
    yes: ({ alternates }) => (alternates.length > 0 ? `${alternates.length} 位候补的顺序正确。` : '没有设候补。'),
    no: () => '候补的人或顺序不对。',
  },
} as const satisfies Readonly<Record<string, Asked>>;

interface Drawn {
  readonly winners: readonly Place[];
  readonly alternates: readonly Place[];
}

interface Asked {
  holds(file: DrawFile, drawn: Drawn): boolean;
  yes(file: DrawFile): string;
  no(file: DrawFile): string;
}

function isInTime({ entropy, frozenAt, publishedAt }: DrawFile): boolean {
  if (frozenAt >= publishedAt) return false;
  if (entropy.kind === 'public')
    return (
      entropy.typed.every(({ at }) => at >= entropy.knownFrom && at <= publishedAt) && frozenAt < entropy.knownFrom
    );
  return entropy.parts.every(
    ({ committedAt, revealedAt }) => committedAt <= frozenAt && frozenAt <= revealedAt && revealedAt <= publishedAt,
  );
}

function areCommitted({ entropy }: DrawFile): boolean {
  if (entropy.kind === 'public') return entropy.typed.every(({ value }) => normaliseValue(value) === entropy.value);
  const [first, second] = entropy.parts;
  const kept = entropy.parts.every(({ secret, commitment }) => commitmentOf(secret) === commitment);
  return kept && combined(first.secret, second.secret) === entropy.value;
}

const broken: readonly Check[] = [
  { name: 'format', passed: false, said: '这不是一份完整的开奖文件（yiwen-draw/1），没有再往下检查。' },
];

/**
 * Draws again from what was published and says, point by point, whether it is the same. Anything may be given; nothing
 * is thrown. A file that is none gets one failed check.
 */
export function verifyDraw(given: unknown): readonly Check[] {
  const file = fileOf(given);
  if (!file) return broken;
  const places = placesOf(
    drawOrder(entropyOf(file.root, file.entropy.value), file.entrants),
    file.prizes,
    file.alternateCount,
  );
  const drawn: Drawn = {
    winners: places.filter(({ prize }) => prize !== ''),
    alternates: places.filter(({ prize }) => prize === ''),
  };
  const asked = Object.entries(checks) as [keyof typeof checks, Asked][];
  return [
    { name: 'format', passed: true, said: '文件格式正确，内容齐全。' },
    ...asked.map(([name, { holds, yes, no }]) => {
      const passed = holds(file, drawn);
      return { name, passed, said: passed ? yes(file) : no(file) };
    }),
  ];
}

function fileOf(given: unknown): DrawFile | undefined {
  try {
    return drawFile.safeParse(given).data;
  } catch {
    return undefined;
  }
}

/** The same for a file's text. */
export const verifyText = (text: string): readonly Check[] => verifyDraw(readDrawFile(text));

export const isVerified = (found: readonly Check[]): boolean => found.every(({ passed }) => passed);

/** Undefined for what is none. */
export function readDrawFile(text: string): DrawFile | undefined {
  try {
    return fileOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Where a code stands in a draw, in words. */
export function sayPlace({ entrants, winners, alternates }: DrawFile, code: string): string {
  const won = winners.find((winner) => winner.code === code);
  if (won) return `在入围名单里，第${won.place}名，中了${won.prize}。`;
  const stands = alternates.find((alternate) => alternate.code === code);
  if (stands) return `在入围名单里，第${stands.place}名，是候补。`;
  return entrants.includes(code) ? '在入围名单里，这次没有中奖。' : '不在入围名单里。';
}
