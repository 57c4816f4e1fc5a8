import type { Choice, Reply } from '../../../domain/message.js';
import { sayDay } from '../../../lib/calendar.js';
import { chinaDay } from '../../../lib/clock.js';
import type { Campaign } from '../campaign/campaign.js';
import type { Known } from './info.js';
import { shownName } from './nickname.js';
import type { PlayOptions } from './options.js';
import { showCode } from './person.js';
import type { Result } from './result.js';
import { sayCloses, sayDraw, sayDuration, sayPrizes } from './terms.js';

export const say = (text: string, choices?: readonly Choice[]): Reply => ({
  ...{ status: 'service', text },
  ...(choices ? { choices } : {}),
});

const choice = (text: string): Choice => ({ label: text, text });
const PLAY = choice('答题');
const BOARD = choice('排行榜');
const MINE = choice('我的成绩');
const CODE = choice('参与码');

export const noCampaign = say('现在没有竞答活动。有活动时会在这里开放，回复“答题”就能参加。');

/** What somebody is told who is over the counter known to nobody: how to enter the draw. */
export function counterLine({ bureau }: PlayOptions, code: string): string {
  const where = [bureau.name, bureau.address].filter(Boolean).join('，') || '经办窗口';
  return `在这里答题看不出您是谁：想参加抽奖，请记下参与码 ${showCode(code)}，带身份证到窗口（${where}）核对一次。`;
}

export function rules(campaign: Campaign): Reply {
  const { title, rules: own, closesAt, attemptsPerDay, timeLimit, entryScore, prizes } = campaign;
  const limit = timeLimit > 0 ? `，每局限时${sayDuration(timeLimit * 1_000)}` : '';
  const entering =
    prizes.length > 0 ? [`答对${entryScore}题以上可参加抽奖：${sayPrizes(campaign)}。${sayDraw(campaign)}`] : [];
  return say(
    [
      ...[`「${title}」规则`, own, `每天可答${attemptsPerDay}次${limit}，${sayCloses(closesAt)}截止。`],
      '每题以第一次的答案为准。名次先看答对题数，再看用时，再看交卷先后。',
      ...entering,
    ].join('\n'),
    [PLAY, BOARD],
  );
}

export function board({ settings }: PlayOptions, campaign: Campaign, { board: rows, rank, participant }: Known): Reply {
  if (!campaign.leaderboard) return say(`「${campaign.title}」不设公开的排行榜。`, [MINE]);
  const lines = rows.map(
    ({ rank: at, nickname, tail, score, ms }) =>
      `${at}. ${shownName(nickname, tail)}　答对${score}题，用时${sayDuration(ms)}`,
  );
  const own = rank === undefined ? [] : [`您目前第${rank}名${participant?.hidden ? '（不公开显示）' : ''}。`];
  const more = settings.publicUrl ? [`完整榜单：${settings.publicUrl}/quiz/${campaign.number}`] : [];
  const list = lines.length > 0 ? lines : ['还没有人上榜。'];
  return say([`「${campaign.title}」排行榜`, ...list, ...own, ...more].join('\n'));
}

export function code(options: PlayOptions, campaign: Campaign, known: Known): Reply {
  const own = known.code ?? '';
  const lines = [`您在「${campaign.title}」的参与码：${showCode(own)}`, '抽奖名单和结果只公布参与码，请保存好。'];
  const counter = campaign.prizes.length > 0 && !verified(known) ? [counterLine(options, own)] : [];
  return say([...lines, ...counter].join('\n'));
}

const verified = ({ participant }: Known): boolean => participant !== undefined && participant.verified !== '';

export function mine(options: PlayOptions, campaign: Campaign, known: Known, now: Date): Reply {
  const { participant, rank, left = 0 } = known;
  const best = participant?.bestScore ?? -1;
  const score =
    best < 0
      ? '还没有答完的一局。'
      : `最好成绩：答对${best}题，用时${sayDuration(participant?.bestMs ?? 0)}，目前第${rank}名。`;
  const open = campaign.state === 'OPEN' && now.toISOString() < campaign.closesAt;
  return say(
    [
      ...[`「${campaign.title}」`, score],
      ...(open ? [leftLine(campaign, left, now)] : []),
      ...(best < 0 ? [] : entryLines(options, campaign, { best, code: known.code ?? '', verified: verified(known) })),
    ].join('\n'),
    open && left > 0 ? [PLAY, BOARD] : [BOARD, CODE],
  );
}

export const notYetIn = ({ title }: Campaign): Reply =>
  say(`您还没有参加「${title}」。回复“答题”答过一次，才有成绩和昵称。`, [PLAY]);

export const shownOrNot = (hidden: boolean): Reply =>
  say(hidden ? '好的，排行榜上不再显示您，成绩和抽奖不受影响。想恢复请回复“上榜”。' : '好的，排行榜上会显示您。');
export const howToName = say('想叫什么？请这样回复，例如：昵称 爱学习的老王');
export const named = (name: string): Reply => say(`好的，排行榜上会显示“${name}”。不想显示请回复“不上榜”。`);
export const nameRefused = (why: string): Reply => say(`${why}。请换一个，例如：昵称 爱学习的老王`);

/** 今天还可以再答2次 */
export function leftLine({ closesAt }: Campaign, left: number, now: Date): string {
  if (left > 0) return `今天还可以再答${left}次。`;
  return hasTomorrow(closesAt, now) ? '今天的次数用完了，明天再来。' : '次数用完了，活动也快结束了，谢谢参与。';
}

const hasTomorrow = (closesAt: string, now: Date): boolean =>
  chinaDay(new Date(Date.parse(closesAt) - 1)) > chinaDay(now);

interface Entered {
  readonly best: number;
  readonly code: string;
  readonly verified: boolean;
}

/** Whether somebody is in the draw, and what to do where they are not yet. */
function entryLines(options: PlayOptions, campaign: Campaign, { best, code: own, verified: known }: Entered): string[] {
  const { entryScore, prizes } = campaign;
  if (prizes.length === 0) return [];
  if (best < entryScore) return [`再答对${entryScore - best}题就能参加抽奖。${sayDraw(campaign)}`];
  if (!known) return [`成绩已够参加抽奖。${counterLine(options, own)}`, sayDraw(campaign)];
  return [`您已入围抽奖，参与码 ${showCode(own)}。${sayDraw(campaign)}`];
}

/** What an attempt came to. `before` says how it ended. */
export function result(options: PlayOptions, campaign: Campaign, before: string, found: Result, now: Date): Reply {
  const { score, slots, durationMs, rehearsal, left, rank, best = -1 } = found;
  const head = `${before}${slots}题答对${score}题，用时${sayDuration(durationMs)}`;
  const read = toReadLines(found);
  if (rehearsal) return say([`${head}。`, ...read, '这是试答，不计成绩、名次和抽奖。'].join('\n'));
  const place = rank === undefined ? '' : `，目前第${rank}名${best > score ? '（按您最好的一次）' : ''}`;
  const open = now.toISOString() < campaign.closesAt && campaign.state === 'OPEN';
  const entered = { best, code: found.code, verified: found.verified };
  return say(
    [
      ...[`${head}${place}。`, ...read],
      ...(open ? [leftLine(campaign, left, now)] : []),
      ...(best < 0 ? [] : entryLines(options, campaign, entered)),
    ].join('\n'),
    [...(open && left > 0 ? [choice('再答一次')] : []), BOARD, MINE, CODE],
  );
}

function toReadLines({ toRead, score, slots }: Result): string[] {
  if (score === slots) return ['全部答对，真不错！'];
  const lines = toRead.map(({ title, questions }) => {
    const numbers = questions.map((number) => `第${number}题`).join('、');
    return title ? `${numbers}：${title}` : numbers;
  });
  return lines.length > 0 ? ['值得再看看：', ...lines] : [];
}

export const over = ({ title }: Campaign): Reply =>
  say(`「${title}」已经结束，谢谢参与。成绩和名次还可以查。`, [MINE, BOARD, CODE]);
export const notYet = ({ title, opensAt }: Campaign): Reply =>
  say(`「${title}」还没开始，${sayDay(chinaDay(new Date(opensAt)))}开放，到时回复“答题”参加。`);
export const noneLeft = (campaign: Campaign, now: Date): Reply =>
  say(
    hasTomorrow(campaign.closesAt, now)
      ? `今天的${campaign.attemptsPerDay}次已经答完了，明天再来。`
      : `今天的${campaign.attemptsPerDay}次已经答完了，活动${sayCloses(campaign.closesAt)}截止，谢谢参与。`,
    [MINE, BOARD],
  );
export const STAFF = say('这是工作人员的账号，不参加竞答和抽奖。要试答请回复“试答”加试答码，例如：试答 AB12CD');
export const UNKNOWN_CODE = say(
  '没有找到这个试答码，或者这场竞答已经不能试答。请对照工作台上的试答码再输一次，例如：试答 AB12CD',
);
export const NO_QUESTIONS = say('这场竞答的题目正在核对，请过一会儿再来。');
export const GONE = say('您的答题记录已按您的要求删除。想重新参加请回复“答题”。', [PLAY]);
