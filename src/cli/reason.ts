import { YiwenError } from '../lib/errors.js';
import { maskPersonalData } from '../lib/personal-data.js';

const longest = 300;

/** A reason as it will stand in the audit, personal numbers masked. Throws `usage.no-reason`. */
export function parseReason(text: string): string {
  const reason = text.replace(/\s+/g, ' ').trim();
  if (reason !== '' && reason.length <= longest) return maskPersonalData(reason);
  throw new YiwenError('usage.no-reason', `原因要写1至${longest}个字`, '请写明原因：它会留痕，以后查得到。');
}
