import type { Figure, FigurePart, Period } from '../../casework/figure.js';
import { type Form, isChoice, optionsOf } from '../../chat/form/define-form.js';
import { fieldOf } from '../../chat/form/form-state.js';
import { sumDays } from '../../storage/day-counts.js';
import type { Reader } from '../../storage/store.js';
import { formCounts } from './counts.js';
import { type CaseState, settledStates, stateNames } from './states.js';

interface Group {
  readonly form: string;
  readonly sort: string;
  readonly outcome: CaseState | null;
  readonly rows: number;
}

/** How many of each form were submitted, of what kind and with what outcome. */
export async function formFigures(forms: readonly Form[], read: Reader, period: Period): Promise<readonly Figure[]> {
  const groups = await sumDays<Group, 'outcomes'>(read, formCounts, 'outcomes', period);
  return forms.flatMap((form) =>
    figuresOf(
      form,
      groups.filter((group) => group.form === form.name),
      period,
    ),
  );
}

const total = (groups: readonly Group[]) => groups.reduce((sum, { rows }) => sum + rows, 0);

function figuresOf(form: Form, groups: readonly Group[], { from, to }: Period): Figure[] {
  const { name, title } = form;
  const within = `form = '${name}' and received_day between '${from}' and '${to}'`;
  const kinds = kindsOf(form, groups);
  const outcomes = [...settledStates, null].map((state) => ({
    label: state ? stateNames[state] : '还在办理',
    value: total(groups.filter(({ outcome }) => outcome === state)),
  }));
  const settled = total(groups.filter(({ outcome }) => outcome !== null));
  const done = total(groups.filter(({ outcome }) => outcome === 'DONE'));
  const base = { chapter: '协办和代办', unit: '件' } as const;
  return [
    {
      ...{ ...base, id: `forms.${name}.received`, title: `${title}：收到`, value: total(groups) },
      definition: `这段时间（按提交日期，北京时间）居民在对话里提交的${title}，包括后来撤回的。`,
      query: `select sort, count(*) from form_cases where ${within} group by sort`,
      ...(kinds.length > 0 ? { parts: kinds, chart: 'bar' as const } : {}),
    },
    {
      ...{ ...base, id: `forms.${name}.outcome`, title: `${title}：办完`, value: settled },
      definition: `其中已有结果的：办结、转其他机构、不予办理、本人撤回。结果按生成报告时的状态。`,
      query: `select outcome, count(*) from form_cases where ${within} group by outcome`,
      ...{ parts: outcomes, chart: 'pie' as const },
    },
    {
      ...{ ...base, id: `forms.${name}.done-share`, title: `${title}：办结率`, unit: '%' },
      value: settled === 0 ? undefined : Math.round((done / settled) * 1_000) / 10,
      definition: '办结的件数除以已有结果的件数，保留一位小数；没有已有结果的，写无。',
      query: `select 100.0 * sum(outcome = 'DONE') / count(outcome) from form_cases where ${within}`,
    },
  ];
}

function kindsOf(form: Form, groups: readonly Group[]): FigurePart[] {
  const field = fieldOf(form, form.sort);
  if (!field || !isChoice(field)) return [];
  return optionsOf(field).map(({ value, label }) => ({
    label,
    value: total(groups.filter(({ sort }) => sort === value)),
  }));
}
