import { daysBefore, type Keeper } from '../../chat/keeper.js';
import type { Tx } from '../../storage/store.js';
import type { FormTables } from './tables.js';

/** Forms that were sent in: what is worked on is held; of what is closed the words and the sender go, the count stays. */
export const formKeeper: Keeper = {
  async kept(read, sender) {
    const rows = await read
      .withTables<FormTables>()
      .selectFrom('form_cases')
      .select('closed_at')
      .where('sender', '=', sender)
      .execute();
    const open = rows.filter(({ closed_at }) => closed_at === null).length;
    return [
      { what: '协办和代办的表单', count: rows.length - open, how: '加密保存您填的内容' },
      { what: '正在办理的表单', count: open, how: '加密保存您填的内容和回复您的方式', held: '还没办完' },
    ];
  },
  async release(tx, sender) {
    const query = closed(tx).where('sender', '=', sender);
    return untie(
      tx,
      (await query.execute()).map(({ id }) => id),
    );
  },
  async expire(tx, { closedCasesDays }, now) {
    const query = closed(tx).where('closed_at', '<', daysBefore(now, closedCasesDays)).where('sender', '!=', '');
    return untie(
      tx,
      (await query.execute()).map(({ id }) => id),
    );
  },
};

const closed = (tx: Tx) =>
  tx.withTables<FormTables>().selectFrom('form_cases').select('id').where('closed_at', 'is not', null);

async function untie(tx: Tx, ids: readonly string[]): Promise<number> {
  const db = tx.withTables<FormTables>();
  for (const id of ids) {
    await db.updateTable('form_cases').set({ sender: '', address: '{}', fields: '{}' }).where('id', '=', id).execute();
    await db.updateTable('form_events').set({ words: null }).where('case_id', '=', id).execute();
  }
  return ids.length;
}
