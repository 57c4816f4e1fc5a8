import { sayMoment } from '../../../lib/calendar.js';
import type { Markup } from '../../../pages/markup.js';
import { type Campaign, campaignStates, playStateOf, slotsOf } from '../campaign/campaign.js';
import type { Notice } from '../campaign/notices.js';
import type { LeaderboardRow } from '../play/rank.js';

export interface CampaignPageProps {
  readonly campaign: Campaign;
  readonly leaders: readonly LeaderboardRow[];
  readonly notices: readonly Notice[];
  readonly now: Date;
}

const moment = (iso: string) => sayMoment(new Date(iso));

/** 1分05秒 */
export const sayDuration = (ms: number): string => {
  const seconds = Math.round(ms / 1_000);
  const rest = String(seconds % 60).padStart(2, '0');
  return seconds < 60 ? `${seconds}秒` : `${Math.floor(seconds / 60)}分${rest}秒`;
};

export const afterFreeze = ({ state }: Campaign): boolean => ['FROZEN', 'DRAWN', 'PUBLISHED'].includes(state);

const standing = { 'not-yet': '还没有开始', open: '正在进行', over: '答题已经结束' } as const;

/** What the state means to somebody who takes part. */
export const sayState = (campaign: Campaign, now: Date): string =>
  afterFreeze(campaign) ? campaignStates[campaign.state] : standing[playStateOf(campaign, now)];

export function CampaignPage({ campaign, leaders, notices, now }: CampaignPageProps): Markup {
  const { number, audience, rules, opensAt, closesAt, prizes, attemptsPerDay, timeLimit, entryScore } = campaign;
  const limit = timeLimit > 0 ? `，每次限时${sayDuration(timeLimit * 1_000)}` : '';
  return (
    <>
      <section aria-label="基本情况">
        <p class="verdict">{sayState(campaign, now)}</p>
        <dl>
          <dt>时间</dt>
          <dd>{`${moment(opensAt)} 至 ${moment(closesAt)}`}</dd>
          <dt>参加对象</dt>
          <dd>{audience}</dd>
          <dt>怎么答</dt>
          <dd>{`在对话里回复“答题”，每次${slotsOf(campaign)}题，每天最多${attemptsPerDay}次${limit}。`}</dd>
          {prizes.length > 0 ? (
            <>
              <dt>入围抽奖</dt>
              <dd>{`最好成绩答对${entryScore}题以上，且身份经过核验`}</dd>
            </>
          ) : null}
        </dl>
        {playStateOf(campaign, now) !== 'over' ? (
          <a class="button" href="/">
            去答题
          </a>
        ) : null}
      </section>
      <section>
        <h2>规则</h2>
        <p class="lines">{rules}</p>
      </section>
      {prizes.length > 0 ? (
        <section>
          <h2>奖品</h2>
          <ul>
            {prizes.map(({ name, what, count }) => (
              <li>{`${name}：${what}，${count}名`}</li>
            ))}
          </ul>
          <a class="button" href={`/quiz/${number}/draw`}>
            怎么开奖、怎么验证
          </a>
        </section>
      ) : null}
      {campaign.leaderboard ? <Leaders leaders={leaders} /> : null}
      {notices.length > 0 ? <Notices notices={notices} /> : null}
    </>
  );
}

function Leaders({ leaders }: { readonly leaders: readonly LeaderboardRow[] }): Markup {
  return (
    <section>
      <h2>排行榜</h2>
      {leaders.length === 0 ? (
        <p>还没有成绩。答完一次就会上榜，也可以设为不显示。</p>
      ) : (
        <table>
          <caption>得分高在前，同分看用时，再看谁先完成</caption>
          <thead>
            <tr>
              <th scope="col">名次</th>
              <th scope="col">昵称</th>
              <th scope="col" class="number">
                得分
              </th>
              <th scope="col" class="number">
                用时
              </th>
            </tr>
          </thead>
          <tbody>
            {leaders.map(({ rank, nickname, tail, score, ms }) => (
              <tr>
                <td>{rank}</td>
                <td>{nickname === '' ? `尾号${tail}` : `${nickname}（${tail}）`}</td>
                <td class="number">{score}</td>
                <td class="number">{sayDuration(ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function Notices({ notices }: { readonly notices: readonly Notice[] }): Markup {
  return (
    <section>
      <h2>公告</h2>
      <ul>
        {notices.map(({ at, text }) => (
          <li>
            <span class="quiet">{moment(at)}</span>
            <br />
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
