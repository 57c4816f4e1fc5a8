import { sayMoment } from '../../../lib/calendar.js';
import type { Markup } from '../../../pages/markup.js';
import type { Campaign } from '../campaign/campaign.js';
import type { Notice } from '../campaign/notices.js';
import { sayEntropy } from '../draw/prepare.js';
import type { DrawRecord } from '../draw/record.js';
import type { Winner } from '../draw/winners.js';
import { showCode } from '../play/person.js';
import { Notices } from './campaign-page.js';

export interface DrawPageProps {
  readonly campaign: Campaign;
  /** Undefined before the freeze. */
  readonly drawn: DrawRecord | undefined;
  /** None before the publication. */
  readonly winners: readonly Winner[];
  /** Fingerprint of the published file; '' before. */
  readonly digest: string;
  readonly notices: readonly Notice[];
}

const moment = (iso: string) => sayMoment(new Date(iso));

export function PublicDrawPage({ campaign, drawn, winners, digest, notices }: DrawPageProps): Markup {
  const { number, state, entropy } = campaign;
  const frozen = drawn && drawn.root !== '' ? drawn : undefined;
  const published = state === 'PUBLISHED';
  return (
    <>
      <section>
        <h2>名单</h2>
        {frozen ? (
          <>
            <dl>
              <dt>冻结时间</dt>
              <dd>{moment(frozen.frozenAt)}</dd>
              <dt>入围人数</dt>
              <dd>{frozen.entrants}</dd>
              <dt>名单指纹</dt>
              <dd>
                <code>{frozen.root}</code>
              </dd>
            </dl>
            <p>名单里只有参与码，没有姓名和账号。冻结以后增减一个人，指纹都会变。</p>
            <a class="button" href={`/quiz/${number}/entrants.json`}>
              下载名单
            </a>
          </>
        ) : (
          <p>答题结束、核对完成后冻结，届时公布人数和名单指纹。</p>
        )}
      </section>
      <section>
        <h2>随机数</h2>
        <p>{`用：${sayEntropy(entropy)}`}</p>
        <p>{sayValue(frozen, published)}</p>
      </section>
      {published ? <Results {...{ number, winners, digest }} /> : <p>开奖结果还没有公布。</p>}
      <HowToVerify number={number} published={published} />
      {notices.length > 0 ? <Notices notices={notices} /> : null}
    </>
  );
}

function sayValue(frozen: DrawRecord | undefined, published: boolean): string {
  if (!frozen) return '名单冻结以后才揭晓，谁也不能先知道结果。';
  return published && frozen.value !== null ? `揭晓的值：${frozen.value}` : '名单已经冻结，等待揭晓和两人录入。';
}

interface ResultsProps {
  readonly number: string;
  readonly winners: readonly Winner[];
  readonly digest: string;
}

const becameOf: Readonly<Record<Winner['state'], string>> = {
  ...{ alternate: '候补', won: '待领奖', claimed: '已登记', 'handed-over': '已领取' },
  ...{ lapsed: '逾期未领，已递补', declined: '已放弃，已递补' },
};

function Results({ number, winners, digest }: ResultsProps): Markup {
  const drawn = winners.filter(({ prize }) => prize !== '');
  const waiting = winners.filter(({ prize }) => prize === '');
  return (
    <>
      <section>
        <h2>中奖</h2>
        <table>
          <caption>按名次；逾期未领或放弃的由候补依次递补</caption>
          <thead>
            <tr>
              <th scope="col">名次</th>
              <th scope="col">参与码</th>
              <th scope="col">奖项</th>
              <th scope="col">情况</th>
            </tr>
          </thead>
          <tbody>
            {drawn.map(({ place, code, prize, state }) => (
              <tr>
                <td>{place}</td>
                <td>{showCode(code)}</td>
                <td>{prize}</td>
                <td>{becameOf[state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {waiting.length > 0 ? <p>{`候补：${waiting.map(({ code }) => showCode(code)).join('、')}`}</p> : null}
        <p>中奖的人请在对话里回复“领奖”。领奖不收费，不要银行卡和密码。</p>
      </section>
      <section>
        <h2>开奖文件</h2>
        <p>
          文件指纹：<code>{digest}</code>
        </p>
        <a class="button" href={`/quiz/${number}/draw.json`}>
          下载开奖文件
        </a>
      </section>
    </>
  );
}

function HowToVerify({ number, published }: { readonly number: string; readonly published: boolean }): Markup {
  return (
    <section>
      <h2>怎么验证</h2>
      <ol>
        <li>{published ? '下载上面的开奖文件。' : '结果公布后，在这一页下载开奖文件。'}</li>
        <li>
          打开<a href="/quiz/verify.html">验证页</a>，选这个文件，逐条看结果；验证页可以另存，断网也能用。
        </li>
        <li>在验证页输入自己的参与码，看在不在名单里、排第几。</li>
        <li>{`懂电脑的人可以运行：npx yiwen quiz verify ${number}-draw.json`}</li>
        <li>
          也可以自己算：种子＝SHA-256("yiwen-draw/1|名单指纹|随机数")，签＝SHA-256("种子|参与码")，签从小到大就是名次。
        </li>
      </ol>
    </section>
  );
}
