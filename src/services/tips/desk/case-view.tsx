import type { DeskReply, DeskRequest } from '../../../casework/desk.js';
import { allAccounts } from '../../../staff/account-tables.js';
import { CasePage } from '../pages/case.js';
import type { TipTerms } from '../terms.js';
import { candidatesFor, mergedInto } from '../work/duplicates.js';
import { eventsOf } from '../work/events.js';
import { identityUntil } from '../work/identity.js';
import { additionsOf } from '../work/messages.js';
import type { OpenedStory } from '../work/open.js';
import { mayRead, requireRecord } from '../work/record.js';

/** The page of a tip as this member may see it; with the story where it was opened for them just now. */
export async function showCase(request: DeskRequest, terms: TipTerms, story?: OpenedStory): Promise<DeskReply> {
  const { store, member, now, params } = request;
  const { read } = store;
  const record = await requireRecord(read, member, params.number ?? '');
  const { number } = record;
  const body = (
    <CasePage
      record={record}
      events={await eventsOf(read, number)}
      candidates={mayRead(member, record) ? await candidatesFor(read, record, member.id) : []}
      merged={(await mergedInto(read, [number])).get(number) ?? 0}
      additions={(await additionsOf(read, number)).length}
      accounts={await allAccounts(read)}
      member={member}
      now={now}
      terms={terms}
      identityUntil={await identityUntil(read, number, member, now)}
      {...(story ? { story } : {})}
    />
  );
  return { status: 'page', title: `举报 ${number}`, body, wide: true };
}

/** Back to the tip, saying what was done. */
export const backTo = ({ params }: DeskRequest, said: string): DeskReply => ({
  status: 'go',
  to: `/tips/${params.number ?? ''}`,
  said,
});
