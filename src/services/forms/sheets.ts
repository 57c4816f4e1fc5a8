import type { Sheet, SheetRequest } from '../../casework/sheet.js';
import type { Form } from '../../chat/form/define-form.js';
import { fieldOf } from '../../chat/form/form-state.js';
import { sayMoment } from '../../lib/calendar.js';
import { allAccounts } from '../../staff/account-tables.js';
import { caseOf, type FormCase } from './case.js';
import { stateNames } from './states.js';
import type { FormTables } from './tables.js';

const PIECE = 1_000;
const KEPT_SHUT = '未解锁';

const columns = ['编号', '事项', '分类', '状态', '提交日期', '期限', '承办人', '办完时间', '结果'] as const;

/** Masked by default; what was typed in a sheet of its own, for who holds the key. */
export function formSheets(forms: readonly Form[]): readonly Sheet[] {
  return [
    {
      ...{ name: 'registrations', title: '协办代办留言', needs: 'registrations.export' },
      columns: [...columns, '姓名（打码）', '电话（打码）', '证件号（打码）'],
      async *rows(request) {
        for await (const { found, cells } of casesOf(forms, request))
          yield [...cells, ...(['name', 'phone', 'id-number'] as const).map((kind) => maskedOf(forms, found, kind))];
      },
    },
    {
      ...{ name: 'registrations-personal', title: '协办代办留言（含个人信息）', needs: 'registrations.export' },
      columns: [...columns, '填写内容'],
      async *rows(request) {
        for await (const { found, cells } of casesOf(forms, request)) yield [...cells, openedOf(forms, found, request)];
      },
    },
  ];
}

async function* casesOf(forms: readonly Form[], { read, from, to }: SheetRequest) {
  const names = new Map((await allAccounts(read)).map(({ id, name }) => [id, name]));
  for (let after = { day: from, id: '' }; ; ) {
    const rows = await read
      .withTables<FormTables>()
      .selectFrom('form_cases')
      .selectAll()
      .where('received_day', '>=', after.day)
      .where('received_day', '<=', to)
      .where((row) => row.or([row('received_day', '>', after.day), row('id', '>', after.id)]))
      .orderBy('received_day')
      .orderBy('id')
      .limit(PIECE)
      .execute();
    for (const found of rows.map(caseOf)) yield { found, cells: cellsOf(forms, found, names) };
    const last = rows.at(-1);
    if (!last || rows.length < PIECE) return;
    after = { day: last.received_day, id: last.id };
  }
}

function cellsOf(forms: readonly Form[], found: FormCase, names: ReadonlyMap<string, string>): readonly string[] {
  const { number, state, receivedDay, due, assignee, settledAt, outcome } = found;
  const form = forms.find(({ name }) => name === found.form);
  return [
    number,
    form?.title ?? found.form,
    form?.sort ? (found.fields[form.sort]?.shown ?? '') : '',
    stateNames[state],
    receivedDay,
    due,
    assignee ? (names.get(assignee) ?? '已离开') : '',
    settledAt ? sayMoment(new Date(settledAt)) : '',
    outcome ? stateNames[outcome] : '',
  ];
}

function maskedOf(forms: readonly Form[], found: FormCase, kind: 'name' | 'phone' | 'id-number'): string {
  const form = forms.find(({ name }) => name === found.form);
  const entry = Object.entries(found.fields).find(([name]) => form && fieldOf(form, name)?.kind === kind);
  return entry?.[1].shown ?? '';
}

/** One cell: forms differ in their fields. */
function openedOf(forms: readonly Form[], found: FormCase, { keyring }: SheetRequest): string {
  if (!keyring?.holds('form')) return KEPT_SHUT;
  const form = forms.find(({ name }) => name === found.form);
  const told = (form?.fields ?? []).flatMap(({ name, label }) => {
    const kept = found.fields[name];
    return kept ? [`${label}：${kept.sealed ? keyring.open(kept.sealed) : kept.shown}`] : [];
  });
  return told.join('；');
}
