import { sql } from 'kysely';
import { daysBefore, type Keeper } from '../../chat/keeper.js';
import { randomId } from '../../lib/ids.js';
import { dropDays } from '../../storage/day-counts.js';
import type { Tx } from '../../storage/store.js';
import { questionCounts } from './counts.js';
import type { QuestionTables } from './records.js';

/** Questions and answers, and whether an answer was of use. What is counted stays; whose it was and its words go. */
export const questionKeeper: Keeper = {
  async kept(read, sender) {
    const db = read.withTables<QuestionTables>();
    const count = async (table: 'answers' | 'feedback') => {
      const query = db.selectFrom(table).select(({ fn }) => fn.countAll().as('rows'));
      return Number((await query.where('sender', '=', sender).executeTakeFirstOrThrow()).rows);
    };
    return [
      { what: '咨询记录', count: await count('answers'), how: '存问题和回答，证件号、电话等已隐去' },
      { what: '有用没用的反馈', count: await count('feedback'), how: '存您选的和写的理由' },
    ];
  },
  async release(tx, sender) {
    const db = tx.withTables<QuestionTables>();
    const answers = await db.updateTable('answers').set({ sender: '' }).where('sender', '=', sender).executeTakeFirst();
    return Number(answers.numUpdatedRows) + (await untieMarks(tx, (marks) => marks.where('sender', '=', sender)));
  },
  async expire(tx, { questionsDays }, now) {
    const db = tx.withTables<QuestionTables>();
    const before = daysBefore(now, questionsDays);
    const wordless = { sender: '', question: '', searched: '', text: '', citations: '[]', reworded: null };
    const days = await db
      .selectFrom('answers')
      .select(sql<string>`date(at, '+8 hours')`.as('day'))
      .distinct()
      .where('at', '<', before)
      .where((row) => row.or([row('text', '!=', ''), row('question', '!=', ''), row('sender', '!=', '')]))
      .execute();
    const answers = await db
      .updateTable('answers')
      .set(wordless)
      .where('at', '<', before)
      .where((row) => row.or([row('text', '!=', ''), row('question', '!=', ''), row('sender', '!=', '')]))
      .executeTakeFirst();
    // Their citations went too, and those are counted.
    await dropDays(
      tx,
      questionCounts,
      days.map(({ day }) => day),
    );
    await untieMarks(tx, (marks) =>
      marks
        .where('at', '<', before)
        .where((row) =>
          row.or([
            row.and([row('sender', '!=', ''), row('sender', 'not like', `${NOBODY}%`)]),
            row('reason', 'is not', null),
          ]),
        ),
    );
    return Number(answers.numUpdatedRows);
  },
};

/** An answer holds one mark a sender, for the nameless too: each gets a name of its own that leads nowhere. */
const NOBODY = 'nobody:';

type Marks = ReturnType<typeof marksIn>;
const marksIn = (tx: Tx) => tx.withTables<QuestionTables>().selectFrom('feedback').select(['answer_id', 'sender']);

async function untieMarks(tx: Tx, choose: (marks: Marks) => Marks): Promise<number> {
  const marks = await choose(marksIn(tx)).execute();
  for (const { answer_id, sender } of marks)
    await tx
      .withTables<QuestionTables>()
      .updateTable('feedback')
      .set({ sender: `${NOBODY}${randomId()}`, reason: null })
      .where('answer_id', '=', answer_id)
      .where('sender', '=', sender)
      .execute();
  return marks.length;
}
