import type { Markup } from '../../../pages/markup.js';
import { Section } from '../../../pages/parts.js';
import { type Difficulty, difficulties, type Topic, topics } from '../bank/question.js';
import type { PlanFault } from '../campaign/plan.js';
import { allTopics } from '../campaign/supply.js';
import { type PlanDraft, poolColumns, poolField, prizeField, prizePlaces } from '../desk/plan-form.js';

/** A question of the bank that may be drawn. */
export interface Stock {
  readonly topic: Topic;
  readonly difficulty: Difficulty;
}

export interface PlanTableProps {
  readonly draft: PlanDraft;
  readonly stock: readonly Stock[];
  readonly faults: readonly PlanFault[];
}

export const sayFault = ({ said, remedy }: PlanFault): string => `${said}。${remedy}。`;

/** Faults of a list are told where the list is. */
export function ListFaults({ faults, list }: { readonly faults: readonly PlanFault[]; readonly list: string }): Markup {
  const own = faults.filter(({ field }) => field === list || field.startsWith(`${list}.`));
  const place = ({ field }: PlanFault) => (field === list ? '' : `第${Number(field.split('.')[1]) + 1}处：`);
  return (
    <>
      {own.map((fault) => (
        <p class="fault" role="alert">
          {place(fault) + sayFault(fault)}
        </p>
      ))}
    </>
  );
}

export function PoolTable({ draft, stock, faults }: PlanTableProps): Markup {
  const there = (topic: Topic, column: string) =>
    stock.filter((one) => one.topic === topic && (column === 'any' || one.difficulty === column)).length;
  const title = (column: (typeof poolColumns)[number]) => (column === 'any' ? '不分难度' : difficulties[column]);
  return (
    <Section title="每局抽哪些题">
      <p class="hint">写每局抽几道，合计最多50道；「/」后面是题库里现在可用的（已审核、有出处、没有停用）。</p>
      <ListFaults faults={faults} list="pools" />
      <div class="table cells">
        <table>
          <caption>每局从各专题抽几道</caption>
          <thead>
            <tr>
              <th scope="col">专题</th>
              {poolColumns.map((column) => (
                <th scope="col" class="number">
                  {title(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {allTopics.map((topic) => (
              <tr>
                <th scope="row">{topics[topic]}</th>
                {poolColumns.map((column) => (
                  <td class="number" data-title={title(column)}>
                    <input
                      name={poolField(topic, column)}
                      value={draft[poolField(topic, column)] ?? ''}
                      inputmode="numeric"
                      maxlength={3}
                      autocomplete="off"
                      aria-label={`${topics[topic]}，${title(column)}，抽几道`}
                    />{' '}
                    / {there(topic, column)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

const SPARE_ROWS = 3;

export function PrizeTable({ draft, faults }: Omit<PlanTableProps, 'stock'>): Markup {
  const used = prizePlaces.filter((place) => draft[prizeField(place, 'name')] || draft[prizeField(place, 'what')]);
  const rows = prizePlaces.slice(0, Math.max(used.length + 1, SPARE_ROWS));
  const cell = (place: number, part: string, label: string, wide: boolean) => (
    <td data-title={label}>
      <input
        name={prizeField(place, part)}
        value={draft[prizeField(place, part)] ?? ''}
        maxlength={wide ? 40 : 4}
        autocomplete="off"
        class={wide ? 'wide' : ''}
        {...(wide ? {} : { inputmode: 'numeric' })}
        aria-label={`第${place + 1}行，${label}`}
      />
    </td>
  );
  return (
    <Section title="奖品">
      <p class="hint">按从高到低写，没有奖品就留空。要更多行，先保存再来改。</p>
      <ListFaults faults={faults} list="prizes" />
      <div class="table cells">
        <table>
          <caption>奖品</caption>
          <thead>
            <tr>
              <th scope="col">奖项</th>
              <th scope="col">奖品</th>
              <th scope="col">份数</th>
              <th scope="col">邮寄</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((place) => (
              <tr>
                {cell(place, 'name', '奖项', true)}
                {cell(place, 'what', '奖品', true)}
                {cell(place, 'count', '份数', false)}
                <td data-title="邮寄">
                  <input
                    type="checkbox"
                    name={prizeField(place, 'sent')}
                    value="yes"
                    checked={draft[prizeField(place, 'sent')] === 'yes'}
                    aria-label={`第${place + 1}行，可以邮寄`}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
