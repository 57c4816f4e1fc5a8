import { chinaDay } from '../../../lib/clock.js';
import { YiwenError } from '../../../lib/errors.js';
import { dropDays } from '../../../storage/day-counts.js';
import type { Tx } from '../../../storage/store.js';
import { tipCounts } from '../counts.js';
import { cases, type TipRow } from './tables.js';

/** @throws YiwenError `tips.changed-meanwhile` where the form was of an older state of the tip */
export function requireVersion({ version }: Pick<TipRow, 'version'>, seen: string): void {
  if (seen !== String(version)) throw changedMeanwhile();
}

/** @throws YiwenError `tips.changed-meanwhile` where another transaction was faster */
export async function change(
  tx: Tx,
  { number, version }: Pick<TipRow, 'number' | 'version'>,
  values: Partial<TipRow>,
): Promise<void> {
  const before = await daysOf(tx, number);
  const result = await cases(tx)
    .updateTable('tips')
    .set({ ...values, version: version + 1 })
    .where('number', '=', number)
    .where('version', '=', version)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw changedMeanwhile();
  await dropDays(tx, tipCounts, [...before, ...(await daysOf(tx, number))]);
}

/** The days that a tip is counted under. */
async function daysOf(tx: Tx, number: string): Promise<readonly (string | null)[]> {
  const row = await cases(tx)
    .selectFrom('tips')
    .select(['received_at', 'filed_on', 'concluded_on', 'paid_on'])
    .where('number', '=', number)
    .executeTakeFirst();
  return row ? [chinaDay(new Date(row.received_at)), row.filed_on, row.concluded_on, row.paid_on] : [];
}

const changedMeanwhile = () =>
  new YiwenError('tips.changed-meanwhile', '这条举报刚被别人改过', '请回到这条举报，看过新内容再办');
