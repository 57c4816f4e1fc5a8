import type { Address } from '../../../domain/message.js';
import type { LocalKey } from '../../../storage/local-key.js';
import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';
import { participantCode, tieOf } from './person.js';

/** Who takes part, as far as anybody knows. */
export interface Participant {
  readonly campaign: string;
  readonly code: string;
  /** '' for none. */
  readonly nickname: string;
  readonly hidden: boolean;
  readonly group: string;
  readonly verified: '' | 'account' | 'counter';
  /** -1 as long as no attempt counts. */
  readonly bestScore: number;
  readonly bestMs: number;
  readonly bestAt: string;
}

type Row = QuizTables['quiz_people'];

const participantOf = (row: Row): Participant => ({
  ...{ campaign: row.campaign, code: row.code, nickname: row.nickname, hidden: Number(row.hidden) === 1 },
  ...{ group: row.group_name, verified: row.verified, bestAt: row.best_at },
  ...{ bestScore: Number(row.best_score), bestMs: Number(row.best_ms) },
});

export async function participantIn(
  db: Reader | Tx,
  campaign: string,
  person: string,
): Promise<Participant | undefined> {
  const row = await people(db).where('person', '=', person).where('campaign', '=', campaign).executeTakeFirst();
  return row && participantOf(row);
}

/** Everything that somebody takes part in, the newest first. */
export async function participations(db: Reader | Tx, person: string): Promise<readonly Participant[]> {
  const rows = await people(db).where('person', '=', person).orderBy('joined_at', 'desc').execute();
  return rows.map(participantOf);
}

const people = (db: Reader | Tx) => db.withTables<QuizTables>().selectFrom('quiz_people').selectAll();

/** What stands for somebody who had their data deleted: one value a person, so that a day's attempts stay counted. */
export const goneAs = (code: string): string => `gone:${code}`;

export interface Joining {
  readonly campaign: string;
  readonly person: string;
  /** '' for none. */
  readonly group: string;
  readonly address: Address;
  /** Whether the channel knows who somebody is. */
  readonly known: boolean;
}

/** Enters somebody, or takes up again who had their data deleted: the code is the same, what they won stays won. */
export async function join(tx: Tx, localKey: LocalKey, joining: Joining, now: Date): Promise<void> {
  const { campaign, person, group, address, known } = joining;
  const who = {
    ...{ person, group_name: group, channel: address.channel, verified: known ? ('account' as const) : ('' as const) },
    ...{ address: localKey.encrypt(JSON.stringify(address)), joined_at: now.toISOString() },
  };
  await tx
    .withTables<QuizTables>()
    .insertInto('quiz_people')
    .values({
      ...{ campaign, code: participantCode(localKey, campaign, person), ...who, nickname: '', hidden: 0 },
      ...{ identity: null, verified_by: null, best_score: -1, best_ms: 0, best_at: '', best_attempt: null },
      tie: tieOf(localKey, campaign, person),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['campaign', 'code'])
        .doUpdateSet({ ...who, hidden: 0 })
        .where('quiz_people.person', 'like', 'gone:%'),
    )
    .execute();
}

export async function changeParticipant(
  tx: Tx,
  { campaign, code }: Pick<Participant, 'campaign' | 'code'>,
  change: { readonly nickname?: string; readonly hidden?: number },
): Promise<void> {
  await tx
    .withTables<QuizTables>()
    .updateTable('quiz_people')
    .set(change)
    .where('campaign', '=', campaign)
    .where('code', '=', code)
    .execute();
}
