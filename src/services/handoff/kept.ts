import { daysBefore, type Keeper } from '../../chat/keeper.js';
import type { Tx } from '../../storage/store.js';
import type { HandoffTables } from './tables.js';

/** Conversations with staff: an open one is held; of those that ended the words and the sender go, the count stays. */
export const handoffKeeper: Keeper = {
  async kept(read, sender) {
    const rows = await read
      .withTables<HandoffTables>()
      .selectFrom('handoffs')
      .select('ended_at')
      .where('sender', '=', sender)
      .execute();
    const open = rows.filter(({ ended_at }) => ended_at === null).length;
    return [
      { what: '和工作人员的对话', count: rows.length - open, how: '加密保存双方说的话' },
      { what: '正在进行的对话', count: open, how: '加密保存双方说的话', held: '还没结束' },
    ];
  },
  async release(tx, sender) {
    const query = ended(tx).where('sender', '=', sender);
    return untie(
      tx,
      (await query.execute()).map(({ id }) => id),
    );
  },
  async expire(tx, { closedCasesDays }, now) {
    const query = ended(tx).where('ended_at', '<', daysBefore(now, closedCasesDays)).where('sender', '!=', '');
    return untie(
      tx,
      (await query.execute()).map(({ id }) => id),
    );
  },
};

const ended = (tx: Tx) =>
  tx.withTables<HandoffTables>().selectFrom('handoffs').select('id').where('ended_at', 'is not', null);

async function untie(tx: Tx, ids: readonly string[]): Promise<number> {
  const db = tx.withTables<HandoffTables>();
  for (const id of ids) {
    await db.updateTable('handoffs').set({ sender: '', address: '{}' }).where('id', '=', id).execute();
    await db.deleteFrom('handoff_messages').where('handoff_id', '=', id).execute();
  }
  return ids.length;
}
