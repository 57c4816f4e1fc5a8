import type { Reader, Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';

type Attempts = QuizTables['quiz_attempts'];

/** What somebody did in a campaign, by their code: nothing here tells who they are. */
export interface Found {
  readonly code: string;
  readonly person: Pick<
    QuizTables['quiz_people'],
    'channel' | 'verified' | 'group_name' | 'joined_at' | 'best_score' | 'best_attempt' | 'hidden'
  >;
  readonly attempts: readonly Pick<
    Attempts,
    'id' | 'day' | 'number' | 'state' | 'score' | 'answered' | 'started_at' | 'duration_ms'
  >[];
  readonly flags: readonly Flag[];
}

export type Flag = Pick<
  QuizTables['quiz_flags'],
  'id' | 'attempt' | 'kind' | 'detail' | 'at' | 'outcome' | 'reason' | 'decided_by'
> & { readonly code: string };

/** Rehearsals aside. */
export async function findPerson(read: Reader, campaign: string, code: string): Promise<Found | undefined> {
  const db = read.withTables<QuizTables>();
  const person = await db
    .selectFrom('quiz_people')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!person) return undefined;
  const attempts = await db
    .selectFrom('quiz_attempts')
    .select(['id', 'day', 'number', 'state', 'score', 'answered', 'started_at', 'duration_ms'])
    .where('campaign', '=', campaign)
    .where('person', '=', person.person)
    .where('rehearsal', '=', 0)
    .orderBy('day')
    .orderBy('number')
    .execute();
  const flags = await flagsOf(read, campaign).where('f.person', '=', person.person).execute();
  return { code, person, attempts, flags };
}

/** At most so many on a page: what is decided makes room for the next. */
const MOST_FLAGS = 200;

/** What waits for somebody to decide, the oldest first. */
export async function openFlags(read: Reader, campaign: string): Promise<readonly Flag[]> {
  return await flagsOf(read, campaign).where('f.outcome', '=', 'open').limit(MOST_FLAGS).execute();
}

function flagsOf(read: Reader, campaign: string) {
  return read
    .withTables<QuizTables>()
    .selectFrom('quiz_flags as f')
    .innerJoin('quiz_people as p', (join) =>
      join.onRef('p.campaign', '=', 'f.campaign').onRef('p.person', '=', 'f.person'),
    )
    .select(['f.id', 'f.attempt', 'f.kind', 'f.detail', 'f.at', 'f.outcome', 'f.reason', 'f.decided_by', 'p.code'])
    .where('f.campaign', '=', campaign)
    .orderBy('f.at')
    .orderBy('f.id');
}

/** People whose best attempt reached a score, and those of them who may enter the draw. */
export async function countReached(
  db: Reader | Tx,
  { number, entryScore }: { readonly number: string; readonly entryScore: number },
): Promise<{ readonly people: number; readonly verified: number }> {
  const rows = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_people')
    .select(({ fn }) => ['verified', fn.countAll().as('people')])
    .where('campaign', '=', number)
    .where('best_score', '>=', Math.max(0, entryScore))
    .groupBy('verified')
    .execute();
  const sum = (kept: typeof rows) => kept.reduce((all, { people }) => all + Number(people), 0);
  return { people: sum(rows), verified: sum(rows.filter(({ verified }) => verified !== '')) };
}
