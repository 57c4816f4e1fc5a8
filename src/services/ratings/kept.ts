import { daysBefore, type Keeper } from '../../chat/keeper.js';
import type { Tx } from '../../storage/store.js';
import type { RatingTables } from './tables.js';

const CLOSED = 'CLOSED';
/** One rating a sender and day holds for the nameless too: each gets a name of its own that leads nowhere. */
const NOBODY = 'nobody:';

/** Ratings, and the cases of bad ones: an open case is held until it is closed. */
export const ratingKeeper: Keeper = {
  async kept(read, sender) {
    const rows = await read
      .withTables<RatingTables>()
      .selectFrom('ratings')
      .leftJoin('rating_cases', 'rating_cases.rating_id', 'ratings.id')
      .select(['ratings.id', 'rating_cases.state'])
      .where('ratings.sender', '=', sender)
      .execute();
    const open = rows.filter(({ state }) => state !== null && state !== CLOSED).length;
    return [
      { what: '服务评价', count: rows.length - open, how: '存等级、原因和改动' },
      { what: '正在处理的差评', count: open, how: '存等级、原因和回复您的方式', held: '还没办结' },
    ];
  },
  async release(tx, sender) {
    return untie(tx, (query) => query.where('sender', '=', sender));
  },
  async expire(tx, { closedCasesDays }, now) {
    const before = daysBefore(now, closedCasesDays);
    return untie(tx, (query) => query.where('at', '<', before).where('sender', 'not like', `${NOBODY}%`));
  },
};

type Chosen = ReturnType<typeof untied>;
const untied = (tx: Tx) => {
  const db = tx.withTables<RatingTables>();
  const open = db.selectFrom('rating_cases').select('rating_id').where('state', '!=', CLOSED);
  return db.selectFrom('ratings').select('id').where('id', 'not in', open);
};

/** The level stays, for the figures; who gave it, and where they are to be answered, goes. */
async function untie(tx: Tx, choose: (query: Chosen) => Chosen): Promise<number> {
  const db = tx.withTables<RatingTables>();
  const ids = (await choose(untied(tx)).execute()).map(({ id }) => id);
  for (const id of ids) {
    await db
      .updateTable('ratings')
      .set({ sender: `${NOBODY}${id}` })
      .where('id', '=', id)
      .execute();
    const item = db.selectFrom('ratings').select('item_id').where('id', '=', id);
    await db.updateTable('service_items').set({ sender: null, address: null }).where('id', 'in', item).execute();
    await db.updateTable('rating_cases').set({ address: '{}' }).where('rating_id', '=', id).execute();
  }
  return ids.length;
}
