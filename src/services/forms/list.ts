import type { Reader } from '../../storage/store.js';
import { caseOf, type FormCase } from './case.js';
import type { CaseState } from './states.js';
import type { FormTables } from './tables.js';

/** Which cases a list shows. */
export interface CaseFilter {
  /** `open`: worked on, in the order in which they fall due; a state, or '' for all: the newest first. */
  readonly state: 'open' | CaseState | '';
  /** '' for every form. */
  readonly form: string;
  /** Id of who works on them; '' for anybody. */
  readonly assignee: string;
}

function filtered(read: Reader, { state, form, assignee }: CaseFilter) {
  let query = read.withTables<FormTables>().selectFrom('form_cases');
  // The engine walks an index for a comparison, but not for `is not null`.
  if (state === 'open') query = query.where('open_due', '>', '');
  else if (state !== '') query = query.where('state', '=', state);
  if (form !== '') query = query.where('form', '=', form);
  if (assignee !== '') query = query.where('assignee', '=', assignee);
  return query;
}

export async function countCases(read: Reader, filter: CaseFilter): Promise<number> {
  const { rows } = await filtered(read, filter)
    .select(({ fn }) => fn.countAll().as('rows'))
    .executeTakeFirstOrThrow();
  return Number(rows);
}

export async function listCases(
  read: Reader,
  filter: CaseFilter,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<FormCase[]> {
  const rows = filtered(read, filter).selectAll();
  const ordered =
    filter.state === 'open' ? rows.orderBy('open_due').orderBy('id') : rows.orderBy('received_at', 'desc');
  return (
    await ordered
      .limit(size)
      .offset((page - 1) * size)
      .execute()
  ).map(caseOf);
}

/** Open ones whose last day is before `day`, is `day`, or that nobody works on yet. */
export async function waitingCases(
  read: Reader,
  day: string,
): Promise<{ readonly overdue: number; readonly today: number; readonly unassigned: number }> {
  const open = read.withTables<FormTables>().selectFrom('form_cases');
  const count = (query: typeof open) =>
    query
      .select(({ fn }) => fn.countAll().as('rows'))
      .executeTakeFirstOrThrow()
      .then(({ rows }) => Number(rows));
  return {
    overdue: await count(open.where('open_due', '<', day)),
    today: await count(open.where('open_due', '=', day)),
    unassigned: await count(open.where('state', '=', 'RECEIVED')),
  };
}
