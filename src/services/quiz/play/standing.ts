import { randomBytes } from 'node:crypto';
import type { ReadRecords } from '../../../chat/effect.js';
import type { IncomingMessage } from '../../../domain/message.js';
import { chinaDay } from '../../../lib/clock.js';
import { randomId } from '../../../lib/ids.js';
import type { Reader } from '../../../storage/store.js';
import { type Campaign, playStateOf } from '../campaign/campaign.js';
import { allCampaigns, readCampaign, readPool } from '../campaign/read.js';
import { type Attempt, canRehearse, isPlayable, type Slot } from './attempt.js';
import { drawQuestions, orderOptions } from './draw-questions.js';
import { isStaffAccount, type PlayOptions } from './options.js';
import { type Participant, participantIn } from './people.js';
import { participantCode } from './person.js';
import { type Asked, askedAt, type Playing, playingOf } from './playing.js';
import { attemptsOf, openAttempts, readAttempt } from './records.js';
import { personsOf, type Result, resultOf } from './result.js';

/** An attempt ready to begin: drawn before the turn, recorded with it. */
export interface Draft {
  readonly id: string;
  readonly seed: string;
  readonly slots: readonly Slot[];
  /** Undefined where the campaign has no question left. */
  readonly first?: Asked;
}

/** A campaign that somebody may begin an attempt of. */
export interface Entry {
  readonly campaign: Campaign;
  readonly rehearsal: boolean;
  /** The participant code that is or will be theirs. */
  readonly code: string;
  /** Undefined for who is here for the first time. */
  readonly participant?: Participant;
  /** Attempts begun today. */
  readonly begun: number;
  readonly draft: Draft;
}

/** What stands on record before a turn. */
export type Standing =
  | Playing
  /** The attempt's time is up, and nobody has ended it yet. */
  | { readonly status: 'time-up'; readonly campaign: Campaign; readonly attempt: Attempt }
  | { readonly status: 'ended'; readonly campaign: Campaign; readonly attempt: Attempt; readonly result: Result }
  /** The attempt is not theirs any more: they had their data deleted. */
  | { readonly status: 'gone' }
  | { readonly status: 'unknown-code' }
  | Lobby;

export interface Lobby {
  readonly status: 'lobby';
  readonly staff: boolean;
  readonly entries: readonly Entry[];
  /** The next one to come, and the last one that is over. */
  readonly upcoming?: Campaign;
  readonly over?: Campaign;
}

/** What somebody began last and has not ended, or else what they may begin. */
export async function standingOf(
  options: PlayOptions,
  message: IncomingMessage,
  rehearsalCode: string | undefined,
  records: ReadRecords,
): Promise<Standing> {
  const { db, sender, now } = records;
  const campaigns = await allCampaigns(db);
  const rehearsed = campaigns.find((one) => one.rehearsalCode === rehearsalCode && canRehearse(one));
  if (rehearsalCode !== undefined && !rehearsed) return { status: 'unknown-code' };
  const begun = await openAttempts(db, sender);
  const open = begun.find(({ rehearsal, campaign }) =>
    rehearsed ? rehearsal && campaign === rehearsed.number : !isStaffAccount(options, message) || rehearsal,
  );
  if (open) return standingIn(options, open, records);
  const playable = rehearsed ? [rehearsed] : campaigns.filter((one) => playStateOf(one, now) === 'open');
  const entries: Entry[] = [];
  for (const campaign of playable)
    entries.push(await entryOf(options, db, campaign, sender, now, rehearsed !== undefined));
  const upcoming = campaigns.findLast((one) => one.state === 'OPEN' && playStateOf(one, now) === 'not-yet');
  const over = campaigns.find((one) => playStateOf(one, now) === 'over');
  const staff = rehearsed === undefined && isStaffAccount(options, message);
  return { status: 'lobby', staff, entries, ...(upcoming ? { upcoming } : {}), ...(over ? { over } : {}) };
}

/** Where an attempt stands that somebody is in the middle of. */
export async function attemptStanding(options: PlayOptions, id: string, records: ReadRecords): Promise<Standing> {
  const attempt = await readAttempt(records.db, id);
  return attempt?.person === records.sender ? standingIn(options, attempt, records) : { status: 'gone' };
}

async function standingIn(
  options: PlayOptions,
  attempt: Attempt,
  { db, now }: Pick<ReadRecords, 'db' | 'now'>,
): Promise<Standing> {
  const campaign = await readCampaign(db, attempt.campaign);
  if (!campaign) return { status: 'gone' };
  if (attempt.state !== 'STARTED') {
    return { status: 'ended', campaign, attempt, result: await resultOf(db, options, campaign, attempt, now) };
  }
  if (!isPlayable(attempt, campaign, now)) return { status: 'time-up', campaign, attempt };
  return playingOf(db, options.readQuestion, campaign, attempt);
}

async function entryOf(
  options: PlayOptions,
  db: Reader,
  campaign: Campaign,
  person: string,
  now: Date,
  rehearsal: boolean,
): Promise<Entry> {
  const persons = personsOf(options.localKey, campaign.number, person);
  const earlier = await attemptsOf(db, campaign.number, persons, rehearsal);
  const participant = await participantIn(db, campaign.number, person);
  return {
    ...{ campaign, rehearsal, draft: await draftOf(options, db, campaign, earlier) },
    code: participantCode(options.localKey, campaign.number, person),
    begun: earlier.filter(({ day }) => day === chinaDay(now)).length,
    ...(participant ? { participant } : {}),
  };
}

async function draftOf(
  { readQuestion }: PlayOptions,
  db: Reader,
  { number, pools }: Campaign,
  earlier: readonly Attempt[],
): Promise<Draft> {
  const seed = randomBytes(32).toString('hex');
  const seen = new Set(earlier.flatMap(({ slots }) => slots.map(({ question }) => question)));
  const drawn = drawQuestions({ seed, pools, questions: await readPool(db, number), seen });
  const asked = drawn.map(async (one) => ({
    ...one,
    content: await readQuestion(db, { id: one.question, version: one.version }),
  }));
  const slots = orderOptions(seed, await Promise.all(asked));
  const first = await askedAt(db, readQuestion, slots, 0);
  return { id: randomId(), seed, slots, ...(first ? { first } : {}) };
}
