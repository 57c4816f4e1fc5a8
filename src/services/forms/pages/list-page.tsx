import { readClock } from '../../../casework/clock.js';
import type { Form } from '../../../chat/form/define-form.js';
import { fieldOf } from '../../../chat/form/form-state.js';
import { sayMoment } from '../../../lib/calendar.js';
import { Filter, Select } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Clock, Tag, type Tone, Unverified } from '../../../pages/parts.js';
import { type ListAddress, Pager, type Paging, Table } from '../../../pages/table.js';
import type { FormCase } from '../case.js';
import { type CaseState, stateNames } from '../states.js';

export const stateTones: Readonly<Record<CaseState, Tone>> = {
  RECEIVED: 'soon',
  ASSIGNED: 'half',
  IN_PROGRESS: 'half',
  DONE: 'good',
  REFERRED: 'good',
  REJECTED: 'done',
  WITHDRAWN: 'done',
  CLOSED: 'done',
};

export interface ListPageProps {
  readonly forms: readonly Form[];
  readonly cases: readonly FormCase[];
  readonly names: ReadonlyMap<string, string>;
  readonly at: ListAddress;
  readonly paging: Paging;
  readonly now: Date;
}

export const titleOf = (forms: readonly Form[], { form }: Pick<FormCase, 'form'>): string =>
  forms.find(({ name }) => name === form)?.title ?? form;

/** The kind that was chosen: 转诊. Masked values only: readable without a key. */
export function sortOf(forms: readonly Form[], { form, fields }: FormCase): string {
  const sort = forms.find(({ name }) => name === form)?.sort;
  return sort ? (fields[sort]?.shown ?? '') : '';
}

/** Name and phone as they may be listed: masked. */
export function whoOf(forms: readonly Form[], { form, fields }: FormCase): string {
  const found = forms.find(({ name }) => name === form);
  const shown = Object.entries(fields).filter(([name]) => {
    const kind = found && fieldOf(found, name)?.kind;
    return kind === 'name' || kind === 'phone';
  });
  return shown.map(([, kept]) => kept.shown).join(' ');
}

/** How much of the term is left; nothing once the work has come to an end. */
export function CaseClock({ found, now }: { readonly found: FormCase; readonly now: Date }): Markup {
  if (found.settledAt) return <span>{sayMoment(new Date(found.settledAt))} 办完</span>;
  const { said, tone, due } = readClock(found.receivedDay, found.due, now);
  return <Clock said={said} tone={tone} due={due} verified={false} />;
}

export function ListPage({ forms, cases, names, at, paging, now }: ListPageProps): Markup {
  const states = [
    { value: 'open', label: '办理中的全部' },
    ...Object.entries(stateNames).map(([value, label]) => ({ value, label })),
    { value: 'all', label: '全部' },
  ];
  return (
    <>
      <Filter action={at.path}>
        <Select name="state" label="状态" value={at.query.state || 'open'} options={states} />
        <Select
          name="form"
          label="事项"
          value={at.query.form ?? ''}
          options={[{ value: '', label: '全部' }, ...forms.map(({ name, title }) => ({ value: name, label: title }))]}
        />
        <Select
          name="mine"
          label="承办人"
          value={at.query.mine ?? ''}
          options={[
            { value: '', label: '所有人' },
            { value: 'yes', label: '我承办的' },
          ]}
        />
      </Filter>
      <p class="hint">
        期限按工作日算，是本单位自己设的，没有统一规定
        <Unverified />
        。姓名和电话打码，打开办件才能看。
      </p>
      <Table
        caption="协办、代办和留言"
        rows={cases}
        at={at}
        empty="没有符合条件的办件。居民在对话里提交的协办、代办和留言会出现在这里。"
        columns={[
          { title: '编号', cell: ({ number }) => <a href={`/registrations/${number}`}>{number}</a> },
          { title: '事项', cell: (one) => titleOf(forms, one) },
          { title: '分类', cell: (one) => sortOf(forms, one) },
          { title: '谁', cell: (one) => whoOf(forms, one) },
          { title: '状态', cell: ({ state }) => <Tag tone={stateTones[state]}>{stateNames[state]}</Tag> },
          { title: '期限', cell: (one) => <CaseClock found={one} now={now} /> },
          { title: '承办人', cell: ({ assignee }) => (assignee ? (names.get(assignee) ?? '已离开') : '') },
          { title: '提交', cell: ({ receivedAt }) => sayMoment(new Date(receivedAt)) },
        ]}
      />
      <Pager at={at} paging={paging} />
    </>
  );
}
