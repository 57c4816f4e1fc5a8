import type { DeskRequest, TodayItem } from '../../../casework/desk.js';
import { may } from '../../../domain/staff.js';
import { chinaDay } from '../../../lib/clock.js';
import type { Reader } from '../../../storage/store.js';
import type { Campaign } from '../campaign/campaign.js';
import { allCampaigns } from '../campaign/read.js';
import type { QuizTables } from '../tables.js';

type TodayRequest = Pick<DeskRequest, 'member' | 'now'> & { readonly read: Reader };

/** What waits for this person; a line leads to the campaign where there is only one. */
export async function quizToday({ member, now, read }: TodayRequest): Promise<readonly TodayItem[]> {
  const campaigns = may(member, 'quiz.read') ? await allCampaigns(read) : [];
  const lines = [...campaignLines(campaigns, { member, now })];
  if (may(member, 'quiz.judge')) lines.push(...(await flagLines(read)));
  if (may(member, 'quiz.claims')) lines.push(...(await claimLines(read)));
  return lines;
}

function* campaignLines(campaigns: readonly Campaign[], { member, now }: Omit<TodayRequest, 'read'>) {
  const [at, today] = [now.toISOString(), chinaDay(now)];
  const on = (moment: string) => chinaDay(new Date(moment)) === today;
  const line = (
    title: string,
    tone: TodayItem['tone'],
    wanted: (campaign: Campaign) => boolean,
    page = '',
  ): TodayItem => {
    const found = campaigns.filter(wanted);
    const [only] = found;
    const path = found.length === 1 && only ? `/quiz/${only.number}${page}` : '/quiz';
    return { title, tone, count: found.length, path };
  };
  if (may(member, 'quiz.review')) {
    yield line('竞答待审核', 'soon', ({ state }) => state === 'DRAFT', '/review');
    yield line('竞答到时间还没开放', 'late', ({ state, opensAt }) => state === 'REVIEWED' && opensAt <= at);
  }
  yield line('竞答今天开始', 'calm', ({ state, opensAt }) => ['REVIEWED', 'OPEN'].includes(state) && on(opensAt));
  yield line('竞答今天结束', 'soon', ({ state, closesAt }) => state === 'OPEN' && on(closesAt));
  if (may(member, 'quiz.draw')) yield line('竞答待开奖', 'soon', (campaign) => isDrawDue(campaign, at), '/draw');
}

/** The next of freeze, draw and publish may be taken. */
function isDrawDue({ state, prizes, entropy }: Campaign, at: string): boolean {
  if (prizes.length === 0) return false;
  if (state === 'CLOSED' || state === 'DRAWN') return true;
  return state === 'FROZEN' && (entropy.kind === 'commit-reveal' || entropy.knownFrom <= at);
}

async function flagLines(read: Reader): Promise<readonly TodayItem[]> {
  const rows = await read
    .withTables<QuizTables>()
    .selectFrom('quiz_flags')
    .select(({ fn }) => ['campaign', fn.countAll().as('flags')])
    .where('outcome', '=', 'open')
    .where('campaign', 'in', (db) =>
      db.selectFrom('quiz_campaigns').select('number').where('state', 'in', ['OPEN', 'CLOSED']),
    )
    .groupBy('campaign')
    .execute();
  return rows.map(({ campaign, flags }) => ({
    ...{ title: `竞答异常待处理 ${campaign}`, count: Number(flags), tone: 'soon', path: `/quiz/${campaign}/people` },
  }));
}

async function claimLines(read: Reader): Promise<readonly TodayItem[]> {
  const rows = await read
    .withTables<QuizTables>()
    .selectFrom('quiz_winners')
    .select(({ fn }) => ['campaign', fn.countAll().as('claims')])
    .where('state', '=', 'claimed')
    .groupBy('campaign')
    .execute();
  return rows.map(({ campaign, claims }) => ({
    ...{ title: `竞答领奖待办 ${campaign}`, count: Number(claims), tone: 'soon', path: `/quiz/${campaign}/claims` },
  }));
}
