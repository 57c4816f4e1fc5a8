import type { Bureau } from '../../../domain/bureau.js';
import type { IncomingMessage } from '../../../domain/message.js';
import type { LocalKey } from '../../../storage/local-key.js';
import type { QuizSettings } from '../settings.js';
import type { ReadQuestion } from './known-questions.js';

/** What playing needs to know. */
export interface PlayOptions {
  readonly localKey: LocalKey;
  readonly settings: QuizSettings;
  readonly bureau: Bureau;
  readonly readQuestion: ReadQuestion;
}

/** Staff rehearse, and do nothing else. */
export const isStaffAccount = ({ settings }: PlayOptions, { channel, sender }: IncomingMessage): boolean =>
  settings.staffAccounts.includes(`${channel}:${sender}`);
