import { channelName } from '../../../domain/channel-names.js';
import { sayDay, sayMoment } from '../../../lib/calendar.js';
import type { Markup } from '../../../pages/markup.js';
import { CaseView, Facts, type Happening, Notice, Tag, Timeline } from '../../../pages/parts.js';
import { stepNamed } from '../cases/allowed.js';
import {
  type CaseState,
  type PutRight,
  putRightNames,
  type StepName,
  stateNames,
  type Verdict,
  verdictNames,
} from '../cases/states.js';
import { type Level, levelNames } from '../levels.js';
import { matterName, type RatingSettings } from '../settings.js';
import type { CaseStepTable, CaseTable, ItemTable, RatingTable, RatingVersionTable } from '../tables.js';
import { StepAction } from './case-steps.js';
import { LevelTag, type Names, nameOf, StateTag } from './frame.js';
import { CaseClock, sayWhy } from './lists.js';

/** A case with all that is shown of it. The name of who rated is in none of it: nobody has it. */
export interface ShownCase {
  readonly found: CaseTable;
  readonly rating: RatingTable;
  readonly versions: readonly RatingVersionTable[];
  readonly item: ItemTable | undefined;
  readonly history: readonly (CaseStepTable & { readonly delivery: string })[];
  readonly reachable: boolean;
}

interface CasePageProps {
  readonly shown: ShownCase;
  readonly allowed: readonly StepName[];
  readonly settings: RatingSettings;
  readonly names: Names;
  readonly logins: Names;
  readonly now: Date;
  /** `/ratings/cases/<id>`, or `/ratings/mine/<id>` for the rated person. */
  readonly at: string;
}

export function CasePage({ shown, allowed, settings, names, logins, now, at }: CasePageProps): Markup {
  const { found, history, reachable } = shown;
  return (
    <CaseView
      facts={<CaseFacts shown={shown} settings={settings} names={names} now={now} />}
      history={<Timeline happenings={happeningsOf(shown, history, logins)} />}
      actions={
        allowed.length === 0 ? (
          <p class="hint">现在没有您可以办的步骤。</p>
        ) : (
          allowed.map((name) => (
            <StepAction name={name} found={found} settings={settings} at={at} reachable={reachable} />
          ))
        )
      }
    />
  );
}

type FactsProps = Pick<CasePageProps, 'shown' | 'settings' | 'names' | 'now'>;

function CaseFacts({ shown, settings, names, now }: FactsProps): Markup {
  const { found, rating, item } = shown;
  const { verdict, exclusion, appeal, put_right: putRight } = found;
  return (
    <>
      {exclusion === 'waiting' ? (
        <Notice tone="soon">核实为{verdictNames[verdict as Verdict]}，等另一位专员复核。</Notice>
      ) : null}
      {appeal === 'waiting' ? <Notice tone="soon">被评价人已申诉，等核实人以外的专员决定。</Notice> : null}
      <Facts
        facts={[
          ['编号', found.number],
          ['状态', <StateTag state={found.state} />],
          ['期限', <CaseClock found={found} now={now} />],
          ['等级', <LevelTag level={found.level} />],
          ['现在的评价', rating.level === found.level ? '' : levelNames[rating.level as Level]],
          ['原因', <span class="words">{sayWhy(rating.reasons, rating.reason)}</span>],
          ['事项', matterName(settings, found.matter)],
          ['办件号', item?.number],
          ['渠道', channelName(found.channel)],
          ['办结', item ? sayDay(item.day) : ''],
          ['人员', nameOf(names, found.served_by)],
          ['核实结果', verdict ? verdictNames[verdict as Verdict] : ''],
          ['整改措施', <span class="words">{found.measure ?? ''}</span>],
          ['申诉', <span class="words">{found.appeal_grounds ?? ''}</span>],
          ['回访', putRight ? putRightNames[putRight as PutRight] : ''],
          ['计入', rating.excluded === 1 ? <Tag tone="done">已剔除，原始数字仍计</Tag> : '计入'],
        ]}
      />
    </>
  );
}

function happeningsOf(shown: ShownCase, history: ShownCase['history'], logins: Names): Happening[] {
  const rated = shown.versions.map(({ at, version, level, reasons, reason }) => ({
    at,
    happening: {
      at: sayMoment(new Date(at)),
      who: '评价人',
      what: `${version === 1 ? '评为' : '改为'}${levelNames[level as Level]}`,
      more: sayWhy(reasons, reason),
    },
  }));
  const taken = history.map(({ at, actor, step, from_state, to_state, note, delivery }) => ({
    at,
    happening: {
      at: sayMoment(new Date(at)),
      who: actor === 'resident' ? '评价人' : (logins.get(actor) ?? actor),
      what: `${stepNamed(step)?.title ?? step}${from_state === to_state ? '' : `：${stateNames[to_state as CaseState]}`}`,
      more: (
        <>
          <p class="words">{note}</p>
          {delivery === '' ? null : <Tag tone={delivery === '已送出' ? 'good' : 'soon'}>{delivery}</Tag>}
        </>
      ),
    },
  }));
  return [...rated, ...taken].sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ happening }) => happening);
}
