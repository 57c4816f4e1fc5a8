import { actorOf } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { appendAudit } from '../../../storage/audit.js';
import { MOST_OPENED } from './duplicates.js';
import { type Opener, openRow, requireKeyring } from './open.js';
import { mayRead } from './record.js';
import { cases, type TipRow } from './tables.js';

export interface Found {
  readonly opened: number;
  readonly found: readonly Pick<TipRow, 'number' | 'received_at' | 'state' | 'kind'>[];
}

/**
 * Looks for words in the latest tips that somebody may read: they are opened one by one in memory, so there is a most.
 * Who searched and how many were opened is in the audit; the words are not.
 * @throws YiwenError `tips.incomplete-step`, `sealing.locked`
 */
export async function searchStories({ store, member, keyring: given, now }: Opener, words: string): Promise<Found> {
  const wanted = words.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.join('').length < 2 || words.length > 60)
    throw new YiwenError('tips.incomplete-step', '要找的词太短或太长', '写2至60个字，例如：平安医院');
  const keyring = requireKeyring(given);
  const rows = await cases(store.read)
    .selectFrom('tips')
    .innerJoin('tip_stories', 'tip_stories.number', 'tips.number')
    .leftJoin('tip_targets', 'tip_targets.number', 'tips.number')
    .select(['tips.number', 'received_at', 'state', 'kind', 'owner'])
    .select(['tip_stories.sealed as story', 'tip_targets.sealed as target'])
    .where('tips.number', 'not in', (query) =>
      query.selectFrom('tip_conflicts').select('tip_conflicts.number').where('staff_id', '=', member.id),
    )
    .orderBy('received_at', 'desc')
    .limit(MOST_OPENED)
    .execute();
  const readable = rows.filter((row) => mayRead(member, row));
  const found = readable.filter(({ story, target }) => {
    const { parts, target: named } = openRow(keyring, { story, target });
    const text = [...Object.values(parts).flat(), ...Object.values(named)].join('\n').normalize('NFKC').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  const detail = { opened: readable.length, found: found.length };
  await store.transaction((tx) =>
    appendAudit(tx, { at: now, actor: actorOf(member), action: 'tips.searched', subject: 'stories', detail }),
  );
  return { opened: readable.length, found };
}
