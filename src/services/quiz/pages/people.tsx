import { channelName } from '../../../domain/channel-names.js';
import { sayMoment } from '../../../lib/calendar.js';
import { Action, Filter, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Facts, Notice, Section, Tag } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';
import type { Campaign } from '../campaign/campaign.js';
import type { Flag, Found } from '../people/find.js';
import { showCode } from '../play/person.js';
import { attemptStates, flagKinds, flagOutcomes, sayDuration } from '../words.js';

export interface PeoplePageProps {
  readonly campaign: Campaign;
  /** As it was typed. */
  readonly asked: string;
  readonly found: Found | undefined;
  readonly flags: readonly Flag[];
  readonly mayJudge: boolean;
}

export function PeoplePage({ campaign, asked, found, flags, mayJudge }: PeoplePageProps): Markup {
  const { number } = campaign;
  return (
    <>
      <Filter action={`/quiz/${number}/people`}>
        <TextField name="code" label="参与码" value={asked} hint="12位，例如 K7QF-2M9D-XPTA" most={40} />
      </Filter>
      {found ? <Person {...{ number, found, mayJudge }} /> : null}
      {asked !== '' && !found ? (
        <Notice tone="soon">这一场没有这个参与码。请核对每一位；参与码每场都不一样。</Notice>
      ) : null}
      <Section title="待处理的异常">
        <p class="hint">系统只提示，不自动作废。同一家人、同一单位共用一台手机或电脑是正常的。</p>
        {flags.length === 0 ? (
          <p class="empty">没有。答得比读题还快、短时间很多局、多人同一设备时会列在这里。</p>
        ) : null}
        {flags.map((flag) => (
          <FlagCard {...{ number, flag, mayJudge }} />
        ))}
      </Section>
    </>
  );
}

const VERIFIED = { account: '账号可信', counter: '窗口核对过', '': '没有，不能抽奖' } as const;

type PersonProps = Pick<PeoplePageProps, 'mayJudge'> & { readonly number: string; readonly found: Found };

function Person({ number, found, mayJudge }: PersonProps): Markup {
  const { code, person, attempts, flags } = found;
  return (
    <Section title={`参与码 ${showCode(code)}`}>
      <Facts
        facts={[
          ['渠道', channelName(person.channel)],
          ['身份', VERIFIED[person.verified]],
          ['街道或单位', person.group_name],
          ['第一次参加', sayMoment(new Date(person.joined_at))],
          ['最好成绩', person.best_score < 0 ? '' : `${person.best_score} 题`],
        ]}
      />
      <Table
        caption="答过的各局"
        rows={attempts}
        empty="还没有答过。"
        columns={[
          { title: '日期', cell: ({ day }) => day },
          { title: '当天第几次', number: true, cell: (one) => one.number },
          { title: '开始', cell: ({ started_at }) => sayMoment(new Date(started_at)) },
          { title: '状态', cell: ({ state }) => attemptStates[state] },
          { title: '答了', number: true, cell: ({ answered }) => answered },
          { title: '得分', number: true, cell: ({ score }) => score },
          { title: '用时', number: true, cell: ({ duration_ms }) => sayDuration(Number(duration_ms)) },
          { title: '', cell: ({ id }) => (id === person.best_attempt ? <Tag tone="good">最好</Tag> : null) },
        ]}
      />
      {flags.some(({ outcome }) => outcome !== 'open') ? <Decided flags={flags} /> : null}
      {mayJudge
        ? attempts
            .filter(({ state }) => state !== 'VOID')
            .map(({ id, day, number: turn }) => (
              <VoidAction {...{ number, attempt: id, title: `作废 ${day} 第${turn}次` }} />
            ))
        : null}
    </Section>
  );
}

function Decided({ flags }: { readonly flags: readonly Flag[] }): Markup {
  return (
    <Table
      caption="处理过的异常"
      rows={flags.filter(({ outcome }) => outcome !== 'open')}
      empty=""
      columns={[
        { title: '异常', cell: ({ kind, detail }) => `${flagKinds[kind]}：${detail}` },
        { title: '结果', cell: ({ outcome }) => flagOutcomes[outcome] },
        { title: '原因', cell: ({ reason }) => reason },
        { title: '谁', cell: ({ decided_by }) => decided_by },
      ]}
    />
  );
}

type FlagCardProps = Pick<PeoplePageProps, 'mayJudge'> & { readonly number: string; readonly flag: Flag };

function FlagCard({ number, flag, mayJudge }: FlagCardProps): Markup {
  const { id, attempt, kind, detail, at, code } = flag;
  return (
    <article class="question">
      <p>
        <Tag tone="soon">{flagKinds[kind]}</Tag> {detail}
      </p>
      <p class="hint">
        {sayMoment(new Date(at))}，参与码 <a href={`/quiz/${number}/people?code=${code}`}>{showCode(code)}</a>
      </p>
      {mayJudge ? (
        <>
          <Action
            title="没有问题"
            action={`/quiz/${number}/flags/dismiss`}
            about="这一条不再提示，成绩不变。会留痕。"
            button="没有问题"
          >
            <input type="hidden" name="flag" value={id} />
            <TextField name="reason" label="原因" hint="例如：一家三口用同一部手机" required most={300} />
          </Action>
          {attempt ? <VoidAction {...{ number, attempt, title: '作废这一局' }} /> : null}
        </>
      ) : null}
    </article>
  );
}

interface VoidActionProps {
  readonly number: string;
  readonly attempt: string;
  readonly title: string;
}

const VoidAction = ({ number, attempt, title }: VoidActionProps): Markup => (
  <Action
    title={title}
    action={`/quiz/${number}/people/void`}
    about="这一局不再计入成绩、名次和统计，不能恢复；这个人按其余各局里最好的一次排名。会留痕。"
    button="作废"
    tone="danger"
  >
    <input type="hidden" name="attempt" value={attempt} />
    <TextField name="reason" label="原因" hint="例如：查实为程序自动答题" required most={300} />
  </Action>
);
