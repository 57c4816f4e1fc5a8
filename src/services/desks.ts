import type { Desk } from '../casework/desk.js';
import { formDesk } from './forms/desk.js';
import { forms } from './forms/forms/index.js';
import { handoffDesk } from './handoff/desk.js';
import { type HandoffSettings, noHandoff } from './handoff/handoff.js';
import { onServiceFinished } from './index.js';
import { recentQuestions } from './questions/recent.js';

export interface DeskOptions {
  readonly handoff?: HandoffSettings;
}

/** The staff's side of the services, in the order of the console's menu. Adding one: a line here. */
export function createDesks({ handoff = noHandoff }: DeskOptions = {}): readonly Desk[] {
  return [
    formDesk({ forms, onFinished: onServiceFinished }),
    handoffDesk({ settings: handoff, onFinished: onServiceFinished, recentQuestions }),
  ];
}
