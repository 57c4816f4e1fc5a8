import type { Desk, TodayItem } from '../../../casework/desk.js';
import { may, type StaffMember } from '../../../domain/staff.js';
import { chinaDay } from '../../../lib/clock.js';
import type { Reader } from '../../../storage/store.js';
import { waitingFor } from '../work/decide.js';
import { cases } from '../work/tables.js';

type Today = NonNullable<Desk['today']>;

/** What waits for this member: new tips, clocks that run out, decisions, answers of reporters, rewards. */
export const tipsToday: Today = async ({ member, now, read }) => {
  const items: TodayItem[] = [];
  const add = (title: string, count: number, tone: TodayItem['tone'], path: string) =>
    items.push({ title, count, tone, path });
  if (may(member, 'tips.triage'))
    add('新收到的举报', await stateCount(read, 'RECEIVED'), 'calm', '/tips?state=RECEIVED');
  if (may(member, 'tips.assign')) add('还没有承办人', await unassigned(read), 'calm', '/tips?state=TRIAGE&owner=none');
  if (may(member, 'tips.work')) {
    const all = may(member, 'tips.assign');
    const own = all ? '' : '&owner=me';
    const { late, soon } = await clockCounts(read, chinaDay(now), all ? undefined : member);
    add('已超期', late, 'late', `/tips?tone=late&sort=due.asc${own}`);
    add('期限用去八成以上', soon, 'soon', `/tips?tone=soon&sort=due.asc${own}`);
    add('举报人有新的补充', await answered(read, member), 'soon', '/tips?owner=me');
  }
  const waiting = await waitingFor(read, member);
  add('等您审批', waiting.length, 'soon', '/tips/requests');
  if (may(member, 'tips.approve-reward')) {
    add('等您同意的奖励', await unvoted(read, member), 'soon', '/tips?state=REWARD_REVIEW');
    add('已通知待领奖', await stateCount(read, 'NOTIFIED'), 'calm', '/tips?state=NOTIFIED&sort=due.asc');
  }
  return items;
};

type Counted = { readonly tips: number | string | bigint };
const numberOf = ({ tips }: Counted) => Number(tips);

async function stateCount(read: Reader, state: 'RECEIVED' | 'NOTIFIED'): Promise<number> {
  const query = cases(read).selectFrom('tips').where('state', '=', state);
  return numberOf(await query.select(({ fn }) => fn.countAll<number>().as('tips')).executeTakeFirstOrThrow());
}

async function unassigned(read: Reader): Promise<number> {
  const query = cases(read).selectFrom('tips').where('state', '=', 'TRIAGE').where('owner', 'is', null);
  return numberOf(await query.select(({ fn }) => fn.countAll<number>().as('tips')).executeTakeFirstOrThrow());
}

async function clockCounts(read: Reader, today: string, owner: StaffMember | undefined) {
  const all = cases(read).selectFrom('tips');
  const mine = owner ? all.where('owner', '=', owner.id) : all;
  const count = (query: typeof mine) =>
    query.select(({ fn }) => fn.countAll<number>().as('tips')).executeTakeFirstOrThrow();
  return {
    late: numberOf(await count(mine.where('due_on', '<', today))),
    soon: numberOf(await count(mine.where('due_on', '>=', today).where('soon_on', '<=', today))),
  };
}

/** One's own tips whose reporter wrote after the last thing that was done. */
async function answered(read: Reader, { id }: StaffMember): Promise<number> {
  const row = await cases(read)
    .selectFrom('tips')
    .where('owner', '=', id)
    .where('state', '!=', 'CLOSED')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('tip_messages')
          .select('tip_messages.id')
          .whereRef('tip_messages.number', '=', 'tips.number')
          .where('direction', '=', 'reporter')
          .where(({ not, exists: any, selectFrom: from }) =>
            not(
              any(
                from('tip_events')
                  .select('tip_events.id')
                  .whereRef('tip_events.number', '=', 'tip_messages.number')
                  .whereRef('tip_events.at', '>', 'tip_messages.at'),
              ),
            ),
          ),
      ),
    )
    .select(({ fn }) => fn.countAll<number>().as('tips'))
    .executeTakeFirstOrThrow();
  return numberOf(row);
}

async function unvoted(read: Reader, { id }: StaffMember): Promise<number> {
  const row = await cases(read)
    .selectFrom('tip_rewards')
    .innerJoin('tips', 'tips.number', 'tip_rewards.number')
    .where('tips.state', '=', 'REWARD_REVIEW')
    .where('tips.number', 'not in', (query) =>
      query.selectFrom('tip_votes').select('tip_votes.number').where('staff_id', '=', id),
    )
    .select(({ fn }) => fn.countAll<number>().as('tips'))
    .executeTakeFirstOrThrow();
  return numberOf(row);
}
