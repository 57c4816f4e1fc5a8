import type { LocalKey } from '../../../storage/local-key.js';
import type { Passages } from '../bank/passages.js';
import type { QuizSettings } from '../settings.js';

/** What the desk of the quiz needs of the house. */
export interface QuizDeskOptions {
  readonly localKey: LocalKey;
  readonly settings: QuizSettings;
  /** The bureau's name, as the published draw says it. */
  readonly bureau: string;
  /** The texts that questions cite, as they are in use. */
  readonly passages: () => Promise<Passages>;
}
