import { commandOf } from '../../chat/clean.js';
import { defineFlow, type Flow, type Turn } from '../../chat/flow.js';
import { looksLikeQuestion } from '../../chat/question-like.js';
import type { Address, IncomingMessage, Reply } from '../../domain/message.js';
import { chinaDay } from '../../lib/clock.js';
import { codeIn } from './items.js';
import { answeredLevel, isBad, type Level, namedLevel } from './levels.js';
import { type Candidate, isStaffAccount, type RatingOptions, type Standing, standing } from './load.js';
import { type ReasonEffect, type ReasonState, reasonTurn, type WhichState, whichTurn } from './reason-turn.js';
import { openInvitation } from './records.js';
import { wishedLevel, wishesToRate } from './wish.js';
import * as words from './words.js';

export interface RateEffect {
  readonly kind: 'rate';
  readonly level: Level;
  readonly address: Address;
  /** The finished service; absent for the bot's own conversation of the day. */
  readonly item?: string;
}

export type RatingEffect = RateEffect | ReasonEffect | { readonly kind: 'code-try' };

type RatingState =
  /** Several could be meant; `level` where it was named already. */
  | { readonly step: 'about'; readonly earlier: readonly Candidate[]; readonly level?: Level }
  | { readonly step: 'level'; readonly item?: Candidate }
  | ReasonState
  | WhichState;

const SENTENCE = /^(?:我)?对.{0,12}(?:服务|态度|回答|办事).{0,4}?((?:非常|很|特别)?不?满意)$/;

export const wantsToRate = ({ text }: Pick<IncomingMessage, 'text'>): boolean =>
  !looksLikeQuestion(text) && (codeIn(text) !== undefined || wishesToRate(text) || levelIn(text) !== undefined);

const levelIn = (text: string): Level | undefined => {
  const sentence = SENTENCE.exec(commandOf(text))?.[1];
  return sentence ? namedLevel(sentence) : (namedLevel(text) ?? wishedLevel(text));
};

/** 评价: of the service that somebody was invited to rate, of one whose code they hold, or of the bot's own day. */
export function ratingFlow(options: RatingOptions): Flow<RatingState, Standing> {
  return defineFlow<RatingState, Standing>({
    name: 'rating',
    title: '评价',
    version: 2,
    confidential: false,
    where: 'private',
    amidst: 'ignore',
    wants: wantsToRate,
    /** A digit or a face by itself is a rating only for who was invited and saw no other choice since. */
    async awaits(message, { db, sender, now }) {
      if (answeredLevel(message.text) === undefined || isStaffAccount(options, message)) return false;
      const hours = options.settings.windowHours[message.channel] ?? 0;
      return (await openInvitation(db, sender, now, hours * 3_600_000)) !== undefined;
    },
    load: (message, _, records) => standing(options, message, records),
    begin: ({ message, loaded, now }) => begun(options, message, loaded, now),
    advance(state, { message, now }) {
      switch (state.step) {
        case 'about':
          return aboutTurn(state, message, now);
        case 'level':
          return levelTurn(state, message, now);
        case 'reason':
          return reasonTurn(state, message.text);
        case 'which':
          return whichTurn(state, message.text);
      }
    },
    prompt: promptOf,
    leave: (state) => (state.step === 'level' || state.step === 'about' ? words.LEFT : words.LEFT_REASON),
  });
}

function promptOf(state: RatingState): Reply {
  if (state.step === 'about') return words.askAbout(state.earlier);
  return state.step === 'level' ? words.askLevel(state.item) : words.askReason(state.level);
}

const spelt = (reply: Reply, effects: readonly RatingEffect[] = []): Turn<RatingState> => ({
  status: 'abandoned',
  reply,
  effects,
});

function begun({ settings }: RatingOptions, message: IncomingMessage, loaded: Standing, now: Date): Turn<RatingState> {
  switch (loaded.status) {
    case 'staff':
      return spelt(words.STAFF);
    case 'unknown-code':
      return spelt(words.UNKNOWN_CODE, [{ kind: 'code-try' }]);
    case 'too-many':
      return spelt(words.TOO_MANY);
    case 'taken':
      return spelt(words.TAKEN, [{ kind: 'code-try' }]);
    case 'locked':
      return spelt(words.locked(new Date(loaded.ratedAt), settings.editDays));
    case 'item':
      return withLevel(levelFor(message), message, now, loaded.item);
    case 'day': {
      const level = levelFor(message);
      if (loaded.earlier.length === 0) return withLevel(level, message, now, undefined);
      const state: RatingState = { step: 'about', earlier: loaded.earlier, ...(level ? { level } : {}) };
      return { status: 'asking', reply: words.askAbout(loaded.earlier), state };
    }
  }
}

const levelFor = ({ text }: IncomingMessage): Level | undefined => levelIn(text) ?? answeredLevel(text);

function withLevel(
  level: Level | undefined,
  message: IncomingMessage,
  now: Date,
  item: Candidate | undefined,
): Turn<RatingState> {
  if (level) return rated(level, message, now, item);
  return { status: 'asking', reply: words.askLevel(item), state: { step: 'level', ...(item ? { item } : {}) } };
}

type AboutState = Extract<RatingState, { step: 'about' }>;
type LevelState = Extract<RatingState, { step: 'level' }>;

function aboutTurn(state: AboutState, message: IncomingMessage, now: Date): Turn<RatingState> {
  const item = state.earlier.find((_, at) => words.earlierChoice(at) === message.text);
  if (item || message.text === words.TODAY.text) return withLevel(state.level, message, now, item);
  if (looksLikeQuestion(message.text)) return { status: 'unrelated', about: 'this', state };
  return { status: 'asking', reply: words.askAbout(state.earlier), state };
}

function levelTurn(state: LevelState, message: IncomingMessage, now: Date): Turn<RatingState> {
  const { item } = state;
  const level = answeredLevel(message.text);
  if (level) return rated(level, message, now, item);
  if (wantsToRate(message)) return { status: 'asking', reply: words.askLevel(item), state };
  if (looksLikeQuestion(message.text) || message.text.length > 6) return { status: 'unrelated', about: 'this', state };
  return { status: 'asking', reply: words.notALevel(item), state };
}

/** A level counts as soon as it is given: a bad one is not lost because nobody went on to say why. */
function rated(
  level: Level,
  { channel, chat, sender }: IncomingMessage,
  now: Date,
  item: Candidate | undefined,
): Turn<RatingState> {
  const address = { channel, chat, sender };
  const effects: RatingEffect[] = [{ kind: 'rate', level, address, ...(item ? { item: item.id } : {}) }];
  if (!isBad(level)) return { status: 'complete', reply: ({ version }) => words.rated(level, version, item), effects };
  return {
    status: 'asking',
    reply: words.askReason(level),
    state: { step: 'reason', level, ...about(item, now) },
    effects,
  };
}

const about = (item: Candidate | undefined, now: Date) => (item ? { item: item.id } : { day: chinaDay(now) });
