import type { Reader, Tx } from './store.js';

/**
 * Notes that a sender was shown the privacy notice. True the first time for this version. Only the day is kept: a
 * moment could be laid beside that of a tip.
 */
export async function noteShown(tx: Tx, sender: string, version: number, day: string): Promise<boolean> {
  const result = await tx
    .insertInto('consents')
    .values({ sender, version, day })
    .onConflict((conflict) => conflict.columns(['sender', 'version']).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The day it was shown last; undefined if it never was. */
export async function shownOn(read: Reader, sender: string): Promise<string | undefined> {
  const row = await read
    .selectFrom('consents')
    .select('day')
    .where('sender', '=', sender)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return row?.day;
}

export async function forgetShown(tx: Tx, sender: string): Promise<void> {
  await tx.deleteFrom('consents').where('sender', '=', sender).execute();
}
