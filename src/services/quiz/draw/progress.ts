import type { Reader } from '../../../storage/store.js';
import type { Campaign } from '../campaign/campaign.js';
import { openFlags } from './eligible.js';
import { evidenceOf } from './parts.js';
import { sayEntropy } from './prepare.js';
import { type DrawRecord, readDraw } from './record.js';

export type ProgressStep = 'judge' | 'plan' | 'commit' | 'freeze' | 'entropy' | 'draw' | 'publish';

/** One line of the way from the end of a campaign to its published draw. */
export interface Progress {
  readonly step: ProgressStep;
  readonly title: string;
  readonly state: 'done' | 'now' | 'later';
  /** What was done, when and by whom, or what it waits for. */
  readonly said: string;
  /** Who may do it. */
  readonly by: string;
}

export interface DrawProgress {
  readonly drawn: DrawRecord | undefined;
  readonly steps: readonly Progress[];
}

type Names = ReadonlyMap<string, string>;

/** The drawer's list: what is done, by whom, what comes next. */
export async function drawProgress(db: Reader, campaign: Campaign, names: Names): Promise<DrawProgress> {
  const drawn = await readDraw(db, campaign.number);
  const flags = await openFlags(db, campaign.number);
  const { entropy, state } = campaign;
  const frozen = drawn !== undefined && drawn.root !== '';
  const committed = drawn?.parts.committed ?? [];
  const given =
    entropy.kind === 'public' ? (drawn?.parts.typed ?? []) : committed.filter(({ secret }) => secret !== undefined);
  const commits = entropy.kind === 'commit-reveal';
  const lines: readonly (readonly [ProgressStep, string, boolean, string, string])[] = [
    [
      'judge',
      '处理异常标记',
      frozen || flags === 0,
      flags > 0 ? `还有${flags}条没有处理` : '没有待处理的标记',
      '审核人员',
    ],
    ['plan', '指定随机数', true, sayEntropy(entropy), '开奖人员，冻结前可以改'],
    ...(commits
      ? [
          [
            'commit',
            '两人交承诺',
            committed.length === 2,
            whoGave(committed, names),
            '两位有开奖或审核权限的同事',
          ] as const,
        ]
      : []),
    [
      'freeze',
      '冻结名单',
      frozen,
      frozen ? `${drawn.entrants}人，由${names.get(drawn.frozenBy) ?? drawn.frozenBy}冻结` : '冻结后公布名单指纹',
      '没有编辑、审核过这一场的开奖人员',
    ],
    [
      'entropy',
      commits ? '两人公开暗号' : '两人录入随机数',
      frozen && evidenceOf(entropy, drawn.parts) !== undefined,
      whoGave(given, names),
      '两位有开奖或审核权限的同事',
    ],
    ['draw', '开奖', state === 'DRAWN' || state === 'PUBLISHED', '按名单和随机数算出名次', '开奖人员'],
    ['publish', '公布结果', state === 'PUBLISHED', '公布文件，通知中奖的人', '开奖人员'],
  ];
  const next = state === 'OPEN' ? -1 : lines.findIndex(([, , done]) => !done);
  const steps = lines.map(([step, title, done, said, by], at) => ({
    ...{ step, title, said, by },
    state: done ? ('done' as const) : at === next ? ('now' as const) : ('later' as const),
  }));
  return { drawn, steps };
}

const whoGave = (given: readonly { readonly by: string }[], names: Names): string =>
  given.length === 0 ? '还没有人做' : `${given.map(({ by }) => names.get(by) ?? by).join('、')} 已做，共需两人`;
