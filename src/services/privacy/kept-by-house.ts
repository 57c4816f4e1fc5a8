import { daysBefore, type Keeper } from '../../chat/keeper.js';
import { shownOn } from '../../storage/consents.js';

/** What the house itself keeps: who wrote when, what was said lately, that the notice was shown. */
export const houseKeeper: Keeper = {
  async kept(read, sender) {
    const row = await read
      .selectFrom('inbox')
      .select(({ fn }) => [fn.countAll().as('messages'), fn.count('reply').as('replies')])
      .where('sender', '=', sender)
      .executeTakeFirstOrThrow();
    const shown = await shownOn(read, sender);
    return [
      { what: '收发记录', count: Number(row.messages), how: '只记什么时间来过消息' },
      { what: '我的回复', count: Number(row.replies), how: '加密，最多存7天，举报等保密内容10分钟' },
      ...(shown ? [{ what: '已告知隐私说明', count: 1, how: `${shown} 告知` }] : []),
    ];
  },
  async release(tx, sender) {
    // The row stays, so that a message that comes twice is not dealt with twice; it names nobody any more.
    const untied = await tx
      .updateTable('inbox')
      .set({ sender: '', reply: null })
      .where('sender', '=', sender)
      .executeTakeFirst();
    return Number(untied.numUpdatedRows);
  },
  async expire(tx, { inboxDays }, now) {
    const before = daysBefore(now, inboxDays);
    const gone = await tx.deleteFrom('inbox').where('received_at', '<', before).executeTakeFirst();
    await tx.deleteFrom('outbox').where('created_at', '<', before).execute();
    return Number(gone.numDeletedRows);
  },
};
