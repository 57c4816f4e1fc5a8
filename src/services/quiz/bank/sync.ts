import { appendAudit } from '../../../storage/audit.js';
import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';
import type { Question } from './question.js';
import { changeLatest, type NewVersion, newestVersions, putVersions } from './records.js';
import { contentOf } from './written.js';

export const SHIPPED = 'shipped';
/** Why a question is withdrawn that the files no longer have: should they have it again, it comes back as a draft. */
const GONE = '已停用：题目文件里已经没有这一题';

export interface Synced {
  readonly added: number;
  readonly changed: number;
  readonly withdrawn: number;
}

interface Shipped {
  readonly content: string;
  readonly latest: boolean;
  readonly flag: string;
}

/** By id, the newest version that came from the files. */
async function shippedBefore(db: Reader | Tx): Promise<ReadonlyMap<string, Shipped>> {
  const rows = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_questions')
    .select(['id', 'content', 'latest', 'flag'])
    .where('author', '=', SHIPPED)
    .orderBy('version')
    .execute();
  return new Map(rows.map(({ id, content, latest, flag }) => [id, { content, latest: latest === 1, flag }]));
}

/**
 * Brings the bank in line with the files that are shipped. What says something else than the files' last version comes
 * in as a draft, also where the bureau has edited it since; what is gone from the files is withdrawn, unless the bureau
 * has made it its own. A second run does nothing.
 * @param shipped ids are unique; a file that cannot be read must not be left out, or its questions are withdrawn
 */
export async function syncBank(tx: Tx, shipped: readonly Question[], now: Date): Promise<Synced> {
  const [before, newest] = [await shippedBefore(tx), await newestVersions(tx)];
  const fresh: NewVersion[] = [];
  let [added, changed, withdrawn] = [0, 0, 0];
  for (const question of shipped) {
    const known = before.get(question.id);
    if (known && known.content === contentOf(question) && !(known.latest && known.flag === GONE)) continue;
    fresh.push({ question, basis: newest.get(question.id) ?? 0, author: SHIPPED });
    if (known) changed += 1;
    else added += 1;
  }
  await putVersions(tx, fresh, now);
  const here = new Set(shipped.map(({ id }) => id));
  for (const [id, { latest, flag }] of before) {
    if (here.has(id) || !latest || flag === GONE) continue;
    await changeLatest(tx, id, { state: 'withdrawn', flag: GONE });
    withdrawn += 1;
  }
  const done = { added, changed, withdrawn };
  if (added + changed + withdrawn > 0)
    await appendAudit(tx, {
      at: now,
      actor: 'bot',
      action: 'quiz.bank-synced',
      subject: 'knowledge/quiz',
      detail: done,
    });
  return done;
}
