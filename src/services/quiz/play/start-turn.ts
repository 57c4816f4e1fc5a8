import type { Turn, TurnContext } from '../../../chat/flow.js';
import { looksLikeQuestion } from '../../../chat/question-like.js';
import { normalise } from '../../../lib/chinese/normalise.js';
import { stateOf } from './answer-turn.js';
import { endOf } from './attempt.js';
import type { StartEffect } from './effects.js';
import type { PlayOptions } from './options.js';
import type { AskedState } from './question-words.js';
import * as asks from './question-words.js';
import type { Entry, Lobby } from './standing.js';
import { isReady, wishOf } from './trigger.js';
import * as words from './words.js';

/** Before an attempt begins. Nothing is recorded yet. */
export type LobbyState =
  | { readonly step: 'choose'; readonly campaigns: readonly { readonly number: string; readonly title: string }[] }
  | { readonly step: 'ready'; readonly campaign: string }
  | { readonly step: 'group'; readonly campaign: string; readonly groups: readonly string[] };

type StartTurn = Turn<LobbyState | AskedState>;
type Context = Pick<TurnContext<unknown>, 'message' | 'now'>;

const ended = (reply: ReturnType<typeof words.say>): StartTurn => ({ status: 'abandoned', reply });

/** Into the only campaign that is open, or the question which one. */
export function enter(options: PlayOptions, lobby: Lobby, context: Context): StartTurn {
  const [first, ...more] = lobby.entries;
  if (lobby.staff) return ended(words.STAFF);
  if (!first) {
    if (lobby.upcoming) return ended(words.notYet(lobby.upcoming));
    return ended(lobby.over ? words.over(lobby.over) : words.noCampaign);
  }
  if (more.length === 0) return enterOne(options, first, context);
  const campaigns = lobby.entries.map(({ campaign: { number, title } }) => ({ number, title }));
  return { status: 'asking', reply: asks.askWhich(campaigns), state: { step: 'choose', campaigns } };
}

function enterOne(options: PlayOptions, entry: Entry, context: Context): StartTurn {
  const { campaign, begun, participant, rehearsal } = entry;
  if (!rehearsal && begun >= campaign.attemptsPerDay) return ended(words.noneLeft(campaign, context.now));
  if (rehearsal || participant) return started(options, entry, '', context);
  const { number, groups } = campaign;
  const reply = asks.opening(campaign, entry.code);
  const state: LobbyState =
    groups.length > 0 ? { step: 'group', campaign: number, groups } : { step: 'ready', campaign: number };
  return { status: 'asking', reply, state };
}

function started(options: PlayOptions, entry: Entry, group: string, context: Context): StartTurn {
  const { campaign, draft, rehearsal, begun } = entry;
  const { message, now } = context;
  if (!draft.first) return ended(words.NO_QUESTIONS);
  const { channel, chat, sender, device = '' } = message;
  const attempt = { id: draft.id, slots: draft.slots, endsAt: endOf(campaign, now, rehearsal), rehearsal };
  const effect: StartEffect = {
    ...{ kind: 'start', campaign: campaign.number, attempt: draft.id, seed: draft.seed, slots: draft.slots },
    ...{ rehearsal, group, device, address: { channel, chat, sender } },
    known: options.settings.verifiedChannels.includes(channel),
  };
  const state = stateOf({ campaign, attempt }, draft.first, context);
  const line = asks.startLine(campaign, { ...attempt, number: begun + 1 }, now);
  return { status: 'asking', reply: asks.askAfter([line], state), state, effects: [effect] };
}

/** What is said where a campaign is to be chosen, a group to be named, a start to be given. */
export function lobbyTurn(options: PlayOptions, state: LobbyState, lobby: Lobby, context: Context): StartTurn {
  const { text } = context.message;
  if (state.step === 'choose') {
    const picked = lobby.entries.find(({ campaign }) => campaign.number === text || campaign.title === text);
    if (picked) return enterOne(options, picked, context);
    return asking(text, state, asks.askWhich(state.campaigns));
  }
  const entry = lobby.entries.find(({ campaign }) => campaign.number === state.campaign);
  if (!entry || entry.begun >= entry.campaign.attemptsPerDay) return enter(options, lobby, context);
  if (state.step === 'ready') {
    return isReady(text) || wishOf(text)?.kind === 'play'
      ? started(options, entry, '', context)
      : asking(text, state, asks.askReady);
  }
  if (SKIPPING.test(text.trim())) return started(options, entry, '', context);
  const group = groupIn(text, state.groups);
  return group ? started(options, entry, group, context) : asking(text, state, asks.groupUnknown(state.groups));
}

const SKIPPING = /^(?:跳过|不说|不想说|没有|无|都不是|其他|开始)[。.]?$/;

function asking(text: string, state: LobbyState, again: ReturnType<typeof words.say>): StartTurn {
  if (looksLikeQuestion(text) || text.length > 12) return { status: 'unrelated', about: 'this', state };
  return { status: 'asking', reply: again, state };
}

/** As written, or a part of it that only one has: 朝阳 for 朝阳街道. */
function groupIn(text: string, groups: readonly string[]): string | undefined {
  const said = normalise(text).replace(/[\s\p{P}]|^我?是|的$/gu, '');
  const folded = groups.map((group) => normalise(group));
  const exact = folded.indexOf(said);
  if (exact >= 0) return groups[exact];
  const part = groups.filter(
    (_, at) => said.length >= 2 && (folded[at]?.includes(said) || said.includes(folded[at] ?? '')),
  );
  return part.length === 1 ? part[0] : undefined;
}

export function promptOf(state: LobbyState | AskedState) {
  switch (state.step) {
    case 'choose':
      return asks.askWhich(state.campaigns);
    case 'ready':
      return asks.askReady;
    case 'group':
      return asks.askGroup(state.groups);
    case 'question':
      return asks.ask(state);
  }
}
