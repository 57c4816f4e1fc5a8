import { sayDay } from '../../../lib/calendar.js';
import { chinaDay } from '../../../lib/clock.js';
import { Button, Form } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Section } from '../../../pages/parts.js';
import { stateNames } from '../states.js';
import type { Candidate } from '../work/duplicates.js';
import type { CaseProps } from './case-props.js';

/** Tips that may be of the same matter, by what can be read without a key. */
export function DuplicateHints({ record, candidates }: CaseProps): Markup {
  return (
    <Section title="可能重复">
      {candidates.length === 0 ? (
        <p class="hint">前后三个月里没有同类行为、同类对象的举报。</p>
      ) : (
        <CandidateList candidates={candidates} />
      )}
      <Form action={`/tips/${record.number}/duplicates`}>
        <Button tone="plain">按对象名称比对</Button>
        <p class="hint">在内存里打开您能看的近期举报来比对，会留痕</p>
      </Form>
    </Section>
  );
}

interface CandidateListProps {
  readonly candidates: readonly (Candidate & { readonly likeness?: number })[];
}

export function CandidateList({ candidates }: CandidateListProps): Markup {
  return (
    <ul class="plain">
      {candidates.map(({ number, received_at, state, likeness }) => (
        <li>
          <a href={`/tips/${number}`}>{number}</a> {sayDay(chinaDay(new Date(received_at)))} {stateNames[state]}
          {likeness === undefined ? null : `，对象名称 ${Math.round(likeness * 100)}% 相同`}
        </li>
      ))}
    </ul>
  );
}
