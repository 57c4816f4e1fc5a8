import { commandOf } from '../../../chat/clean.js';
import type { ReadRecords } from '../../../chat/effect.js';
import { looksLikeQuestion } from '../../../chat/question-like.js';
import type { Reply } from '../../../domain/message.js';
import { normalise } from '../../../lib/chinese/normalise.js';
import type { Campaign } from '../campaign/campaign.js';
import { allCampaigns, readCampaign } from '../campaign/read.js';
import { readNickname } from './nickname.js';
import type { PlayOptions } from './options.js';
import { type Participant, participations } from './people.js';
import { participantCode } from './person.js';
import { type LeaderboardRow, leaderboard, rankOf } from './rank.js';
import { attemptsLeft } from './result.js';
import * as words from './words.js';

/** What people ask about a quiz, at any time, also in the middle of an attempt. */
export type Asking =
  | { readonly kind: 'rules' | 'board' | 'mine' | 'code' | 'hide' | 'show' }
  | { readonly kind: 'nickname'; readonly name: string };

const RULES = /^(?:竞答|答题|活动|比赛|抽奖)(?:的)?规则$/;
const BOARD = /^(?:看看?|查看?|打开)?(?:竞答|答题)?(?:的)?(?:排行榜|排名|名次|我的排名|榜单)$/;
const MINE = /^(?:看看?|查看?)?(?:我的)?(?:竞答|答题)?(?:的)?(?:成绩|得分|分数)$/;
const CODE = /^(?:看看?|查看?)?(?:我的)?(?:竞答|答题)?参与码$/;
const HIDE = /^(?:我)?(?:不|不想|不要|不愿意?)(?:上|进)(?:排行)?榜$/;
const SHOW = /^(?:我)?(?:要|想|愿意|重新|恢复)?(?:上|进)(?:排行)?榜$/;
const NICKNAME = /^(?:(?:我的)?昵称|改昵称|改名|我叫)(?:改[成为]|[:：]|是|叫|为|\s)+(.{1,40})$/u;
const BARE_NICKNAME = /^(?:改|设置?|修改)?昵称$/;

/** @param bare whether 规则 alone is meant for the quiz: it is for who is in the middle of one */
export function askingOf(text: string, bare: boolean): Asking | undefined {
  const name = text.length <= 60 ? NICKNAME.exec(text.normalize('NFKC').trim()) : null;
  if (name && (bare || /昵称/u.test(text))) return { kind: 'nickname', name: name[1] ?? '' };
  if (text.length > 20 || looksLikeQuestion(text)) return undefined;
  const said = commandOf(normalise(text));
  if (BARE_NICKNAME.test(said)) return { kind: 'nickname', name: '' };
  if (RULES.test(said) || (bare && said === '规则')) return { kind: 'rules' };
  if (BOARD.test(said)) return { kind: 'board' };
  if (MINE.test(said)) return { kind: 'mine' };
  if (CODE.test(said)) return { kind: 'code' };
  if (HIDE.test(said)) return { kind: 'hide' };
  return SHOW.test(said) ? { kind: 'show' } : undefined;
}

/** What stands on record for it. */
export interface Known {
  readonly asking: Asking;
  /** Undefined where there never was one. */
  readonly campaign?: Campaign;
  readonly participant?: Participant;
  readonly code?: string;
  readonly rank?: number;
  readonly left?: number;
  readonly board: readonly LeaderboardRow[];
}

const ON_THE_BOARD = 10;

/** Of the campaign that somebody is in, or took part in last, or else of the newest one. */
export async function knownOf(
  { localKey }: PlayOptions,
  asking: Asking,
  of: string | undefined,
  { db, sender, now }: ReadRecords,
): Promise<Known> {
  const own = await participations(db, sender);
  const wanted = of ?? own[0]?.campaign;
  const campaign = wanted
    ? await readCampaign(db, wanted)
    : (await allCampaigns(db)).find(({ state }) => state !== 'DRAFT' && state !== 'REVIEWED');
  if (!campaign) return { asking, board: [] };
  const participant = own.find((one) => one.campaign === campaign.number);
  const rank = participant && (await rankOf(db, campaign.number, participant.code));
  return {
    ...{ asking, campaign, code: participantCode(localKey, campaign.number, sender) },
    board: asking.kind === 'board' ? await leaderboard(db, campaign.number, ON_THE_BOARD) : [],
    left: await attemptsLeft(db, localKey, campaign, sender, now),
    ...(participant ? { participant } : {}),
    ...(rank === undefined ? {} : { rank }),
  };
}

export interface Told {
  readonly reply: Reply;
  readonly effects: readonly NamingEffect[];
}

export interface NamingEffect {
  readonly kind: 'name';
  readonly campaign: string;
  readonly code: string;
  readonly nickname?: string;
  readonly hidden?: number;
}

/** Pure: what is said, and what is to be changed. */
export function tell(options: PlayOptions, known: Known, now: Date): Told {
  const { asking, campaign, participant } = known;
  if (!campaign) return said(words.noCampaign);
  switch (asking.kind) {
    case 'rules':
      return said(words.rules(campaign));
    case 'board':
      return said(words.board(options, campaign, known));
    case 'code':
      return said(words.code(options, campaign, known));
    case 'mine':
      return said(participant ? words.mine(options, campaign, known, now) : words.notYetIn(campaign));
    default:
      return participant ? renamed(asking, participant) : said(words.notYetIn(campaign));
  }
}

const said = (reply: Reply): Told => ({ reply, effects: [] });

function renamed(asking: Asking, { campaign, code }: Participant): Told {
  if (asking.kind !== 'nickname') {
    const hidden = asking.kind === 'hide';
    return { reply: words.shownOrNot(hidden), effects: [{ kind: 'name', campaign, code, hidden: hidden ? 1 : 0 }] };
  }
  if (asking.name === '') return said(words.howToName);
  const read = readNickname(asking.name);
  if (read.status === 'refused') return said(words.nameRefused(read.why));
  return { reply: words.named(read.name), effects: [{ kind: 'name', campaign, code, nickname: read.name }] };
}
