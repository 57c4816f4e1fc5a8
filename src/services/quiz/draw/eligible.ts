import type { LocalKey } from '../../../storage/local-key.js';
import type { Reader, Tx } from '../../../storage/store.js';
import type { Campaign } from '../campaign/campaign.js';
import type { QuizSettings } from '../settings.js';
import type { QuizTables } from '../tables.js';
import { sortCodes } from './merkle.js';

export interface EligibleOptions {
  readonly localKey: LocalKey;
  readonly settings: Pick<QuizSettings, 'staffAccounts'>;
}

/** The keyed hashes of the staff's own chat accounts, given as `channel:sender`. */
function staffPersons({ localKey, settings }: EligibleOptions): ReadonlySet<string> {
  return new Set(
    settings.staffAccounts.map((account) => {
      const colon = account.indexOf(':');
      return localKey.fingerprint('sender', account.slice(0, colon), account.slice(colon + 1));
    }),
  );
}

/** Who enters the draw: enough right answers, known by account or at the counter, not of the staff. Sorted codes. */
export async function eligibleCodes(
  db: Reader | Tx,
  { number, entryScore }: Pick<Campaign, 'number' | 'entryScore'>,
  options: EligibleOptions,
): Promise<readonly string[]> {
  const staff = staffPersons(options);
  const rows = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_people')
    .select(['code', 'person'])
    .where('campaign', '=', number)
    .where('verified', '!=', '')
    .where('person', '!=', '')
    .where('best_attempt', 'is not', null)
    .where('best_score', '>=', entryScore)
    .execute();
  return sortCodes(rows.filter(({ person }) => !staff.has(person)).map(({ code }) => code));
}

/** Flags that nobody has decided on yet. */
export async function openFlags(db: Reader | Tx, campaign: string): Promise<number> {
  const row = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_flags')
    .select(({ fn }) => fn.countAll().as('rows'))
    .where('campaign', '=', campaign)
    .where('outcome', '=', 'open')
    .executeTakeFirst();
  return Number(row?.rows ?? 0);
}

/** Attempts that still go on: their score is not known yet. */
export async function openAttempts(db: Reader | Tx, campaign: string): Promise<number> {
  const row = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_attempts')
    .select(({ fn }) => fn.countAll().as('rows'))
    .where('campaign', '=', campaign)
    .where('rehearsal', '=', 0)
    .where('state', '=', 'STARTED')
    .executeTakeFirst();
  return Number(row?.rows ?? 0);
}
