import { CompiledQuery } from 'kysely';
import type { Reader } from '../../../storage/store.js';

/** Which attempts are counted: those of a campaign, or those that were started on the days of a period. */
export type Scope =
  | { readonly campaign: string }
  /** Days in China, both counted. */
  | { readonly from: string; readonly to: string };

/** Rehearsals never count, nor what staff voided. */
const counted = `t.rehearsal = 0 and t.state <> 'VOID'`;
const finished = `t.state in ('SUBMITTED', 'EXPIRED')`;

/**
 * The queries behind the figures, as they run and as they are shown; `{scope}` is which attempts. `total` of an item is
 * the score of its attempt without withdrawn questions, which are right for everybody.
 */
export const queries = {
  attempts: `
select count(*) as started,
       count(distinct t.campaign || ' ' || t.person) as people,
       coalesce(sum(t.state = 'SUBMITTED'), 0) as submitted,
       coalesce(sum(${finished}), 0) as finished,
       coalesce(sum(case when ${finished} then t.score end), 0) as score,
       coalesce(sum(case when ${finished} then json_array_length(t.slots) end), 0) as slots
from quiz_attempts t
where ${counted} and {scope}`,
  campaigns: `
select t.campaign as key, count(*) as attempts, count(distinct t.person) as people
from quiz_attempts t
where ${counted} and {scope}
group by t.campaign
order by t.campaign`,
  days: `
select t.day as key, count(*) as attempts, count(distinct t.campaign || ' ' || t.person) as people
from quiz_attempts t
where ${counted} and {scope}
group by t.day
order by t.day`,
  topics: `
select p.topic as key, count(*) as answers, sum(a."right") as good
from quiz_attempts t
join quiz_answers a on a.attempt = t.id
join quiz_pool p on p.campaign = a.campaign and p.question = a.question
where ${counted} and p.withdrawn_at is null and {scope}
group by p.topic`,
  groups: `
select p.group_name as key, count(distinct p.campaign || ' ' || p.code) as people, count(*) as attempts,
       sum(${finished}) as finished, sum(case when ${finished} then t.score else 0 end) as score
from quiz_attempts t
join quiz_people p on p.campaign = t.campaign and p.person = t.person
where ${counted} and {scope}
group by p.group_name`,
  items: `
with played as materialized (
  select t.id, t.score - case when exists (select 1 from quiz_pool w where w.campaign = t.campaign and w.withdrawn_at is not null)
                    then (select count(*)
                          from json_each(t.slots) slot
                          join quiz_pool w on w.campaign = t.campaign and w.question = json_extract(slot.value, '$.question')
                          where w.withdrawn_at is not null)
                    else 0 end as total
  from quiz_attempts t
  where ${counted} and ${finished} and {scope}
)
select a.question, a.chosen, count(*) as answers, sum(a."right") as good, sum(p.total) as total,
       sum(p.total * p.total) as square, sum(a."right" * p.total) as product
from played p
join quiz_answers a on a.attempt = p.id
group by a.question, a.chosen`,
  prizes: `
select w.state as key, count(*) as prizes
from quiz_winners w
join quiz_draws d on d.campaign = w.campaign
where w.prize <> '' and substr(d.published_at, 1, 10) between ? and ?
group by w.state`,
} as const;
export type QueryName = keyof typeof queries;

const SCOPES = { campaign: 't.campaign = ?', period: 't.day between ? and ?' } as const;
const valuesOf = (scope: Scope) => ('campaign' in scope ? [scope.campaign] : [scope.from, scope.to]);
const textOf = (name: QueryName, scope: Scope) =>
  queries[name].replaceAll('{scope}', SCOPES['campaign' in scope ? 'campaign' : 'period']);

export async function run<Row>(read: Reader, name: QueryName, scope: Scope): Promise<readonly Row[]> {
  const { rows } = await read.executeQuery<Row>(CompiledQuery.raw(textOf(name, scope), valuesOf(scope)));
  return rows;
}

const PLAIN = /^(?:\d{4}-\d{2}-\d{2}|QZ\d{4}-\d+)$/;

/** The query with its values filled in, so that anybody can count again. */
export function shownQuery(name: QueryName, scope: Scope): string {
  const values = valuesOf(scope).map((value) => (PLAIN.test(value) ? `'${value}'` : "''"));
  return textOf(name, scope)
    .trim()
    .replace(/\?/g, () => values.shift() ?? '?');
}
