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

/**
 * The question that waits, with what is said before it; or the end, where none is left to answer.
 * @param from the slot that was shown last: withdrawn ones before it were told of
 */
export function goOn(
  options: PlayOptions,
  playing: Playing,
  before: readonly string[],
  context: Context,
  from = 0,
): QuestionTurn {
  const { current, attempt } = playing;
  const lines = [...before, ...skipLines(playing, from, current?.slot ?? attempt.slots.length)];
  if (!current) return submitted(options, playing, [], words.say(lines.join('\n')), context);
  const state = stateOf(playing, current, context);
  return { status: 'asking', reply: asks.askAfter(lines, state), state };
}

/** That questions right before a slot were withdrawn: somebody would wonder where they went. */
function skipLines({ withdrawn, answered }: Playing, from: number, slot: number): readonly string[] {
  const found: number[] = [];
  for (let at = slot - 1; at >= from && withdrawn.has(at) && !answered.has(at); at--) found.unshift(at);
  return found.length > 0 ? [asks.withdrawnLine(found)] : [];
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

/** What a message is to the question that waits. */
export function answerTurn(options: PlayOptions, state: AskedState, playing: Playing, context: Context): QuestionTurn {
  const { current } = playing;
  const { typed, message } = context;
  const again = (line: string): QuestionTurn => ({ status: 'asking', reply: asks.askAfter([line], state), state });
  if (stops(typed)) return { status: 'abandoned', reply: asks.left(state) };
  if (current?.slot !== state.slot) {
    const before = playing.answered.has(state.slot) ? [asks.answeredBefore(state.slot)] : [];
    return goOn(options, playing, before, context, state.slot);
  }
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
  const { attempt, next } = playing;
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
  const lines = [verdict.text, ...skipLines(playing, current.slot + 1, next.slot)];
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
