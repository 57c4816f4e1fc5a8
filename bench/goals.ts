import type { Figure } from './figures.js';
import { markdownTable, share } from './markdown.js';
import type { QualityRow } from './retrieval-quality.js';
import type { SpeedRow } from './retrieval-speed.js';
import { lossGoal, setGoals } from './set-goals.js';

/** What the benchmarks kept; a part that did not run is absent. */
export interface Measurements {
  readonly quality?: readonly QualityRow[] | undefined;
  readonly speed?: readonly SpeedRow[] | undefined;
  readonly system?: readonly Figure[] | undefined;
}

export interface Goal {
  readonly what: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly write: (value: number) => string;
  /** Undefined where it was not measured. */
  readonly measured: number | undefined;
}

const ms = (value: number) => `${value.toFixed(2)} ms`;
const times = (value: number) => `${value.toFixed(1)} ×`;

/** Every goal with what was measured for it. */
export function goalsOf({ quality: rows = [], speed = [], system = [] }: Measurements): Goal[] {
  const row = (name: string) => rows.find(({ set }) => set === name);
  const engine = (name: SpeedRow['engine']) => speed.find((entry) => entry.engine === name);
  const losses = rows.map(({ loss }) => loss);
  const meanLoss = losses.length === 0 ? undefined : losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  return [
    ...Object.entries(setGoals).map(([set, { mrr: atLeast }]) => ({
      what: `${set}, MRR@10`,
      atLeast,
      write: share,
      measured: row(set)?.reranked,
    })),
    ...Object.entries(setGoals).map(([set, { auroc: atLeast }]) => ({
      what: `${set}, AUROC of the confidence`,
      atLeast,
      write: share,
      measured: row(set)?.auroc,
    })),
    { what: 'MRR@10 lost to damaged questions, on average', atMost: lossGoal, write: share, measured: meanLoss },
    {
      what: "FTS5's questions a second, words alone",
      atLeast: 30,
      write: times,
      measured: engine('words alone')?.timesFts5,
    },
    { what: "FTS5's questions a second, reranked", atLeast: 15, write: times, measured: engine('reranked')?.timesFts5 },
    { what: 'Question, p99, reranked', atMost: 5, write: ms, measured: engine('reranked')?.p99 },
    { what: "FTS5's documents a second, building", atLeast: 0.5, write: times, measured: engine('reranked')?.ofFts5 },
    ...system.flatMap(({ what, measured, goal, unit }) =>
      goal === undefined
        ? []
        : [{ what, atMost: goal, write: (value: number) => `${Number(value.toFixed(2))} ${unit}`, measured }],
    ),
  ];
}

export function verdict({ measured, atLeast, atMost }: Goal): 'met' | 'missed' | 'not measured here' {
  if (measured === undefined) return 'not measured here';
  return measured >= (atLeast ?? measured) && measured <= (atMost ?? measured) ? 'met' : 'missed';
}

export function goalsTable(goals: readonly Goal[]): string {
  const rows = goals.map((goal) => {
    const { what, atLeast, atMost, write, measured } = goal;
    const bound = atLeast === undefined ? `≤ ${write(atMost ?? 0)}` : `≥ ${write(atLeast)}`;
    return [what, bound, measured === undefined ? '' : write(measured), verdict(goal)];
  });
  return markdownTable(['Goal', 'to reach', 'measured', ''], rows);
}
