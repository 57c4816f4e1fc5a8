import { z } from 'zod';
import { sayMoment } from '../../../lib/calendar.js';
import { difficulties, topics } from '../bank/question.js';
import { type CampaignPlan, slotsOf } from './campaign.js';
import { count, moment, named, words, yesOrNo } from './plan-values.js';

/** What is wrong with one field of a plan. */
export interface PlanFault {
  /** Where: `title`, `pools.0.count`. */
  readonly field: string;
  readonly said: string;
  readonly remedy: string;
}

export type PlanReading =
  | { readonly status: 'valid'; readonly plan: CampaignPlan }
  | { readonly status: 'invalid'; readonly faults: readonly PlanFault[] };

/** More questions than this nobody answers in one go. */
export const MOST_SLOTS = 50;
export const MOST_PRIZES = 10;
export const MOST_GROUPS = 60;
const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

export const entropyKinds = { public: '公开数值', 'commit-reveal': '两人承诺' } as const;

const pool = z.strictObject({
  topic: named(topics),
  count: count(1, MOST_SLOTS, 3),
  difficulty: named(difficulties).optional(),
});

const prize = z.strictObject({
  name: words(1, 20, '一等奖'),
  what: words(1, 40, '雨伞一把'),
  count: count(1, 1_000, 10),
  sent: yesOrNo.optional(),
});

const entropy = z.strictObject({
  kind: named(entropyKinds),
  source: words(6, 100, '中国福利彩票双色球第2026050期开奖号码').optional(),
  knownFrom: moment.optional(),
});

const fields = z.strictObject({
  title: words(2, 40, '医保基金监管集中宣传月知识竞答'),
  audience: words(2, 200, '本市全体参保人'),
  rules: words(10, 2_000, '每人每天可以答三次，取最好的一次。答对8题以上可以参加抽奖。'),
  opensAt: moment,
  closesAt: moment,
  pools: z.array(pool).min(1).max(40),
  attemptsPerDay: count(1, 20, 3),
  timeLimitMinutes: count(0, 240, 10),
  entryScore: count(0, MOST_SLOTS, 8),
  prizes: z.array(prize).max(MOST_PRIZES).default([]),
  alternates: count(0, 1_000, 20),
  entropy,
  groups: z
    .array(words(1, 20, '朝阳街道'))
    .max(MOST_GROUPS)
    .default([]),
  leaderboard: yesOrNo,
  claimDays: count(1, 90, 15),
  claimKeepDays: count(1, 366, 30),
});
type Fields = z.infer<typeof fields>;

/** Field by field first: what does not fit together is told once each fits by itself. */
const plan = fields.superRefine((given, context) => {
  for (const { field, said, remedy } of misfits(given))
    context.addIssue({ code: 'custom', path: field.split('.'), message: said, params: { remedy } });
});

function* misfits(given: Fields): Generator<PlanFault> {
  yield* misfitDates(given);
  const slots = given.pools.reduce((sum, one) => sum + one.count, 0);
  if (slots > MOST_SLOTS)
    yield { field: 'pools', said: `一局一共 ${slots} 道题，太多了`, remedy: `合计不超过 ${MOST_SLOTS} 道` };
  const twice = given.pools.find((one, at) =>
    given.pools.slice(0, at).some(({ topic, difficulty }) => topic === one.topic && difficulty === one.difficulty),
  );
  if (twice) yield { field: 'pools', said: `「${topics[twice.topic]}」写了两次`, remedy: '合成一行，题数相加' };
  if (slots > 0 && given.entryScore > slots)
    yield { field: 'entryScore', said: `一局只有 ${slots} 道题`, remedy: `入围要答对的题数不超过 ${slots}` };
  if (new Set(given.groups).size < given.groups.length)
    yield { field: 'groups', said: '有重复的街道或单位', remedy: '删去重复的' };
  yield* misfitDraw(given);
}

function* misfitDates({ opensAt, closesAt }: Fields): Generator<PlanFault> {
  if (closesAt <= opensAt) yield { field: 'closesAt', said: '结束要晚于开始', remedy: '改结束时间或开始时间' };
  else if (Date.parse(closesAt) - Date.parse(opensAt) > LONGEST_DAYS * DAY_MS)
    yield { field: 'closesAt', said: '一场最长一年', remedy: '改早结束时间，或分成几场' };
}

function* misfitDraw({ prizes, alternates, entropy, closesAt }: Fields): Generator<PlanFault> {
  if (prizes.length > 0 && alternates === 0)
    yield { field: 'alternates', said: '有奖品就要有候补', remedy: '逾期没领的奖由候补递补，至少写1人' };
  if (prizes.length === 0 && alternates > 0)
    yield { field: 'alternates', said: '没有奖品，也就没有候补', remedy: '写0，或写上奖品' };
  if (new Set(prizes.map(({ name }) => name)).size < prizes.length)
    yield { field: 'prizes', said: '有两个奖项同名', remedy: '改名，例如二等奖、三等奖' };
  if (entropy.kind === 'public' && prizes.length > 0) yield* misfitSource(entropy, closesAt);
}

function* misfitSource({ source, knownFrom }: Fields['entropy'], closesAt: string): Generator<PlanFault> {
  if (source === undefined)
    yield {
      field: 'entropy.source',
      said: '没有写用哪个公开数值',
      remedy: '例如：中国福利彩票双色球第2026050期开奖号码',
    };
  if (knownFrom === undefined)
    yield { field: 'entropy.knownFrom', said: '没有写什么时候能查到', remedy: '例如 2026-05-10 21:15' };
  else if (knownFrom <= closesAt)
    yield { field: 'entropy.knownFrom', said: '要在答题结束以后才能查到', remedy: '换晚一期，名单要先冻结并公布' };
}

/** A plan as staff write it, checked field by field. It never throws. */
export function parsePlan(written: unknown): PlanReading {
  const read = plan.safeParse(written);
  if (!read.success) return { status: 'invalid', faults: read.error.issues.flatMap(faultsOf) };
  const { timeLimitMinutes, pools, prizes, entropy, ...rest } = read.data;
  const drawn = pools.map(({ topic, count, difficulty }) => ({ topic, count, ...(difficulty ? { difficulty } : {}) }));
  const { source = '', knownFrom = rest.closesAt } = entropy;
  return {
    status: 'valid',
    plan: {
      ...rest,
      pools: drawn as unknown as CampaignPlan['pools'],
      prizes: prizes.map(({ sent, ...prize }) => ({ ...prize, ...(sent ? { sent } : {}) })),
      timeLimit: timeLimitMinutes * 60,
      entropy: entropy.kind === 'public' ? { kind: 'public', source, knownFrom } : { kind: 'commit-reveal' },
    },
  };
}

function faultsOf(issue: z.core.$ZodIssue): PlanFault[] {
  const path = issue.path.map(String);
  const field = path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: [...path, key].join('.'),
      said: '没有这一项',
      remedy: '删去，或对照样例改正名称',
    }));
  if (issue.code === 'custom')
    return [{ field, said: issue.message, remedy: String(issue.params?.remedy ?? '对照样例改正') }];
  if (issue.code === 'too_big') return [{ field, said: `最多写${issue.maximum}项`, remedy: '删去多余的' }];
  if (issue.code === 'too_small' && field === 'pools')
    return [{ field, said: '没有写抽哪些题', remedy: '至少给一个专题写上题数' }];
  return [{ field, said: issue.code === 'invalid_type' ? '没有写，或写法不对' : '写法不对', remedy: '对照样例改正' }];
}

/** A plan as it is written, so that it can be read again: the other way round of `parsePlan`. */
export function writtenPlan({ timeLimit, opensAt, closesAt, entropy, ...plan }: CampaignPlan) {
  const local = (moment: string) => sayMoment(new Date(moment));
  const { source = '', knownFrom = '' } = entropy.kind === 'public' ? entropy : {};
  return {
    ...{ ...plan, opensAt: local(opensAt), closesAt: local(closesAt), timeLimitMinutes: timeLimit / 60 },
    entropy: { kind: entropy.kind, ...(source ? { source, knownFrom: local(knownFrom) } : {}) },
  };
}

/** What each attempt is told of: 每局10题. */
export const sayPools = (plan: Pick<CampaignPlan, 'pools'>): string =>
  plan.pools
    .map(
      ({ topic, difficulty, count }) =>
        `${topics[topic]}${difficulty ? `（${difficulties[difficulty]}）` : ''} ${count} 道`,
    )
    .join('，')
    .concat(`，共 ${slotsOf(plan)} 道`);
