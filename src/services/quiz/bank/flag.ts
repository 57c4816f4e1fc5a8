import { appendAudit } from '../../../storage/audit.js';
import type { Tx } from '../../../storage/store.js';
import type { QuizTables } from '../tables.js';
import { checkQuestion } from './check.js';
import { sayFault } from './fault.js';
import { type Passages, sectionCited, sourceOf } from './passages.js';
import type { BankQuestion } from './question.js';
import { questionOf } from './read.js';

export interface Flagged {
  /** Questions of which something is wrong now, and that were right before; and the other way round. */
  readonly flagged: number;
  readonly cleared: number;
  /** Questions of campaigns under way that are drawn no more, and that are drawn again. */
  readonly rested: number;
  readonly woken: number;
}

/** The words beside a question that may not be drawn: what is wrong first. '' where nothing is. */
function flagOf(question: BankQuestion, passages: Passages, day: string): string {
  const [first] = checkQuestion(question, passages, day);
  return first ? sayFault(first) : '';
}

/**
 * Looks at every question against the knowledge as it is now. What lost its text is flagged and rests in the campaigns
 * that are not over; what is right again comes back by itself. To be called daily, after a sync, and when other
 * knowledge comes into use.
 * @param day Asia/Shanghai
 */
export async function flagQuestions(tx: Tx, passages: Passages, day: string, now: Date): Promise<Flagged> {
  const newest = await flagNewest(tx, passages, day);
  const pools = await restPools(tx, passages, day, now);
  const done = { ...newest, ...pools };
  if (Object.values(done).some((count) => count > 0))
    await appendAudit(tx, { at: now, actor: 'bot', action: 'quiz.bank-checked', subject: day, detail: done });
  return done;
}

/** As `flagQuestions` for some that were just written, in the bank alone: no campaign draws a new version. */
export async function flagWritten(tx: Tx, ids: readonly string[], passages: Passages, day: string): Promise<void> {
  for (const id of ids) await flagNewest(tx, passages, day, id);
}

async function flagNewest(
  tx: Tx,
  passages: Passages,
  day: string,
  id?: string,
): Promise<Pick<Flagged, 'flagged' | 'cleared'>> {
  const db = tx.withTables<QuizTables>();
  const newest = db.selectFrom('quiz_questions').selectAll().where('latest', '=', 1);
  const rows = await (id === undefined ? newest : newest.where('id', '=', id)).execute();
  let [flagged, cleared] = [0, 0];
  for (const row of rows.filter(({ state }) => state !== 'withdrawn')) {
    const question = questionOf(row);
    const flag = flagOf(question, passages, day);
    const section = sectionCited(passages, question.cites);
    const source = section ? JSON.stringify(sourceOf(section)) : row.source;
    if (flag === row.flag && source === row.source) continue;
    if (flag !== '' && row.flag === '') flagged += 1;
    if (flag === '' && row.flag !== '') cleared += 1;
    const { version } = question;
    const query = db.updateTable('quiz_questions').set({ flag, source });
    await query.where('id', '=', question.id).where('version', '=', version).execute();
  }
  return { flagged, cleared };
}

/** Each campaign has the version that it froze, which need not be the newest. */
async function restPools(
  tx: Tx,
  passages: Passages,
  day: string,
  now: Date,
): Promise<Pick<Flagged, 'rested' | 'woken'>> {
  const db = tx.withTables<QuizTables>();
  const rows = await db
    .selectFrom('quiz_pool')
    .innerJoin('quiz_campaigns', 'quiz_campaigns.number', 'quiz_pool.campaign')
    .innerJoin('quiz_questions', (join) =>
      join
        .onRef('quiz_questions.id', '=', 'quiz_pool.question')
        .onRef('quiz_questions.version', '=', 'quiz_pool.version'),
    )
    .where('quiz_campaigns.state', 'in', ['DRAFT', 'REVIEWED', 'OPEN'])
    .selectAll('quiz_questions')
    .select(['quiz_pool.campaign', 'quiz_pool.rested_at'])
    .execute();
  const gone = await withdrawnIds(tx);
  let [rested, woken] = [0, 0];
  for (const row of rows) {
    const rests = gone.has(row.id) || flagOf(questionOf(row), passages, day) !== '';
    if (rests === (row.rested_at !== null)) continue;
    if (rests) rested += 1;
    else woken += 1;
    const query = db.updateTable('quiz_pool').set({ rested_at: rests ? now.toISOString() : null });
    await query.where('campaign', '=', row.campaign).where('question', '=', row.id).execute();
  }
  return { rested, woken };
}

async function withdrawnIds(tx: Tx): Promise<ReadonlySet<string>> {
  const query = tx.withTables<QuizTables>().selectFrom('quiz_questions').select('id').where('latest', '=', 1);
  const rows = await query.where('state', '=', 'withdrawn').execute();
  return new Set(rows.map(({ id }) => id));
}
