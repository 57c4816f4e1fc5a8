import { type AnyFlow, defineService, type RecordContext, type Service } from '../../chat/service.js';
import type { Bureau } from '../../domain/bureau.js';
import { randomId } from '../../lib/ids.js';
import { keepDays } from '../../storage/day-counts.js';
import type { Tx } from '../../storage/store.js';
import { handoffCounts } from './counts.js';
import { contactFlow, groupContactFlow, type HandoffEffect, handoffFlow } from './flow.js';
import type { Hours } from './hours.js';
import { handoffKeeper } from './kept.js';
import { addMessage, askForPerson, changeHandoff, ending, openOf, overdue } from './records.js';
import { handoffMigrations } from './tables.js';
import { finish, type OnFinished, tell } from './talk.js';
import * as words from './words.js';

export interface HandoffSettings {
  /** When staff take conversations over in the chat; none: people are told where to find the bureau. */
  readonly hours: readonly Hours[];
  /** Who nobody takes over within so many minutes is told so. */
  readonly waitMinutes: number;
  /** A conversation without a word for so long is over. */
  readonly silenceMinutes: number;
  /** Sentences that staff need often. */
  readonly quickTexts: readonly string[];
}

/** A bureau that has said nothing of hours hands nobody over. */
export const noHandoff: HandoffSettings = { hours: [], waitMinutes: 10, silenceMinutes: 20, quickTexts: [] };

/** 转人工: within the configured hours a person takes over; else where and when people are there. */
export function handoffService(bureau: Bureau, settings: HandoffSettings, onFinished: OnFinished): Service {
  const { hours } = settings;
  const flows = hours.length === 0 ? [contactFlow(bureau)] : [groupContactFlow(bureau), handoffFlow(bureau, hours)];
  return defineService<HandoffEffect>({
    name: 'handoff',
    actor: 'resident',
    migrations: handoffMigrations,
    keeps: handoffKeeper,
    tally: (tx) => keepDays(tx, handoffCounts),
    flows: flows as AnyFlow[],
    carryOut: (tx, effect, context) => carryOut(tx, effect, context, onFinished),
    forget: (tx, now) => endOverdue(tx, now, bureau, settings, onFinished),
  });
}

async function carryOut(tx: Tx, effect: HandoffEffect, { sender, now }: RecordContext, onFinished: OnFinished) {
  if (effect.kind === 'ask') return { subject: (await askForPerson(tx, sender, effect.address, now)).number };
  const open = await openOf(tx, sender);
  if (!open) return { subject: '' };
  if (effect.kind === 'say') {
    await addMessage(tx, open.id, { id: randomId(), speaker: 'resident', words: effect.words }, now);
    return { subject: open.number };
  }
  await changeHandoff(tx, open, ending('resident', now));
  if (open.takenBy) await finish(tx, open, 'resident', now, onFinished);
  return { subject: open.number };
}

const minutesBefore = (now: Date, minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();

/** Nobody came, or nobody says anything any more: the resident is told, once. */
async function endOverdue(
  tx: Tx,
  now: Date,
  bureau: Bureau,
  { waitMinutes, silenceMinutes }: HandoffSettings,
  onFinished: OnFinished,
): Promise<void> {
  for (const open of await overdue(tx, 'WAITING', minutesBefore(now, waitMinutes))) {
    if (!(await changeHandoff(tx, open, ending('failed', now)))) continue;
    await tell(tx, open, 'nobody', words.nobodyCame(bureau), now);
    await finish(tx, open, 'failed', now, onFinished);
  }
  for (const open of await overdue(tx, 'TALKING', minutesBefore(now, silenceMinutes))) {
    if (!(await changeHandoff(tx, open, ending('timeout', now)))) continue;
    await tell(tx, open, 'silence', words.fellSilent, now);
    await finish(tx, open, 'timeout', now, onFinished);
  }
}
