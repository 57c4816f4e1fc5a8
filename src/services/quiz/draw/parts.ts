import { YiwenError } from '../../../lib/errors.js';
import type { EntropyPlan } from '../campaign/campaign.js';
import { commitmentOf, normaliseValue } from './entropy.js';
import type { EntropyEvidence } from './make-draw.js';
import type { CommittedPart, EntropyParts, TypedPart } from './record.js';

const LONGEST = 500;

/** What came of one person's part. */
export type Given =
  | { readonly status: 'waits-for-second' | 'complete'; readonly parts: EntropyParts }
  /** Not the same as the first one's: nothing counts, and both begin again. */
  | { readonly status: 'mismatch'; readonly parts: EntropyParts };

function written(text: string): string {
  const value = normaliseValue(text);
  if (value !== '' && text.length <= LONGEST) return text;
  throw new YiwenError('quiz.no-value', `没有填，或超过${LONGEST}个字`, '请照公布的原样填写');
}

/** @throws YiwenError `quiz.second-person`, `quiz.no-value` */
export function giveTyped(parts: EntropyParts, { by, at, value }: TypedPart): Given {
  const part = { by, at, value: written(value) };
  const [first] = parts.typed;
  if (!first) return { status: 'waits-for-second', parts: { ...parts, typed: [part] } };
  if (first.by === by) throw secondPerson('已经录入过');
  if (normaliseValue(first.value) === normaliseValue(part.value)) {
    const { mismatch: _, ...rest } = parts;
    return { status: 'complete', parts: { ...rest, typed: [first, part] } };
  }
  return { status: 'mismatch', parts: { ...parts, typed: [], mismatch: [first, part] } };
}

const COMMITMENT = /^[0-9a-f]{64}$/;

/** @throws YiwenError `quiz.second-person`, `quiz.invalid-commitment`, `quiz.committed` */
export function giveCommitment(parts: EntropyParts, part: CommittedPart): Given {
  const commitment = part.commitment.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  if (!COMMITMENT.test(commitment))
    throw new YiwenError('quiz.invalid-commitment', '承诺应是64位的十六进制数', '请用验证页上的「开奖人员」一栏生成');
  if (parts.committed.length >= 2) throw new YiwenError('quiz.committed', '两份承诺已经交齐', '可以冻结名单了');
  if (parts.committed.some(({ by }) => by === part.by)) throw secondPerson('已经交过承诺');
  if (parts.committed.some((other) => other.commitment === commitment))
    throw new YiwenError('quiz.invalid-commitment', '这份承诺和第一份一样', '两人要各自生成自己的暗号');
  const committed = [...parts.committed, { ...part, commitment }];
  return { status: committed.length === 2 ? 'complete' : 'waits-for-second', parts: { ...parts, committed } };
}

/** @throws YiwenError `quiz.not-committed`, `quiz.revealed`, `quiz.wrong-secret`, `quiz.no-value` */
export function giveSecret(parts: EntropyParts, { by, at, value }: TypedPart): Given {
  const own = parts.committed.find((part) => part.by === by);
  if (!own) throw new YiwenError('quiz.not-committed', '您没有交过承诺', '请由交过承诺的两位同事公开各自的暗号');
  if (own.secret !== undefined) throw secondPerson('已经公开过暗号');
  const secret = written(value);
  if (commitmentOf(secret) !== own.commitment)
    throw new YiwenError('quiz.wrong-secret', '这个暗号和您交的承诺对不上', '请原样填写生成承诺时记下的暗号');
  const committed = parts.committed.map((part) => (part.by === by ? { ...part, secret, revealedAt: at } : part));
  const complete = committed.every((part) => part.secret !== undefined);
  return { status: complete ? 'complete' : 'waits-for-second', parts: { ...parts, committed } };
}

const secondPerson = (did: string) =>
  new YiwenError('quiz.second-person', `您${did}，第二份要由另一位同事来做`, '请另一位有开奖或审核权限的同事登录办理');

/** What both gave, as it is published; undefined while something is missing. Nobody is named. */
export function evidenceOf(plan: EntropyPlan, { typed, committed }: EntropyParts): EntropyEvidence | undefined {
  if (plan.kind === 'public') {
    const [first, second] = typed.map(({ at, value }) => ({ at, value }));
    if (!first || !second) return undefined;
    const knownFrom = new Date(plan.knownFrom).toISOString();
    return { kind: 'public', source: plan.source, knownFrom, typed: [first, second] };
  }
  const [first, second] = committed.flatMap(({ commitment, committedAt, secret, revealedAt }) =>
    secret === undefined || revealedAt === undefined ? [] : [{ commitment, committedAt, secret, revealedAt }],
  );
  return first && second ? { kind: 'commit-reveal', parts: [first, second] } : undefined;
}
