import type { TargetKind } from './acts.js';
import type { NewTip, SealedStory } from './records.js';

/** What the intake asks, in this order: people tell first who and what, and choose words for it afterwards. */
export const steps = ['target', 'story', 'kind', 'when', 'where', 'amount', 'evidence', 'contact', 'confirm'] as const;
export type Step = (typeof steps)[number];

/** Steps at which people write in their own words. */
export type FreeStep = Exclude<Step, 'kind' | 'confirm'>;

/** Only codes and sealed text: what was typed cannot be read back, not even by the bot. */
export interface Told extends SealedStory {
  readonly contact: readonly string[];
  readonly kind?: string;
  readonly targetKind?: TargetKind;
  /** Pictures and files held for this tip until it is filed, and the name they are held under. */
  readonly files: number;
  readonly draft?: string;
}

export const NOTHING: Told = {
  target: [],
  story: [],
  when: [],
  where: [],
  amount: [],
  evidence: [],
  contact: [],
  files: 0,
};

/** The step after this one; `confirm` is the last. */
export const after = (step: Step): Step => steps[steps.indexOf(step) + 1] ?? 'confirm';
/** The step before this one; the first is its own. */
export const before = (step: Step): Step => steps[steps.indexOf(step) - 1] ?? 'target';

/** More pieces than this are no story any more: staff will ask. */
const MOST_PIECES = 40;
const FEW_PIECES = 10;

/** Something typed, sealed; what kind of target its words named is all that is known of it. */
export interface Piece {
  readonly sealed: string;
  readonly hint?: TargetKind;
}

/** Undefined where this part holds as much as it can. Whom a reporter names is surer than what a story mentions. */
export function withPiece(told: Told, part: FreeStep, { sealed, hint }: Piece): Told | undefined {
  if (told[part].length >= (part === 'story' ? MOST_PIECES : FEW_PIECES)) return undefined;
  const sure = part === 'target' ? (hint ?? told.targetKind) : told.targetKind;
  const targetKind = sure ?? (part === 'story' ? hint : undefined);
  return { ...told, [part]: [...told[part], sealed], ...(targetKind ? { targetKind } : {}) };
}

/** Enough to look into: something of what happened, or whom and what kind of act. */
export function isEnough({ story, files, target, kind }: Told): boolean {
  return story.length > 0 || files > 0 || (target.length > 0 && kind !== undefined);
}

export function tipOf({ files: _, ...told }: Told, channel: string): NewTip {
  return { ...told, channel };
}
