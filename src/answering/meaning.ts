import { claimsIn } from './claims.js';

/** How a rewording turns a rule round: a negation moved or dropped, a bound or a duty changed, a figure of somebody else. */
export type Distortion = 'polarity' | 'modality' | 'subject';

/** Bounds by what they mean: 不超过 and 最高 are one, and no negation. */
const bounds: readonly (readonly [string, RegExp])[] = [
  ['upper', /不(?:得)?超过|不(?:得)?高于|不(?:得)?多于|最高|最多|至多|封顶|上限/gu],
  ['lower', /不(?:得)?低于|不(?:得)?少于|至少|最低|最少|起码|下限/gu],
  ['over', /以上|超过|超出|高于|多于/gu],
  ['under', /以下|低于|不足|不满(?!意)|未满|少于/gu],
  ['within', /以内|之内/gu],
  ['outside', /以外|之外|除外|不包括|不含/gu],
  ['deductible', /起付/gu],
  ['all', /全额|全部|免费|百分之百/gu],
];

/** Words with a negation in them that deny nothing. */
const idle = /不仅|不但|不论|无论|不管|不限于|未来|非常|除非|不同|不断|差不多|没关系|不客气/gu;
const negation = /[不未无没非勿禁免别莫]/gu;

interface Stance {
  readonly negations: number;
  readonly bounds: string;
}

function stanceOf(text: string): Stance {
  let rest = text.replace(idle, '');
  const said: string[] = [];
  for (const [name, words] of bounds)
    rest = rest.replace(words, () => {
      said.push(name);
      return '';
    });
  return { negations: rest.match(negation)?.length ?? 0, bounds: said.join(' ') };
}

const duty = /应当|必须|须|一定要|务必|不得|(?<!反|适|相|对|供|响)应(?!急|用|对)/u;
const leave = /可以|可(?!能|靠)|能够|能(?!力)|方可/u;
const only = /仅|只(?!是)|限于|方可|(?<!人|刚|方)才(?!能)/u;

/** 应当 told as 可以, 可以 told as 必须, 仅 left out or added. */
function flipsModality(text: string, source: string): boolean {
  if (duty.test(source) && !duty.test(text) && leave.test(text) && !leave.test(source)) return true;
  if (duty.test(text) && !duty.test(source) && !/需|要/u.test(source)) return true;
  return only.test(text) !== only.test(source);
}

const clausesOf = (text: string) => text.split(/[，。；！？、,;!?\n①-⑳]+/u).filter((clause) => /\p{L}/u.test(clause));

/** The share of a clause's characters that another has. */
function overlap(clause: string, other: string): number {
  const [own, wanted] = [new Set(other.match(/\p{Script=Han}/gu)), clause.match(/\p{Script=Han}/gu) ?? []];
  return wanted.length === 0 ? 0 : (2 * wanted.filter((one) => own.has(one)).length) / (wanted.length + own.size);
}

const denies = (text: string) => stanceOf(text).negations > 0;
/** Below this share two clauses say different things. */
const alike = 0.4;

/** Whether a clause denies what the clause most like it affirms, or the other way round. */
function movesNegation(text: string, source: string): boolean {
  const sources = clausesOf(source);
  return clausesOf(text).some((clause) => {
    const shares = sources.map((other) => overlap(clause, other));
    const best = Math.max(0, ...shares);
    const nearest = sources.filter((_, at) => (shares[at] ?? 0) > best - 0.05);
    return best >= alike && nearest.every((other) => denies(other) !== denies(clause));
  });
}

/** Of each group one word shuts out the others: the figure of one is not that of another. */
const contrasts: readonly RegExp[] = [
  /在职|退休/gu,
  /职工|居民/gu,
  /住院|门诊/gu,
  /省内|跨省|省外/gu,
  /本地|异地|外地/gu,
  /学生|成年|老年/gu,
  /单位|个人/gu,
  /未备案|没备案|已备案/gu,
  /一级|二级|三级/gu,
];

/** For each figure the word of each group that stands last before it. */
function subjects(text: string): readonly (readonly (string | undefined)[])[] {
  return claimsIn(text).map(({ at }) => contrasts.map((group) => text.slice(0, at).match(group)?.at(-1)));
}

/** Whether a figure has gone over to another subject: 退休60% told as 在职60%. Figures stand in the same order. */
function swapsSubject(text: string, source: string): boolean {
  const [own, given] = [subjects(text), subjects(source)];
  return own.some((words, at) =>
    words.some((word, group) => {
      const before = given[at]?.[group];
      return word !== undefined && before !== undefined && word !== before;
    }),
  );
}

/**
 * How `text` distorts `source`, told by rules on words; undefined where they see nothing. They refuse what they cannot
 * follow: a rewording that is refused costs nothing, the source itself is sent.
 */
export function distortion(text: string, source: string): Distortion | undefined {
  const [own, given] = [stanceOf(text), stanceOf(source)];
  if (own.negations !== given.negations || own.bounds !== given.bounds || movesNegation(text, source))
    return 'polarity';
  if (flipsModality(text, source)) return 'modality';
  return swapsSubject(text, source) ? 'subject' : undefined;
}

/** Plain words that a rewording may bring along. */
const plainWords =
  '您可以需要也就是说一年每年最多最少到去的了在和就能由要您个人自己自付报销医保看病住院门诊花钱费用部分按照比例计算如果比如先再以后之后之前时候这样那么就是每次每月下面规定办理手续材料带上请为给把被让都还有没不用的话多少怎么什么哪里呢吗可能一般情况大约其中超过以上以下剩下另外职工居民退休人员人';
/** Characters in a row that neither the source nor plain speech has. */
const longestNovel = 5;

/** Whether a text says something that its source has no word of: 加微信领取补贴. */
export function isNovel(text: string, source: string): boolean {
  const known = new Set(`${source}${plainWords}`);
  let [run, longest, strange] = [0, 0, 0];
  for (const character of text.match(/\p{L}/gu) ?? []) {
    run = known.has(character) ? 0 : run + 1;
    longest = Math.max(longest, run);
    strange += Math.min(run, 1);
  }
  return longest >= longestNovel || strange > 6 + text.length / 5;
}

/** The words of a text that shut each other out: 在职, 住院. */
export const contrastsIn = (text: string): readonly string[] => contrasts.flatMap((group) => text.match(group) ?? []);

/** Of several texts the one most like `text`; '' where there is none. */
export function closest(text: string, others: readonly string[]): string {
  const ranked = others.map((other) => ({ other, share: overlap(text, other) })).sort((a, b) => b.share - a.share);
  return ranked[0]?.other ?? '';
}
