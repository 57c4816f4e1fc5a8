import { readClock } from '../../../casework/clock.js';
import { channelName, channelNames } from '../../../domain/channel-names.js';
import { sayMoment } from '../../../lib/calendar.js';
import { Filter, Select, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Clock, Tag } from '../../../pages/parts.js';
import { type ListAddress, Pager, type Paging, Table } from '../../../pages/table.js';
import { caseStates, stateNames, type Verdict, verdictNames } from '../cases/states.js';
import { levelNames, levels } from '../levels.js';
import type { CaseFilter, CaseView, ListedRating, RatingFilter } from '../lists.js';
import { parseReasons, sayReasons } from '../reasons.js';
import { matterName, type RatingSettings } from '../settings.js';
import type { CaseTable } from '../tables.js';
import { LevelTag, type Names, nameOf, StateTag } from './frame.js';

const ANY = { value: '', label: '全部' };

export interface Listing<Row, Filtered> {
  readonly rows: readonly Row[];
  readonly paging: Paging;
  readonly at: ListAddress;
  readonly filter: Filtered;
  readonly settings: RatingSettings;
  readonly matters: readonly string[];
  readonly names: Names;
}

export function RatingList(props: Listing<ListedRating, RatingFilter>): Markup {
  const { rows, paging, at, filter, settings, matters, names } = props;
  const channels = Object.entries(channelNames).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Filter action="/ratings/list">
        <TextField name="from" label="从" type="date" value={filter.from} />
        <TextField name="to" label="到" type="date" value={filter.to} />
        <Select
          name="level"
          label="等级"
          value={filter.level}
          options={[ANY, ...levels.map((level) => ({ value: String(level), label: levelNames[level] }))]}
        />
        <Select name="matter" label="事项" value={filter.matter} options={matterOptions(settings, matters)} />
        <Select name="channel" label="渠道" value={filter.channel} options={[ANY, ...channels]} />
        <Select
          name="source"
          label="来源"
          value={filter.source}
          options={[ANY, { value: 'active', label: '主动' }, { value: 'default', label: '默认' }]}
        />
      </Filter>
      <Table
        caption="评价记录"
        rows={rows}
        empty="这段时间没有评价。居民评价后会列在这里，不显示评价人。"
        columns={[
          { title: '时间', cell: ({ rated_at }) => sayMoment(new Date(rated_at)) },
          { title: '事项', cell: ({ matter }) => matterName(settings, matter) },
          { title: '办件号', cell: ({ item }) => item ?? '—' },
          { title: '渠道', cell: ({ channel }) => channelName(channel) },
          { title: '等级', cell: ({ level }) => <LevelTag level={level} /> },
          { title: '来源', cell: ({ source }) => (source === 'active' ? '主动' : <Tag tone="done">默认</Tag>) },
          { title: '人员', cell: ({ served_by }) => nameOf(names, served_by) },
          { title: '原因', cell: ({ reasons, reason }) => sayWhy(reasons, reason) },
          { title: '改过', cell: ({ version }) => (version > 1 ? `${version - 1} 次` : '') },
          { title: '差评件', cell: (row) => <CaseLink row={row} /> },
        ]}
      />
      <Pager at={at} paging={paging} />
    </>
  );
}

export const sayWhy = (reasons: string, own: string | null): string =>
  [sayReasons(parseReasons(reasons)), own ?? ''].filter((text) => text !== '').join('；');

function CaseLink({ row }: { readonly row: ListedRating }): Markup {
  if (row.case === null) return <span />;
  return (
    <span>
      <a href={`/ratings/cases/${row.id}`}>{row.case}</a> <StateTag state={row.state ?? ''} />
      {row.excluded === 1 ? <Tag tone="done">已剔除</Tag> : null}
    </span>
  );
}

const matterOptions = (settings: RatingSettings, matters: readonly string[]) => [
  ANY,
  ...matters.map((code) => ({ value: code, label: matterName(settings, code) })),
];

const viewNames: Readonly<Record<CaseView, string>> = {
  open: '在办',
  late: '已超期',
  first: '待联系',
  decide: '待复核或申诉',
  'not-put-right': '回访说没改好',
  closed: '已办结',
  all: '全部',
};

export function CaseList(props: Listing<CaseTable, CaseFilter> & { readonly now: Date }): Markup {
  const { rows, paging, at, filter, settings, matters, names, now } = props;
  return (
    <>
      <Filter action="/ratings/cases">
        <Select
          name="view"
          label="看哪些"
          value={filter.view}
          options={Object.entries(viewNames).map(([value, label]) => ({ value, label }))}
        />
        <Select
          name="state"
          label="状态"
          value={filter.state}
          options={[ANY, ...caseStates.map((state) => ({ value: state, label: stateNames[state] }))]}
        />
        <Select name="matter" label="事项" value={filter.matter} options={matterOptions(settings, matters)} />
        <TextField name="number" label="编号" value={filter.number} most={20} />
      </Filter>
      <CaseTableOf rows={rows} settings={settings} names={names} now={now} base="/ratings/cases" />
      <Pager at={at} paging={paging} />
    </>
  );
}

interface CaseRows {
  readonly rows: readonly CaseTable[];
  readonly settings: RatingSettings;
  readonly names: Names;
  readonly now: Date;
  readonly base: string;
}

export function CaseTableOf({ rows, settings, names, now, base }: CaseRows): Markup {
  return (
    <Table
      caption="差评"
      rows={rows}
      empty="没有这样的差评。居民给出不满意、非常不满意时，会自动立一件，列在这里。"
      columns={[
        { title: '编号', cell: ({ rating_id, number }) => <a href={`${base}/${rating_id}`}>{number}</a> },
        { title: '等级', cell: ({ level }) => <LevelTag level={level} /> },
        { title: '事项', cell: ({ matter }) => matterName(settings, matter) },
        { title: '渠道', cell: ({ channel }) => channelName(channel) },
        { title: '人员', cell: ({ served_by }) => nameOf(names, served_by) },
        { title: '收到', cell: ({ opened_at }) => sayMoment(new Date(opened_at)) },
        { title: '状态', cell: ({ state }) => <StateTag state={state} /> },
        { title: '核实结果', cell: ({ verdict }) => (verdict ? verdictNames[verdict as Verdict] : '') },
        { title: '期限', cell: (row) => <CaseClock found={row} now={now} /> },
      ]}
    />
  );
}

/** The term that runs; what was missed stays told after it. */
export function CaseClock({ found, now }: { readonly found: CaseTable; readonly now: Date }): Markup {
  const { due, due_from: from, late } = found;
  return (
    <span>
      {due && from ? <Clock {...readClock(from, due, now)} /> : null}
      {late === 1 && !(due && readClock(from ?? due, due, now).tone === 'late') ? <Tag tone="late">曾超期</Tag> : null}
    </span>
  );
}
