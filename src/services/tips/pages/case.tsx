import { channelName } from '../../../domain/channel-names.js';
import { may } from '../../../domain/staff.js';
import { sayDay, sayMoment } from '../../../lib/calendar.js';
import { chinaDay } from '../../../lib/clock.js';
import { sayYuan } from '../../../lib/money/money.js';
import { Button, Form } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import {
  CaseView,
  Clock,
  Facts,
  type Happening,
  Notice,
  Section,
  Tag,
  Timeline,
  Unverified,
} from '../../../pages/parts.js';
import { actOf } from '../acts.js';
import { filingNames, outcomeNames, stateNames } from '../states.js';
import { clockNames, sources, type TipTerms } from '../terms.js';
import { readingOf } from '../work/clocks.js';
import type { OpenedStory } from '../work/open.js';
import { mayRead, type TipRecord } from '../work/record.js';
import { Actions } from './actions.js';
import type { CaseProps } from './case-props.js';
import { eventNames, partNames, sayKind, sayTargetKind, stateTone } from './words.js';

/** A tip: what can be read without a key; the story too, once it was opened for this page. */
export function CasePage(props: CaseProps): Markup {
  const { story } = props;
  return (
    <CaseView
      facts={<TipFacts {...props} />}
      history={
        <>
          {story ? <Story story={story} /> : <Closed {...props} />}
          <Section title="经过">
            <Timeline happenings={happeningsOf(props)} />
          </Section>
        </>
      }
      actions={<Actions {...props} />}
    />
  );
}

function TipFacts({ record, merged, additions, accounts, member, now, terms }: CaseProps): Markup {
  const owner = accounts.find(({ id }) => id === record.owner)?.name ?? '还没有指定';
  const article = record.kind === null ? undefined : actOf(record.kind)?.article;
  const day = (text: string | null) => (text === null ? '—' : sayDay(text));
  const money = (fen: number | null) => (fen === null ? '—' : sayYuan(fen));
  const facts: (readonly [string, Markup | string])[] = [
    ['状态', <Tag tone={stateTone(record.state)}>{stateNames[record.state]}</Tag>],
    ['受理日期', sayDay(chinaDay(new Date(record.received_at)))],
    ['来自', channelName(record.channel)],
    ['行为类别', sayKind(record.kind)],
    ['条款', article ?? '—'],
    ['对象', sayTargetKind(record.target_kind)],
    ['联系方式', record.named === 1 ? '举报人留了，另行加密' : '没有留'],
    ['承办人', owner],
    ...record.clocks.map(
      (clock) => [clockNames[clock.kind], <CaseClock clock={clock} now={now} terms={terms} />] as const,
    ),
    ['立案决定', record.filing ? `${filingNames[record.filing]}，${day(record.filed_on)}` : '—'],
    ['告知日期', day(record.told_on)],
    ['结论', record.outcome ? `${outcomeNames[record.outcome]}，${day(record.concluded_on)}` : '—'],
    ['涉及金额', money(record.case_value)],
    ['追回金额', money(record.recovered)],
    ...(may(member, 'tips.read-reward') ? rewardFacts(record, terms) : []),
    ['举报人补充', additions > 0 ? `${additions} 条，打开举报后可见` : '—'],
    ['重复', record.original ? `并入 ${record.original}` : merged > 0 ? `另有 ${merged} 条并入这一条` : '—'],
  ];
  return <Facts facts={facts} />;
}

function rewardFacts({ proposal, votes, reward, paid_on }: TipRecord, { checked }: TipTerms) {
  const mark = checked ? null : <Unverified />;
  const proposed = proposal ? `${sayYuan(proposal.amount)}，${votes.length} 人同意（要 2 人）` : '—';
  return [
    [
      '拟奖励金额',
      <>
        {proposed}
        {mark}
      </>,
    ],
    ['奖励金额', reward === null ? '—' : sayYuan(reward)],
    ['发放日期', paid_on === null ? '—' : sayDay(paid_on)],
  ] as const;
}

interface CaseClockProps {
  readonly clock: TipRecord['clocks'][number];
  readonly now: Date;
  readonly terms: TipTerms;
}

function CaseClock({ clock, now, terms }: CaseClockProps): Markup {
  const { said, tone, due } = readingOf(clock, now);
  const sure = clock.verified === 1 && terms.checked;
  if (clock.running === 0)
    return (
      <>{clock.done_on === null ? '已停止' : `${sayDay(clock.done_on)}${clock.done_on > due ? '超期' : '按时'}办完`}</>
    );
  return (
    <>
      <Clock said={said} tone={tone} due={due} verified={sure} />
      <span class="hint">
        {sayDay(due)}止，依据{sources[clock.kind]}
      </span>
    </>
  );
}

function Closed({ record, member }: CaseProps): Markup {
  return (
    <Notice>
      {mayRead(member, record)
        ? '举报内容是加密的。要看请点右边「打开举报内容」：打开会留痕，记下谁、什么时候打开了哪一条。'
        : '举报内容只给承办人、举报主管和新件的受理人员看。您看到的是不含举报内容的办理情况。'}
    </Notice>
  );
}

const sayKilobytes = (bytes: number) => `${Math.max(1, Math.round(bytes / 1_024))} KB`;

function Story({ story }: { readonly story: OpenedStory }): Markup {
  const { parts, target, additions, files, record } = story;
  const told = Object.entries(parts).filter(([, pieces]) => pieces.length > 0);
  return (
    <Section title="举报内容">
      <Notice tone="half">这次打开已留痕。请不要抄录、截屏或转发。</Notice>
      <Facts
        facts={[
          ...told.map(([name, pieces]) => [partNames[name] ?? name, pieces.join('\n')] as const),
          ...(target.name ? [['核实的对象', `${target.name}${target.code ? `（${target.code}）` : ''}`] as const] : []),
          ...additions.map(({ at, text }) => [`补充 ${sayDay(chinaDay(new Date(at)))}`, text] as const),
        ]}
      />
      {files.map((file) => (
        <Form action={`/tips/${record.number}/file`} class="links">
          <input type="hidden" name="id" value={file.id} />
          <Button tone="plain">
            下载附件 {file.name}（{sayKilobytes(file.size)}）
          </Button>
        </Form>
      ))}
    </Section>
  );
}

/** Amounts of rewards are for who may read rewards. */
const REWARD_KINDS: ReadonlySet<string> = new Set(['reward-proposed', 'reward-approved', 'payee-recorded']);

function happeningsOf({ record, events, accounts, member, story }: CaseProps): Happening[] {
  const nameOf = (login: string) =>
    login === 'system' ? '系统' : (accounts.find((account) => account.login === login)?.name ?? login);
  const shown = events.filter(({ kind }) => !REWARD_KINDS.has(kind) || may(member, 'tips.read-reward'));
  const received: Happening = { at: chinaDay(new Date(record.received_at)), who: '举报人', what: '提交举报' };
  return [
    received,
    ...shown.map(({ id, at, actor, kind, to_state, said, sealed }) => ({
      at: sayMoment(new Date(at)),
      who: nameOf(actor),
      what: to_state ? `转为「${stateNames[to_state]}」` : (eventNames[kind] ?? kind),
      more: moreOf(said, sealed === null ? undefined : (story?.notes.get(id) ?? '（有备注，打开举报后可见）')),
    })),
  ];
}

const moreOf = (...texts: readonly (string | undefined)[]) => texts.filter(Boolean).join('\n') || null;
