import { citationList } from '../../../domain/cited-sources.js';
import type { Choice, Reply } from '../../../domain/message.js';
import { type Campaign, slotsOf } from '../campaign/campaign.js';
import type { Attempt } from './attempt.js';
import { showCode } from './person.js';
import type { Asked } from './playing.js';
import { lettersOf } from './read-choice.js';
import { choicesOf, citationOf, questionText, type Screen, sayAnswer } from './show.js';
import { sayClock, sayCloses, sayDraw, sayDuration, sayPrizes } from './terms.js';
import { say } from './words.js';

/** Where somebody stands in an attempt: kept with the conversation, so that the question can be asked again. */
export interface AskedState {
  readonly step: 'question';
  readonly campaign: string;
  readonly attempt: string;
  readonly slot: number;
  readonly slots: number;
  readonly screen: Screen;
  /** When it was shown, by the house's clock. */
  readonly shownAt: string;
  /** When the message was sent that made it appear, by the channel's clock: a second tap is not later. */
  readonly sentAt: number;
  /** 14:35, where time runs. */
  readonly until?: string;
}

export function ask({ screen, slot, slots }: AskedState): Reply {
  return say(questionText(screen, slot, slots), choicesOf(screen, slot));
}

/** A question with what is said before it. */
export function askAfter(before: readonly string[], state: AskedState): Reply {
  const asked = ask(state);
  return { ...asked, text: [...before, '', asked.text].join('\n').trimStart() };
}

/** How many of the groups stand as choices beside 跳过. */
const MOST_GROUPS = 5;
/** 开始 by itself opens the menu of the bot. */
const START: Choice = { label: '开始', text: '开始答题' };
const SKIP: Choice = { label: '跳过', text: '跳过' };

/** Once for a person and campaign. */
export function opening(campaign: Campaign, code: string): Reply {
  const { title, audience, attemptsPerDay, timeLimit, prizes, groups, entryScore, closesAt } = campaign;
  const limit = timeLimit > 0 ? `，每局限时${sayDuration(timeLimit * 1_000)}` : '';
  const lines = [
    `「${title}」，面向${audience}，${sayCloses(closesAt)}截止。`,
    `每局${slotsOf(campaign)}题，每天可答${attemptsPerDay}次${limit}。每题以第一次的答案为准。`,
    ...(prizes.length > 0 ? [`答对${entryScore}题以上可参加抽奖：${sayPrizes(campaign)}。${sayDraw(campaign)}`] : []),
    `您的参与码：${showCode(code)}，请保存好。`,
  ];
  if (groups.length === 0) return say([...lines, '准备好了请回复“开始”。'].join('\n'), [START]);
  return { ...askGroup(groups), text: [...lines, askGroup(groups).text].join('\n') };
}

export function askGroup(groups: readonly string[]): Reply {
  if (groups.length > MOST_GROUPS)
    return say(`您是哪个街道或单位的？请打字回复，例如：${groups[0]}。不想说请回复“跳过”。`, [SKIP]);
  return say('您是哪个街道或单位的？不想说可以跳过。', [
    ...groups.map((group) => ({ label: group, text: group })),
    SKIP,
  ]);
}

export const groupUnknown = (groups: readonly string[]): Reply => {
  const again = askGroup(groups);
  return { ...again, text: `没有找到这个街道或单位。${again.text}` };
};

export const askReady = say('准备好了请回复“开始”，想先不答请回复“取消”。', [START]);

export function askWhich(campaigns: readonly Pick<Campaign, 'number' | 'title'>[]): Reply {
  return say(
    '现在有几场竞答，想参加哪一场？',
    campaigns.slice(0, 6).map(({ number, title }) => ({ label: title, text: number })),
  );
}

/** 今天第2次，限时10分钟，14:35前交卷 */
export function startLine(campaign: Campaign, attempt: Pick<Attempt, 'number' | 'rehearsal' | 'endsAt'>, now: Date) {
  const { timeLimit, attemptsPerDay } = campaign;
  const which = attempt.rehearsal ? '试答，不计成绩' : `今天第${attempt.number}次（共${attemptsPerDay}次）`;
  const limit = timeLimit > 0 ? `，限时${sayDuration(timeLimit * 1_000)}，${sayClock(attempt.endsAt, now)}前答完` : '';
  return `${which}${limit}。`;
}

export function goingOnLine({ campaign, attempt }: { campaign: Campaign; attempt: Attempt }, now: Date): string {
  const limit = campaign.timeLimit > 0 ? `，${sayClock(attempt.endsAt, now)}前有效` : '';
  return `${attempt.rehearsal ? '试答' : `「${campaign.title}」`}接着上次的答${limit}。`;
}

/** Right or wrong, why, and what proves it. */
export function verdict(
  { question, screen }: Asked,
  slot: { readonly order: readonly number[] },
  right: boolean,
): Reply {
  const citation = citationOf(question, 1);
  const judged = right ? '答对了！' : `这题的正确答案是 ${sayAnswer({ ...question, kind: screen.kind }, slot)}。`;
  const because = `${question.explanation}${citation ? '①' : ''}`;
  const text = [judged + because, ...(citation ? [citationList([citation])] : [])].join('\n');
  return citation ? { ...say(text), citations: [citation] } : say(text);
}

export const withdrawnLine = (slots: readonly number[]): string =>
  `${slots.map((slot) => `第${slot + 1}题`).join('、')}已被撤下，不用答，算您答对。`;

export const answeredBefore = (slot: number): string => `第${slot + 1}题已经答过了，以第一次的答案为准。`;
export const notThere = (slot: number): string => `没有把这条当作答案：现在等您答的是第${slot + 1}题。`;
export const doubleTap = (slot: number): string =>
  `这条和上一条几乎同时发出，没有当作第${slot + 1}题的答案。请看题再答。`;
export const guess = '不会也没关系，可以猜一个，答完会讲解。想先不答请回复“退出”，答过的都记着。';
export const tooMany = ({ kind }: Screen): string =>
  kind === 'true-false' ? '判断题只能答一个，请回复“对”或“错”。' : '单选题只能选一项，请回复一个字母。';

export function notAnOption({ kind, options }: Screen): string {
  if (kind === 'true-false') return '没看懂您的选择。请回复“对”或“错”。';
  const letters = lettersOf(options.length);
  return kind === 'multiple'
    ? `没看懂您的选择。可选 ${letters}，有几个选几个，例如 AC。`
    : `没看懂您的选择。这题可选 ${letters}，请回复一个字母。`;
}

export function left({ slot, until }: AskedState): Reply {
  const done = slot > 0 ? `前面答过的都记着，` : '';
  const limit = until ? `这一局${until}前有效，过了就按已答的交卷。` : '';
  return say(`好的，先不答了。${done}想接着答请回复“继续答题”。${limit}`, [{ label: '继续答题', text: '继续答题' }]);
}

export const lateTap = say('那一局已经结束了，以当时记下的答案为准。想再答请回复“答题”。', [
  { label: '答题', text: '答题' },
]);
export const leftBefore = say('好的，没有开始，不占次数。想参加时回复“答题”。');
