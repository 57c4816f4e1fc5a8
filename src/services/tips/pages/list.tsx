import { readClock } from '../../../casework/clock.js';
import { may, type StaffMember } from '../../../domain/staff.js';
import { sayDay } from '../../../lib/calendar.js';
import { chinaDay } from '../../../lib/clock.js';
import { Filter, Select, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Cards, Clock, NumberCard, Tag } from '../../../pages/parts.js';
import { type Column, type ListAddress, Pager, type Paging, Table } from '../../../pages/table.js';
import type { Account } from '../../../staff/account-tables.js';
import { stateNames, type TipState } from '../states.js';
import { type ListedTip, toneNames } from '../work/list.js';
import { kindOptions, sayKind, sayTargetKind, stateOptions, stateTone } from './words.js';

export interface ListPageProps {
  readonly tips: readonly ListedTip[];
  readonly paging: Paging;
  readonly at: ListAddress;
  readonly counts: ReadonlyMap<TipState, number>;
  /** How many tips were merged into each of those shown. */
  readonly merged: ReadonlyMap<string, number>;
  readonly accounts: readonly Account[];
  readonly member: StaffMember;
  readonly now: Date;
}

const ANY = { value: '', label: '全部' };

export function ListPage({ counts, at, member, ...props }: ListPageProps): Markup {
  return (
    <>
      <StateCards counts={counts} />
      <TipFilters at={at} accounts={props.accounts} />
      <p class="links">
        {may(member, 'tips.declare-conflict') ? <a href="/tips/ties">申报关联机构</a> : null}
        <a href="/tips/requests">审批</a>
        {may(member, 'tips.read-all') || may(member, 'tips.read-new') || may(member, 'tips.read-assigned') ? (
          <a href="/tips/search">在举报内容里找</a>
        ) : null}
      </p>
      <Tips {...props} at={at} />
      <Pager at={at} paging={props.paging} />
    </>
  );
}

const SHOWN: readonly TipState[] = ['RECEIVED', 'TRIAGE', 'VERIFYING', 'INVESTIGATING', 'REWARD_REVIEW'];

function StateCards({ counts }: Pick<ListPageProps, 'counts'>): Markup {
  return (
    <Cards>
      {SHOWN.map((state) => (
        <NumberCard
          title={stateNames[state]}
          value={String(counts.get(state) ?? 0)}
          tone={stateTone(state)}
          href={`/tips?state=${state}`}
        />
      ))}
    </Cards>
  );
}

function TipFilters({
  at: { path, query },
  accounts,
}: {
  readonly at: ListAddress;
  readonly accounts: readonly Account[];
}) {
  const owners = accounts.filter((account) => may(account, 'tips.work'));
  return (
    <Filter action={path}>
      <Select name="state" label="状态" value={query.state ?? ''} options={[ANY, ...stateOptions]} />
      <Select name="kind" label="行为类别" value={query.kind ?? ''} options={[ANY, ...kindOptions]} />
      <Select
        name="owner"
        label="承办人"
        value={query.owner ?? ''}
        options={[
          ...[ANY, { value: 'me', label: '我' }, { value: 'none', label: '还没有指定' }],
          ...owners.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Select
        name="tone"
        label="期限"
        value={query.tone ?? ''}
        options={[ANY, ...Object.entries(toneNames).map(([value, label]) => ({ value, label }))]}
      />
      <TextField name="from" label="受理从" type="date" value={query.from ?? ''} />
      <TextField name="to" label="到" type="date" value={query.to ?? ''} />
    </Filter>
  );
}

type TipsProps = Pick<ListPageProps, 'tips' | 'merged' | 'accounts' | 'now' | 'at'>;

function Tips({ tips, merged, accounts, now, at }: TipsProps): Markup {
  const nameOf = (id: string | null) => accounts.find((account) => account.id === id)?.name ?? '—';
  const columns: Column<ListedTip>[] = [
    { title: '编号', cell: ({ number }) => <a href={`/tips/${number}`}>{number}</a> },
    { title: '受理日期', cell: ({ received_at }) => sayDay(chinaDay(new Date(received_at))), sort: 'received' },
    { title: '行为类别', cell: ({ kind }) => sayKind(kind) },
    { title: '对象', cell: ({ target_kind }) => sayTargetKind(target_kind) },
    { title: '状态', cell: ({ state }) => <Tag tone={stateTone(state)}>{stateNames[state]}</Tag> },
    { title: '承办人', cell: ({ owner }) => nameOf(owner) },
    { title: '期限', cell: ({ clock }) => <TipClock clock={clock} now={now} />, sort: 'due' },
    { title: '重复', cell: (tip) => <Group tip={tip} merged={merged.get(tip.number) ?? 0} /> },
  ];
  const empty = '没有符合条件的举报。居民在聊天里提交举报后会列在这里，最新的在最前。';
  return <Table caption="举报线索" columns={columns} rows={tips} empty={empty} at={at} />;
}

function TipClock({ clock, now }: { readonly clock: ListedTip['clock']; readonly now: Date }): Markup {
  if (!clock) return <span class="quiet">—</span>;
  const { said, tone, due } = readClock(clock.begun_on, clock.due_on, now);
  return <Clock said={said} tone={tone} due={due} verified={clock.verified === 1} />;
}

function Group({ tip, merged }: { readonly tip: ListedTip; readonly merged: number }): Markup {
  if (tip.original)
    return (
      <>
        并入 <a href={`/tips/${tip.original}`}>{tip.original}</a>
      </>
    );
  return <>{merged > 0 ? `另有 ${merged} 条并入` : '—'}</>;
}
