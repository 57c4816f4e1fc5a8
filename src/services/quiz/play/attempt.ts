import { type Campaign, playStateOf } from '../campaign/campaign.js';
import type { QuizTables } from '../tables.js';

/** A question of an attempt. */
export interface Slot {
  readonly question: string;
  readonly version: number;
  /** `order[i]` is the index, into the options as written, of what stands at letter i. */
  readonly order: readonly number[];
}

export type AttemptState = QuizTables['quiz_attempts']['state'];

/** 一局 */
export interface Attempt {
  readonly id: string;
  readonly campaign: string;
  readonly person: string;
  /** China's day of its start, which it counts for. */
  readonly day: string;
  /** From 1, of its day. */
  readonly number: number;
  readonly rehearsal: boolean;
  readonly state: AttemptState;
  readonly slots: readonly Slot[];
  readonly score: number;
  readonly startedAt: string;
  readonly endsAt: string;
  readonly finishedAt?: string;
  readonly durationMs: number;
  readonly device: string;
}

export const readSlots = ({ slots }: Pick<QuizTables['quiz_attempts'], 'slots'>): readonly Slot[] =>
  JSON.parse(slots) as Slot[];

export function attemptOf(row: QuizTables['quiz_attempts']): Attempt {
  return {
    ...{ id: row.id, campaign: row.campaign, person: row.person, day: row.day, number: Number(row.number) },
    ...{ rehearsal: Number(row.rehearsal) === 1, state: row.state, slots: readSlots(row), score: Number(row.score) },
    ...{ startedAt: row.started_at, endsAt: row.ends_at, durationMs: Number(row.duration_ms), device: row.device },
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
  };
}

/** An answer as it was recorded. */
export interface Given {
  readonly slot: number;
  readonly question: string;
  /** Indexes into the options as written. */
  readonly chosen: readonly number[];
  readonly right: boolean;
  readonly shownAt: string;
  readonly at: string;
}

/** The first slot that waits for an answer from `from` on. A withdrawn question waits for none. */
export function openSlot(
  { slots }: Pick<Attempt, 'slots'>,
  answered: ReadonlySet<number>,
  withdrawn: ReadonlySet<string>,
): number | undefined {
  const at = slots.findIndex(({ question }, slot) => !answered.has(slot) && !withdrawn.has(question));
  return at < 0 ? undefined : at;
}

/** Right answers; a withdrawn question counts as right for everybody who drew it. */
export function scoreOf(
  { slots }: Pick<Attempt, 'slots'>,
  given: readonly Pick<Given, 'slot' | 'right'>[],
  withdrawn: ReadonlySet<string>,
): number {
  const right = new Set(given.filter((answer) => answer.right).map(({ slot }) => slot));
  return slots.filter(({ question }, slot) => withdrawn.has(question) || right.has(slot)).length;
}

/** How long a rehearsal without a time limit may lie about. */
const REHEARSAL_MS = 24 * 3_600_000;

/** When an attempt that starts now is over: at its own limit or with the campaign. */
export function endOf({ timeLimit, closesAt }: Campaign, now: Date, rehearsal: boolean): string {
  const limit = timeLimit > 0 ? new Date(now.getTime() + timeLimit * 1_000).toISOString() : undefined;
  if (rehearsal) return limit ?? new Date(now.getTime() + REHEARSAL_MS).toISOString();
  return limit && limit < closesAt ? limit : closesAt;
}

/** Whether answers to an open attempt still count. A rehearsal needs a campaign that is ready and not over. */
export function isPlayable(
  { rehearsal, endsAt }: Pick<Attempt, 'rehearsal' | 'endsAt'>,
  campaign: Campaign,
  now: Date,
): boolean {
  if (now.toISOString() >= endsAt) return false;
  return rehearsal ? canRehearse(campaign) : playStateOf(campaign, now) === 'open';
}

export const canRehearse = ({ state }: Pick<Campaign, 'state'>): boolean => state === 'REVIEWED' || state === 'OPEN';
