import { actorOf } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Reader } from '../../../storage/store.js';
import { likeness } from './alike.js';
import { aboutWhom, type Opener, openRow, openTarget, requireKeyring } from './open.js';
import { mayRead, requireRecord, type TipRecord } from './record.js';
import { cases, type TipRow } from './tables.js';

export type Candidate = Pick<TipRow, 'number' | 'received_at' | 'state' | 'kind' | 'target_kind' | 'owner'>;

const AROUND_MS = 90 * 24 * 3_600_000;
const FEW = 8;
/** Most tips that are opened to be compared or searched: each is a tenth of a millisecond and a line of the audit says how many. */
export const MOST_OPENED = 500;

function around(db: Reader, { number, received_at }: TipRow, memberId: string) {
  const at = Date.parse(received_at);
  const [from, to] = [at - AROUND_MS, at + AROUND_MS].map((time) => new Date(time).toISOString());
  return cases(db)
    .selectFrom('tips')
    .where('tips.number', '!=', number)
    .where('tips.received_at', '>=', from ?? '')
    .where('tips.received_at', '<=', to ?? '')
    .where('tips.original', 'is', null)
    .where('tips.number', 'not in', (query) =>
      query.selectFrom('tip_conflicts').select('tip_conflicts.number').where('staff_id', '=', memberId),
    );
}

/** Without a key: the same kind of act by the same kind of institution within three months. */
export async function candidatesFor(db: Reader, record: TipRecord, memberId: string): Promise<Candidate[]> {
  const { kind, target_kind } = record;
  if (kind === null || kind === 'unclear') return [];
  const query = around(db, record, memberId)
    .select(['number', 'received_at', 'state', 'kind', 'target_kind', 'owner'])
    .where('kind', '=', kind);
  return (target_kind === null ? query : query.where('target_kind', '=', target_kind))
    .orderBy('received_at', 'desc')
    .limit(FEW)
    .execute();
}

export interface Compared {
  readonly opened: number;
  readonly alike: readonly (Candidate & { readonly likeness: number })[];
}

const ALIKE = 0.5;

/**
 * With the key: the latest within three months whose named institution is alike. Only tips that this member may read are
 * opened; how many is in the audit.
 * @throws YiwenError `tips.story-denied`, `tips.no-target`, `sealing.locked`
 */
export async function compareTargets(opener: Opener, number: string): Promise<Compared> {
  const { store, member, now } = opener;
  const record = await requireRecord(store.read, member, number);
  if (!mayRead(member, record))
    throw new YiwenError('tips.story-denied', '这条举报的内容不归您看', '请承办人或举报主管来比对');
  const keyring = requireKeyring(opener.keyring);
  const rows = await around(store.read, record, member.id)
    .innerJoin('tip_stories', 'tip_stories.number', 'tips.number')
    .leftJoin('tip_targets', 'tip_targets.number', 'tips.number')
    .select(['tips.number', 'received_at', 'state', 'kind', 'target_kind', 'owner'])
    .select(['tip_stories.sealed as story', 'tip_targets.sealed as target'])
    .orderBy('received_at', 'desc')
    .limit(MOST_OPENED)
    .execute();
  const readable = rows.filter((row) => mayRead(member, row));
  const detail = { opened: readable.length };
  await store.transaction((tx) =>
    appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.compared', subject: number, detail }),
  );
  const own = aboutWhom(await openTarget(store.read, keyring, number));
  if (own.length === 0) throw new YiwenError('tips.no-target', '这条举报没有写被举报对象', '核实对象之后再比对');
  const alike = readable.map(({ story, target, ...candidate }) => {
    const other = aboutWhom(openRow(keyring, { story, target }));
    const pairs = own.flatMap((one) => other.map((another) => likeness(one, another)));
    return { ...candidate, likeness: Math.max(0, ...pairs) };
  });
  const found = alike.filter((candidate) => candidate.likeness >= ALIKE);
  return { opened: readable.length, alike: found.sort((a, b) => b.likeness - a.likeness).slice(0, FEW) };
}

/** How many were merged into each, and into what each was merged. */
export async function mergedInto(db: Reader, numbers: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (numbers.length === 0) return new Map();
  const rows = await cases(db)
    .selectFrom('tips')
    .select((row) => ['original', row.fn.countAll<number>().as('merged')])
    .where('original', 'in', [...numbers])
    .groupBy('original')
    .execute();
  return new Map(rows.map(({ original, merged }) => [original ?? '', Number(merged)]));
}
