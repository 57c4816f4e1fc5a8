import type { Desk } from '../casework/desk.js';
import { tipsDesk } from './tips/desk/desk.js';
import type { TipTerms } from './tips/terms.js';

export interface DeskOptions {
  /** Terms and shares of tips; the unchecked standard without. */
  readonly tips?: TipTerms;
}

/** The staff's side of the services, in the order of the console's menu. Adding one: a line here. */
export function createDesks({ tips }: DeskOptions = {}): readonly Desk[] {
  return [tipsDesk(tips)];
}
