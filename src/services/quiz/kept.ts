import { daysBefore, type Keeper } from '../../chat/keeper.js';
import type { Reader, Tx } from '../../storage/store.js';
import { goneAs } from './play/people.js';
import type { QuizTables } from './tables.js';

type Row = Pick<QuizTables['quiz_people'], 'campaign' | 'code' | 'person'>;

/** States in which who takes part in the draw stands published and may still win. */
const FROZEN = ['FROZEN', 'DRAWN'] as const;
/** Places of a draw that are not settled yet. */
const UNSETTLED = ['alternate', 'won', 'claimed'] as const;

/**
 * Who takes part in quizzes. Scores and codes stay, for the leaderboard and a draw that can be checked; who it was, what
 * they called themselves and where to reach them goes. An entry of a draw that is not settled is held.
 */
export const quizKeeper: Keeper = {
  async kept(read, sender) {
    const rows = await people(read).where('person', '=', sender).execute();
    const held = await heldOf(read, rows);
    const free = rows.length - held.length;
    const how = '存参与码、昵称、街道或单位、作答和成绩';
    return [
      { what: '竞答参与', count: free, how },
      { what: '抽奖名单里的竞答参与', count: held.length, how, held: '名单已公布，抽奖还没结束' },
      { what: '竞答试答', count: await rehearsals(read, sender), how: '存作答，不计成绩' },
    ];
  },
  async release(tx, sender) {
    const rows = await people(tx).where('person', '=', sender).execute();
    const untied = await untie(tx, rows);
    return untied + (await dropRehearsals(tx, sender));
  },
  async expire(tx, { closedCasesDays }, now) {
    const before = daysBefore(now, closedCasesDays);
    const rows = await people(tx)
      .innerJoin('quiz_campaigns', 'quiz_campaigns.number', 'quiz_people.campaign')
      .where('quiz_campaigns.closes_at', '<', before)
      .where('person', 'not like', 'gone:%')
      .execute();
    return untie(tx, rows);
  },
};

const people = (db: Reader | Tx) =>
  db.withTables<QuizTables>().selectFrom('quiz_people').select(['campaign', 'code', 'person']);

async function heldOf(db: Reader | Tx, rows: readonly Row[]): Promise<readonly Row[]> {
  const held: Row[] = [];
  for (const row of rows) if (await isHeld(db, row)) held.push(row);
  return held;
}

async function isHeld(db: Reader | Tx, { campaign, code }: Row): Promise<boolean> {
  const tables = db.withTables<QuizTables>();
  const entered = await tables
    .selectFrom('quiz_entries')
    .innerJoin('quiz_campaigns', 'quiz_campaigns.number', 'quiz_entries.campaign')
    .select('quiz_campaigns.state')
    .where('quiz_entries.campaign', '=', campaign)
    .where('quiz_entries.code', '=', code)
    .executeTakeFirst();
  if (!entered) return false;
  if (FROZEN.some((state) => state === entered.state)) return true;
  const open = await tables
    .selectFrom('quiz_winners')
    .select('place')
    .where('campaign', '=', campaign)
    .where('code', '=', code)
    .where('state', 'in', [...UNSETTLED])
    .executeTakeFirst();
  return open !== undefined;
}

/** Attempts stay under one value a person, so that nobody gets new attempts of the day by having their data deleted. */
async function untie(tx: Tx, rows: readonly Row[]): Promise<number> {
  const db = tx.withTables<QuizTables>();
  const held = await heldOf(tx, rows);
  const free = rows.filter((row) => !held.includes(row));
  for (const { campaign, code, person } of free) {
    const gone = { person: goneAs(code) };
    const own = (table: 'quiz_attempts' | 'quiz_flags', change: { person: string; device?: string }) =>
      db.updateTable(table).set(change).where('campaign', '=', campaign).where('person', '=', person);
    await own('quiz_attempts', { ...gone, device: '' })
      .where('rehearsal', '=', 0)
      .execute();
    await own('quiz_flags', gone).execute();
    await db
      .updateTable('quiz_people')
      .set({ ...gone, nickname: '', hidden: 1, group_name: '', verified: '', identity: null, address: '' })
      .where('campaign', '=', campaign)
      .where('code', '=', code)
      .execute();
  }
  return free.length;
}

async function rehearsals(db: Reader | Tx, sender: string): Promise<number> {
  const { rows } = await db
    .withTables<QuizTables>()
    .selectFrom('quiz_attempts')
    .select(({ fn }) => fn.countAll().as('rows'))
    .where('person', '=', sender)
    .where('rehearsal', '=', 1)
    .executeTakeFirstOrThrow();
  return Number(rows);
}

async function dropRehearsals(tx: Tx, sender: string): Promise<number> {
  const db = tx.withTables<QuizTables>();
  const own = db.selectFrom('quiz_attempts').select('id').where('person', '=', sender).where('rehearsal', '=', 1);
  await db.deleteFrom('quiz_answers').where('attempt', 'in', own).execute();
  const gone = await db
    .deleteFrom('quiz_attempts')
    .where('person', '=', sender)
    .where('rehearsal', '=', 1)
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
