import type { DeskReply, DeskRequest } from '../../../casework/desk.js';
import { publishable } from '../../../casework/suppress.js';
import { chartFigure } from '../../../pages/chart.js';
import type { Markup } from '../../../pages/markup.js';
import type { Reader } from '../../../storage/store.js';
import { topics } from '../bank/question.js';
import type { Campaign } from '../campaign/campaign.js';
import { partsOf } from '../campaign/hands.js';
import { noticesOf } from '../campaign/notices.js';
import { readPool } from '../campaign/read.js';
import { requireCampaign } from '../campaign/step.js';
import { allTopics, shortages } from '../campaign/supply.js';
import { countDays, countGroups, countPlayed, countTopics, type GroupCell, share } from '../figures/counts.js';
import { CampaignTabs } from '../pages/frame.js';
import { Overview } from '../pages/overview.js';
import { countReached } from '../people/find.js';
import { namesByLogin } from './names.js';
import type { QuizDeskOptions } from './options.js';

/** Where a campaign stands: its figures, what comes next, what was told in public. */
export async function overviewPage(
  { settings }: QuizDeskOptions,
  { store, params, member }: DeskRequest,
): Promise<DeskReply> {
  const { read } = store;
  const campaign = await requireCampaign(read, params.number ?? '');
  const { number } = campaign;
  const props = {
    ...{ campaign, member, parts: await partsOf(read, number, member.login) },
    names: await namesByLogin(read),
    played: await countPlayed(read, { campaign: number }),
    reached: await countReached(read, campaign),
    groups: await shownGroups(read, number),
    charts: await chartsOf(read, number),
    notices: await noticesOf(read, number),
    shortages: await poolShortages(read, campaign),
    ...(settings.publicUrl === undefined ? {} : { publicUrl: settings.publicUrl }),
  };
  const body = (
    <>
      <CampaignTabs number={number} member={member} here="" />
      <p class="hint">{campaign.title}</p>
      <Overview {...props} />
    </>
  );
  return { status: 'page', title: `竞答 ${number}`, body, wide: true };
}

/** Groups of which a few people could be recognised are left out. */
async function shownGroups(read: Reader, campaign: string): Promise<readonly GroupCell[]> {
  const cells = await countGroups(read, { campaign });
  if (cells.every(({ key }) => key === '')) return [];
  return publishable(cells.map((cell) => ({ ...cell, value: cell.people }))).toSorted((a, b) => b.people - a.people);
}

async function chartsOf(read: Reader, campaign: string): Promise<readonly Markup[]> {
  const days = await countDays(read, { campaign });
  const cells = await countTopics(read, { campaign });
  const asked = allTopics.filter((topic) => cells.some(({ key }) => key === topic));
  const accuracy = asked.map((topic) => {
    const cell = cells.find(({ key }) => key === topic);
    return (cell && share(cell.good, cell.answers)) ?? 0;
  });
  return [
    await chartFigure({
      ...{ kind: 'line', unit: '次', title: '每日参与', labels: days.map(({ key }) => key.slice(5)) },
      series: [
        { name: '人次', values: days.map(({ attempts }) => attempts) },
        { name: '人数', values: days.map(({ people }) => people) },
      ],
    }),
    await chartFigure({
      ...{ kind: 'bar', unit: '%', title: '各专题正确率', labels: asked.map((topic) => topics[topic]) },
      series: [{ name: '正确率', values: accuracy }],
    }),
  ];
}

async function poolShortages(read: Reader, { number, state, pools }: Campaign): Promise<readonly string[]> {
  if (state !== 'REVIEWED' && state !== 'OPEN') return [];
  const pool = await readPool(read, number);
  return shortages(
    pools,
    pool.filter(({ withdrawn, rested }) => !withdrawn && !rested),
  );
}
