import { readFile } from 'node:fs/promises';
import type { PublicPage, PublicReply, PublicRequest } from '../../../pages/public-page.js';
import type { Store } from '../../../storage/store.js';
import type { Campaign } from '../campaign/campaign.js';
import { noticesOf } from '../campaign/notices.js';
import { allCampaigns, readCampaign } from '../campaign/read.js';
import type { DrawFile } from '../draw/draw-file.js';
import { readDraw, readDrawFile, readEntrants } from '../draw/record.js';
import { winnersOf } from '../draw/winners.js';
import { leaderboard } from '../play/rank.js';
import type { QuizSettings } from '../settings.js';
import { afterFreeze, CampaignPage, sayState } from './campaign-page.js';
import { drawCard } from './card.js';
import { PublicDrawPage } from './draw-page.js';
import { publicPage } from './frame.js';
import { verifierPage } from './verifier.js';

export interface QuizPageOptions {
  readonly store: Store;
  readonly settings: QuizSettings;
  readonly bureau: string;
}

const missing: PublicReply = { status: 'missing' };
const SHOWN_LEADERS = 50;

/** What anybody may see: campaigns, leaderboards, draws, and the page that verifies them. */
export function quizPages(options: QuizPageOptions): readonly PublicPage[] {
  const { store, settings, bureau } = options;
  const of = (
    path: string,
    show: (campaign: Campaign, request: PublicRequest) => Promise<PublicReply>,
  ): PublicPage => ({
    path: `/quiz/:number${path}`,
    async handle(request) {
      const campaign = await readCampaign(store.read, request.params.number ?? '');
      return campaign && isShown(campaign) ? show(campaign, request) : missing;
    },
  });
  return [
    { path: '/quiz', handle: ({ now }) => listPage(options, now) },
    { path: '/quiz/verify.html', handle: async () => ({ status: 'page', html: await verifierPage(), script: true }) },
    { path: '/quiz/page.css', handle: stylesheet },
    of('', (campaign, { now }) => campaignPage(options, campaign, now)),
    of('/draw', (campaign) => drawPage(options, campaign)),
    of('/draw.json', async ({ number, state }) => {
      const text = state === 'PUBLISHED' ? await readDrawFile(store.read, number) : undefined;
      return text === undefined ? missing : json(`${number}-draw.json`, text);
    }),
    of('/entrants.json', async (campaign) => {
      const { number } = campaign;
      const drawn = afterFreeze(campaign) ? await readDraw(store.read, number) : undefined;
      if (!drawn) return missing;
      const entrants = await readEntrants(store.read, number);
      const list = {
        format: 'yiwen-entrants/1',
        campaign: number,
        root: drawn.root,
        frozenAt: drawn.frozenAt,
        entrants,
      };
      return json(`${number}-entrants.json`, JSON.stringify(list));
    }),
    of('/card.png', async (campaign) => {
      const { publicUrl } = settings;
      const bytes = await drawCard({ campaign, bureau, ...(publicUrl ? { publicUrl } : {}) });
      const file = { name: `${campaign.number}.png`, type: 'image/png', shown: true } as const;
      return bytes ? { status: 'file', ...file, bytes } : missing;
    }),
  ];
}

/** Drafts are nobody's business yet. */
const isShown = ({ state }: Campaign): boolean => state !== 'DRAFT' && state !== 'REVIEWED';

const json = (name: string, text: string): PublicReply => ({
  ...{ status: 'file', name, type: 'application/json; charset=utf-8', bytes: Buffer.from(text) },
});

async function stylesheet(): Promise<PublicReply> {
  const bytes = await readFile(new URL('./page/page.css', import.meta.url));
  return { status: 'file', name: 'page.css', type: 'text/css; charset=utf-8', bytes, shown: true };
}

async function listPage({ store, bureau }: QuizPageOptions, now: Date): Promise<PublicReply> {
  const campaigns = (await allCampaigns(store.read)).filter(isShown);
  const children = (
    <section aria-label="场次">
      {campaigns.length === 0 ? (
        <p>现在没有竞答活动。有了会列在这里。</p>
      ) : (
        <ul>
          {campaigns.map((campaign) => (
            <li>
              <a href={`/quiz/${campaign.number}`}>{campaign.title}</a>
              <br />
              <span class="quiet">{sayState(campaign, now)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
  return publicPage({ bureau, title: '有奖竞答', children });
}

async function campaignPage({ store, bureau }: QuizPageOptions, campaign: Campaign, now: Date): Promise<PublicReply> {
  const { number, title } = campaign;
  const leaders = campaign.leaderboard ? await leaderboard(store.read, number, SHOWN_LEADERS) : [];
  const notices = await noticesOf(store.read, number);
  return publicPage({ bureau, title, children: <CampaignPage {...{ campaign, leaders, notices, now }} /> });
}

async function drawPage({ store, bureau }: QuizPageOptions, campaign: Campaign): Promise<PublicReply> {
  const { number, title, state, prizes } = campaign;
  if (prizes.length === 0) return missing;
  const drawn = afterFreeze(campaign) ? await readDraw(store.read, number) : undefined;
  const winners = state === 'PUBLISHED' ? await winnersOf(store.read, number) : [];
  const file = state === 'PUBLISHED' ? await readDrawFile(store.read, number) : undefined;
  const digest = file ? (JSON.parse(file) as DrawFile).digest : '';
  const notices = await noticesOf(store.read, number);
  const children = <PublicDrawPage {...{ campaign, drawn, winners, digest, notices }} />;
  return publicPage({ bureau, title: `${title} 开奖`, children });
}
