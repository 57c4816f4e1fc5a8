import type { Form } from '../../../casework/desk.js';
import type { CampaignPlan } from '../campaign/campaign.js';
import { MOST_PRIZES, writtenPlan } from '../campaign/plan.js';
import { allDifficulties, allTopics } from '../campaign/supply.js';

/** What stands in the fields of the form, by their names; '' where nothing does. */
export type PlanDraft = Readonly<Record<string, string>>;

const plainFields = [
  ...['title', 'audience', 'rules', 'opensAt', 'closesAt', 'attemptsPerDay', 'timeLimitMinutes', 'entryScore'],
  ...['alternates', 'groups', 'leaderboard', 'claimDays', 'claimKeepDays'],
  ...['entropy.kind', 'entropy.source', 'entropy.knownFrom'],
];

/** Any difficulty, or one. */
export const poolColumns = ['any', ...allDifficulties] as const;
export const poolField = (topic: string, column: string): string => `pool.${topic}.${column}`;
const poolCells = allTopics.flatMap((topic) => poolColumns.map((column) => ({ topic, column })));

export const prizePlaces = Array.from({ length: MOST_PRIZES }, (_, place) => place);
export const prizeParts = ['name', 'what', 'count', 'sent'] as const;
export const prizeField = (place: number, part: string): string => `prize.${place}.${part}`;

/** As a new form stands: what most campaigns have. */
export const emptyDraft: PlanDraft = {
  ...{ attemptsPerDay: '3', timeLimitMinutes: '10', alternates: '0', claimDays: '15', claimKeepDays: '30' },
  ...{ leaderboard: 'yes', 'entropy.kind': 'public' },
};

export function draftOfForm(form: Form): PlanDraft {
  const names = [
    ...plainFields,
    ...poolCells.map(({ topic, column }) => poolField(topic, column)),
    ...prizePlaces.flatMap((place) => prizeParts.map((part) => prizeField(place, part))),
  ];
  return Object.fromEntries(names.map((name) => [name, form.text(name)]));
}

/** A plan as the form shows it. */
export function draftOfPlan(plan: CampaignPlan): PlanDraft {
  const { pools, prizes, groups, leaderboard, entropy, opensAt, closesAt, ...plain } = writtenPlan(plan);
  const local = (moment: string) => moment.replace(' ', 'T');
  const { kind, source = '', knownFrom = '' } = entropy;
  return {
    ...Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, String(value)])),
    ...{ opensAt: local(opensAt), closesAt: local(closesAt), groups: groups.join('\n') },
    ...{ leaderboard: leaderboard ? 'yes' : '', 'entropy.kind': kind },
    ...{ 'entropy.source': source, 'entropy.knownFrom': local(knownFrom) },
    ...Object.fromEntries(
      pools.map(({ topic, difficulty = 'any', count }) => [poolField(topic, difficulty), String(count)]),
    ),
    ...Object.fromEntries(
      prizes.flatMap(({ name, what, count, sent }, place) => [
        ...[
          [prizeField(place, 'name'), name],
          [prizeField(place, 'what'), what],
          [prizeField(place, 'count'), String(count)],
        ],
        ...(sent ? [[prizeField(place, 'sent'), 'yes']] : []),
      ]),
    ),
  };
}

const filled = (entries: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== ''));

/** The draft as `parsePlan` takes it: cells and rows that are empty are not there. */
export function writtenDraft(draft: PlanDraft): unknown {
  const at = (name: string) => draft[name] ?? '';
  const pools = poolCells.flatMap(({ topic, column }) => {
    const count = at(poolField(topic, column));
    return count === '' || count === '0' ? [] : [{ topic, count, ...(column === 'any' ? {} : { difficulty: column }) }];
  });
  const prizes = prizePlaces
    .map((place) => Object.fromEntries(prizeParts.map((part) => [part, at(prizeField(place, part))])))
    .filter(({ name, what, count }) => name || what || count)
    .map(filled);
  const plain = Object.fromEntries(plainFields.filter((name) => !name.includes('.')).map((name) => [name, at(name)]));
  const chance = { source: at('entropy.source'), knownFrom: at('entropy.knownFrom') };
  return {
    ...plain,
    ...{
      pools,
      prizes,
      groups: at('groups')
        .split(/\s*\n\s*/)
        .filter((group) => group !== ''),
    },
    entropy: { kind: at('entropy.kind'), ...(at('entropy.kind') === 'public' ? filled(chance) : {}) },
  };
}
