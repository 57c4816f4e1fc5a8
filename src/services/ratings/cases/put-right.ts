import { commandOf } from '../../../chat/clean.js';
import type { Choice } from '../../../domain/message.js';

export const PUT_RIGHT_CHOICES: readonly Choice[] = [
  { label: '改好了', text: '改好了' },
  { label: '没改好', text: '没改好' },
];

const YES = /^(?:1|已?经?改好了?|已?经?解决了?|好了|改了|满意)$/;
const NO = /^(?:2|还?没有?改好?|还?没有?解决|没有|没改|还是老样子|不满意)$/;

/** What was said to whether it was put right; undefined for anything else. */
export function putRightIn(text: string): 'yes' | 'no' | undefined {
  const said = commandOf(text);
  if (NO.test(said)) return 'no';
  return YES.test(said) ? 'yes' : undefined;
}
