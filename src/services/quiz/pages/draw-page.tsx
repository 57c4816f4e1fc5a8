import { may, type StaffMember } from '../../../domain/staff.js';
import { sayMoment } from '../../../lib/calendar.js';
import { Action, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Facts, Notice, Section, Tag } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';
import { type Campaign, campaignStates } from '../campaign/campaign.js';
import type { DrawProgress, Progress } from '../draw/progress.js';
import type { Winner } from '../draw/winners.js';
import { showCode } from '../play/person.js';

export interface DrawPageProps {
  readonly campaign: Campaign;
  readonly progress: DrawProgress;
  readonly winners: readonly Winner[];
  readonly member: StaffMember;
  /** What colleagues are called, by login. */
  readonly names: ReadonlyMap<string, string>;
}

const tones = { done: 'good', now: 'soon', later: 'calm' } as const;
const words = { done: '已完成', now: '现在做', later: '以后' } as const;

export function DrawPage(props: DrawPageProps): Markup {
  const { campaign, progress, winners, names } = props;
  const nameOf = (login = '') => names.get(login) ?? login;
  const { drawn, steps } = progress;
  return (
    <>
      <Facts
        facts={[
          ['场次', `${campaign.number} ${campaign.title}`],
          ['状态', campaignStates[campaign.state]],
          ['编辑', nameOf(campaign.editor)],
          ['审核', nameOf(campaign.reviewer)],
          ['开奖', nameOf(campaign.drawer)],
          ['名单指纹', drawn?.root ?? ''],
          ['随机数', drawn?.value ?? ''],
        ]}
      />
      <Mismatch progress={progress} nameOf={nameOf} />
      <Table
        caption="开奖的步骤"
        rows={steps}
        empty="没有步骤。"
        columns={[
          { title: '步骤', cell: ({ title }) => title },
          { title: '状态', cell: ({ state }) => <Tag tone={tones[state]}>{words[state]}</Tag> },
          { title: '情况', cell: ({ said }) => said },
          { title: '谁来做', cell: ({ by }) => by },
        ]}
      />
      <Steps {...props} />
      {winners.length > 0 ? (
        <Section title="名次">
          <Table
            caption="中奖和候补"
            rows={winners}
            empty=""
            columns={[
              { title: '名次', cell: ({ place }) => place, number: true },
              { title: '参与码', cell: ({ code }) => showCode(code) },
              { title: '奖项', cell: ({ prize }) => prize || '候补' },
            ]}
          />
        </Section>
      ) : null}
    </>
  );
}

/** What two people typed that was not the same: both see it, and look at the source again. */
function Mismatch({
  progress,
  nameOf,
}: Pick<DrawPageProps, 'progress'> & { nameOf(login: string): string }): Markup | null {
  const { mismatch, typed = [] } = progress.drawn?.parts ?? {};
  if (!mismatch || typed.length === 2) return null;
  return (
    <Notice tone="late">
      <p>上次两人录入的不一致，都没有采用。请各自再核对公布的原文，重新录入：</p>
      <ul>
        {mismatch.map(({ by, at, value }) => (
          <li>{`${nameOf(by)}（${sayMoment(new Date(at))}）：${value}`}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Steps({ campaign, progress, member }: DrawPageProps): Markup {
  const now = progress.steps.find(({ state }) => state === 'now');
  const path = `/quiz/${campaign.number}/draw`;
  const closed = campaign.state === 'CLOSED' && may(member, 'quiz.draw');
  return (
    <section class="actions" aria-label="可以做的">
      {now ? <NextStep {...{ now, path, campaign, member }} /> : null}
      {closed ? (
        <Action
          title="改用另一个公开的随机数"
          action={`${path}/plan`}
          about="原来的数已经揭晓，或不再公布时用。会写进公告，所有人都能看到。"
          button="改用这个数"
        >
          <Version campaign={campaign} />
          <TextField name="source" label="哪一个公开的数" hint="例如：双色球第2026050期开奖号码" required />
          <TextField name="known" label="什么时候揭晓（北京时间）" type="datetime-local" required />
        </Action>
      ) : null}
    </section>
  );
}

const Version = ({ campaign }: { readonly campaign: Campaign }): Markup => (
  <input type="hidden" name="version" value={String(campaign.version)} />
);

interface NextStepProps extends Pick<DrawPageProps, 'campaign' | 'member'> {
  readonly now: Progress;
  readonly path: string;
}

const abouts: Readonly<Partial<Record<Progress['step'], string>>> = {
  commit: '交出的是暗号的 SHA-256，不是暗号本身；暗号请自己保管，丢了就不能开奖。会留痕。',
  freeze: '入围名单从此不变，名单指纹马上公布，不能撤回。会留痕。',
  draw: '按冻结的名单和录入的随机数算出名次，不能重来。会留痕。',
  publish: '结果和验证文件公开，并通知中奖的人来领，不能撤回。会留痕。',
};

function NextStep({ now, path, campaign, member }: NextStepProps): Markup {
  const { step, title } = now;
  const shared = step === 'commit' || step === 'entropy';
  const allowed = may(member, 'quiz.draw') || (shared && may(member, 'quiz.review'));
  if (step === 'judge' || !allowed) return <p class="hint">{`下一步：${title}。由${now.by}办理。`}</p>;
  const revealing = campaign.entropy.kind === 'commit-reveal';
  const about = step === 'entropy' ? entropyAbout(revealing) : (abouts[step] ?? '');
  return (
    <Action title={title} action={`${path}/${step}`} about={about} button={title} open>
      <Version campaign={campaign} />
      {step === 'commit' ? <TextField name="commitment" label="承诺（64位）" most={100} required /> : null}
      {step === 'entropy' ? (
        <TextField name="value" label={revealing ? '您的暗号' : sourceOf(campaign)} most={500} required />
      ) : null}
    </Action>
  );
}

const entropyAbout = (revealing: boolean): string =>
  revealing
    ? '填您交承诺时自己保管的暗号，要和承诺对得上。会留痕。'
    : '照公布的原样录入，数字之间用空格分开。两人各录一次，一致才算数。会留痕。';

const sourceOf = ({ entropy }: Campaign): string => (entropy.kind === 'public' ? entropy.source : '');
