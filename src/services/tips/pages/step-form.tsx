import { Action, Select, TextArea, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import type { Edge, Need } from '../edges.js';
import { outcomeNames, type TipState } from '../states.js';
import { ineligibleNames, toldByNames } from '../work/given.js';
import type { TipRecord } from '../work/record.js';

const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** One field for each thing that a step can ask for. */
const fields: Readonly<Record<Exclude<Need, 'reason'>, () => Markup>> = {
  authority: () => <TextField name="authority" label="移送给哪个部门" hint="例如：市公安局" required most={60} />,
  original: () => (
    <TextField name="original" label="先收到的那条的编号" hint="例如：JB20260401-0001" required most={20} />
  ),
  question: () => (
    <TextArea name="question" label="问举报人什么" hint="对方凭受理码看到。不要写能让旁人认出举报人的话" required />
  ),
  'told-by': () => <Select name="told-by" label="怎么告知的" options={optionsOf(toldByNames)} />,
  outcome: () => <Select name="outcome" label="结论" options={optionsOf(outcomeNames)} />,
  'case-value': () => (
    <TextField name="case-value" label="涉及金额（元）" hint="没有就写 0" inputmode="decimal" required most={20} />
  ),
  recovered: () => (
    <TextField name="recovered" label="追回金额（元）" hint="没有就写 0" inputmode="decimal" required most={20} />
  ),
  ineligible: () => <Select name="ineligible" label="不予奖励的原因" options={optionsOf(ineligibleNames)} />,
};

/** Steps that cannot be taken back. */
const FINAL: ReadonlySet<TipState> = new Set(['TRANSFERRED', 'DUPLICATE', 'NOT_FILED', 'INELIGIBLE', 'WAIVED']);

/** The form's tie to the tip as it was seen. */
export function Seen({ record }: { readonly record: Pick<TipRecord, 'version'> }): Markup {
  return <input type="hidden" name="version" value={String(record.version)} />;
}

/** One step of the table, with what the record needs for it. */
export function StepForm({ record, edge }: { readonly record: TipRecord; readonly edge: Edge }): Markup {
  const { to, title, about, needs } = edge;
  const asked = needs.filter((need) => need !== 'reason').map((need) => fields[need]());
  const reason = needs.includes('reason');
  return (
    <Action
      title={title}
      action={`/tips/${record.number}/move`}
      about={`${about}会留痕。`}
      button={title}
      tone={FINAL.has(to) ? 'danger' : 'main'}
    >
      <Seen record={record} />
      <input type="hidden" name="to" value={to} />
      {asked}
      <TextArea
        name="note"
        label={reason ? '理由' : '备注（可不写）'}
        hint="加密保存，打开这条举报的人才看得到"
        required={reason}
        rows={3}
      />
    </Action>
  );
}
