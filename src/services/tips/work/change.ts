import { YiwenError } from '../../../lib/errors.js';
import type { Tx } from '../../../storage/store.js';
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
  const result = await cases(tx)
    .updateTable('tips')
    .set({ ...values, version: version + 1 })
    .where('number', '=', number)
    .where('version', '=', version)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw changedMeanwhile();
}

const changedMeanwhile = () =>
  new YiwenError('tips.changed-meanwhile', '这条举报刚被别人改过', '请回到这条举报，看过新内容再办');
