import type { Outcome } from '../../../chat/effect.js';
import type { Turn, TurnContext } from '../../../chat/flow.js';
import type { IncomingMessage, Reply } from '../../../domain/message.js';
import { chinaDay } from '../../../lib/clock.js';
import type { PlayEffect } from './effects.js';
import { isRight } from './judge.js';
import type { PlayOptions } from './options.js';
import type { Asked, Playing } from './playing.js';
import type { AskedState } from './question-words.js';
import * as asks from './question-words.js';
import { type Reading, readChoice } from './read-choice.js';
import type { Result } from './result.js';
import { sayClock } from './terms.js';
import { goesOn, isReady, passes, stops, wishOf } from './trigger.js';
import * as words from './words.js';

/** A tap so soon after the one that brought the question was meant for the question before. */
const DOUBLE_TAP_MS = 500;

type Context = Pick<TurnContext<unknown>, 'message' | 'typed' | 'now'>;
type QuestionTurn = Turn<AskedState>;

/** The question that waits, with what is said before it; or the end, where none is left to answer. */
export function goOn(
  options: PlayOptions,
  playing: Playing,
  before: readonly string[],
  context: Context,
): QuestionTurn {
  const { current, withdrawn, answered } = playing;
  if (!current) return submitted(options, playing, [], words.say(before.join('\n')), context);
  const state = stateOf(playing, current, context);
  const skipped = skippedBefore(current.slot, withdrawn, answered);
  const lines = [...before, ...(skipped.length > 0 ? [asks.withdrawnLine(skipped)] : [])];
  return { status: 'asking', reply: asks.askAfter(lines, state), state };
}

export function stateOf(
  { campaign, attempt }: Pick<Playing, 'campaign'> & { attempt: Pick<Playing['attempt'], 'id' | 'slots' | 'endsAt'> },
  { slot, screen }: Asked,
  { message, now }: Pick<Context, 'message' | 'now'>,
): AskedState {
  const timed = campaign.timeLimit > 0 || chinaDay(new Date(attempt.endsAt)) === chinaDay(now);
  return {
    ...{ step: 'question', campaign: campaign.number, attempt: attempt.id, slot, slots: attempt.slots.length, screen },
    ...{ shownAt: now.toISOString(), sentAt: message.sentAt.getTime() },
    ...(timed ? { until: sayClock(attempt.endsAt, now) } : {}),
  };
}

/** Withdrawn questions right before a slot: those that somebody would wonder about. */
function skippedBefore(slot: number, withdrawn: ReadonlySet<number>, answered: ReadonlySet<number>): readonly number[] {
  const found: number[] = [];
  for (let at = slot - 1; at >= 0 && withdrawn.has(at) && !answered.has(at); at--) found.unshift(at);
  return found;
}

/** What a message is to the question that waits. */
export function answerTurn(options: PlayOptions, state: AskedState, playing: Playing, context: Context): QuestionTurn {
  const { current } = playing;
  const { typed, message } = context;
  const again = (line: string): QuestionTurn => ({ status: 'asking', reply: asks.askAfter([line], state), state });
  if (stops(typed)) return { status: 'abandoned', reply: asks.left(state) };
  if (current?.slot !== state.slot) return goOn(options, playing, movedOn(state, playing), context);
  if (passes(typed)) return again(asks.guess);
  const reading = readChoice(typed, current.screen);
  if (isCommand(typed) && reading.status !== 'chosen') return again(asks.goingOnLine(playing, context.now));
  if (reading.slot !== undefined && reading.slot !== current.slot)
    return again(elsewhere(reading.slot, playing, current));
  switch (reading.status) {
    case 'chosen':
      if (reading.slot === undefined && message.sentAt.getTime() <= state.sentAt + DOUBLE_TAP_MS)
        return again(asks.doubleTap(current.slot));
      return recorded(options, state, playing, current, reading, context);
    case 'too-many':
      return again(asks.tooMany(current.screen));
    case 'not-an-option':
      return again(asks.notAnOption(current.screen));
    case 'other':
      return { status: 'unrelated', about: 'this', state };
  }
}

/** 答题, 继续: who is in the middle sees the question again. */
const isCommand = (text: string): boolean => goesOn(text) || isReady(text) || wishOf(text)?.kind === 'play';

function movedOn({ slot }: AskedState, { withdrawn, answered }: Playing): readonly string[] {
  if (answered.has(slot)) return [asks.answeredBefore(slot)];
  return withdrawn.has(slot) ? [asks.withdrawnLine([slot])] : [];
}

function elsewhere(slot: number, { answered }: Playing, current: Asked): string {
  return answered.has(slot) ? asks.answeredBefore(slot) : asks.notThere(current.slot);
}

function recorded(
  options: PlayOptions,
  { shownAt }: AskedState,
  playing: Playing,
  current: Asked,
  { shown }: Extract<Reading, { status: 'chosen' }>,
  context: Context,
): QuestionTurn {
  const { attempt, next, answered, withdrawn } = playing;
  const slot = attempt.slots[current.slot] ?? { ...current.question, question: current.question.id, order: [] };
  const chosen = shown.map((at) => slot.order[at] ?? at).sort((one, other) => one - other);
  const right = isRight(current.question, chosen);
  const effect: PlayEffect = {
    ...{ kind: 'answer', silent: true, attempt: attempt.id, campaign: attempt.campaign, slot: current.slot },
    ...{ question: slot.question, version: slot.version, chosen, right, shownAt },
    message: messageHash(options, context.message),
  };
  const verdict = asks.verdict(current, slot, right);
  if (!next) return submitted(options, playing, [effect], verdict, context);
  const skipped = skippedBefore(next.slot, withdrawn, answered).filter((at) => at > current.slot);
  const lines = [verdict.text, ...(skipped.length > 0 ? [asks.withdrawnLine(skipped)] : [])];
  const state = stateOf(playing, next, context);
  return { status: 'asking', reply: { ...verdict, ...asks.askAfter(lines, state) }, state, effects: [effect] };
}

function messageHash({ localKey }: PlayOptions, { channel, chat, sender, id }: IncomingMessage): string {
  return localKey.fingerprint('quiz message', channel, chat, sender, id);
}

function submitted(
  options: PlayOptions,
  { campaign, attempt }: Pick<Playing, 'campaign' | 'attempt'>,
  effects: readonly PlayEffect[],
  before: Reply,
  { now }: Pick<Context, 'now'>,
): QuestionTurn {
  const finish: PlayEffect = { kind: 'finish', attempt: attempt.id, how: 'SUBMITTED' };
  return {
    status: 'complete',
    effects: [...effects, finish],
    reply: (outcome) => {
      const said = words.result(options, campaign, '答完了，', resultIn(outcome), now);
      return { ...before, ...said, text: [before.text, '', said.text].join('\n').trimStart() };
    },
  };
}

/** Time is up: what was answered counts. */
export function timeUp(
  options: PlayOptions,
  { campaign, attempt }: Pick<Playing, 'campaign' | 'attempt'>,
  now: Date,
): Turn<never> {
  const finish: PlayEffect = { kind: 'finish', attempt: attempt.id, how: 'EXPIRED' };
  const reply = (outcome: Outcome) => words.result(options, campaign, whyOver(campaign, now), resultIn(outcome), now);
  return { status: 'complete', effects: [finish], reply };
}

export function whyOver({ state, closesAt }: Playing['campaign'], now: Date): string {
  const closed = state !== 'OPEN' || now.toISOString() >= closesAt;
  return closed ? '活动已经结束，按已答的计分：' : '时间到了，按已答的计分：';
}

const resultIn = ({ result = '{}' }: Outcome): Result => JSON.parse(result) as Result;
