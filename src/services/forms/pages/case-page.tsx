import type { Form } from '../../../chat/form/define-form.js';
import { channelName } from '../../../domain/channel-names.js';
import { sayDay, sayMoment } from '../../../lib/calendar.js';
import { Action, Select, TextArea } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { CaseView, Facts, type Happening, Notice, Tag, Timeline } from '../../../pages/parts.js';
import type { CaseEvent, FormCase } from '../case.js';
import { type Move, moves, movesFrom, stateNames } from '../states.js';
import type { OpenedCase } from '../work.js';
import { CaseClock, stateTones, titleOf } from './list-page.js';

export interface Colleague {
  readonly id: string;
  readonly name: string;
}

export interface CasePageProps {
  readonly forms: readonly Form[];
  readonly found: FormCase;
  readonly events: readonly CaseEvent[];
  /** What was typed, in the clear; undefined before it is opened. */
  readonly opened: OpenedCase | undefined;
  readonly names: ReadonlyMap<string, string>;
  readonly colleagues: readonly Colleague[];
  /** Made with the page: a word sent twice is one. */
  readonly once: string;
  readonly mayWork: boolean;
  readonly now: Date;
}

export function CasePage(props: CasePageProps): Markup {
  const { forms, found, opened, events, names, now } = props;
  const { number, state, assignee, receivedAt, due, fields, address } = found;
  const asked = forms.find(({ name }) => name === found.form)?.fields ?? [];
  const answers = asked.flatMap(({ name, label }) => {
    const kept = fields[name];
    return kept ? [[label, opened?.fields[name] ?? kept.shown] as const] : [];
  });
  return (
    <>
      {opened ? <Notice>以下是申请人填写的原文，这次打开已留痕。看完请离开本页。</Notice> : null}
      <CaseView
        facts={
          <Facts
            facts={[
              ['编号', number],
              ['事项', titleOf(forms, found)],
              ['状态', <Tag tone={stateTones[state]}>{stateNames[state]}</Tag>],
              ['期限', <CaseClock found={found} now={now} />],
              ['最后一天', sayDay(due)],
              ['承办人', assignee ? (names.get(assignee) ?? '已离开') : ''],
              ['提交', `${sayMoment(new Date(receivedAt))}，${channelName(address.channel)}`],
              ...answers,
            ]}
          />
        }
        history={<Timeline happenings={events.map((event, at) => happening(event, opened?.words[at], names))} />}
        actions={<Actions {...props} />}
      />
    </>
  );
}

const actionNames: Readonly<Record<string, string>> = {
  filed: '提交',
  added: '补充材料',
  told: '给申请人发消息',
  noted: '内部备注',
  ...Object.fromEntries(moves.map(({ name, title }) => [name, title])),
};

function happening(event: CaseEvent, words: string | undefined, names: ReadonlyMap<string, string>): Happening {
  const { at, actor, action, told } = event;
  const who = actor === 'resident' ? '申请人' : (names.get(actor) ?? actor);
  const more = event.words ? (words ?? '（已加密，打开后可看）') : undefined;
  const what = `${actionNames[action] ?? action}${told ? '（已告诉申请人）' : ''}`;
  return { at: sayMoment(new Date(at)), who, what, ...(more ? { more } : {}) };
}

function Actions({ found, opened, mayWork, colleagues, once }: CasePageProps): Markup {
  const path = `/registrations/${found.number}`;
  return (
    <>
      {opened ? null : (
        <Action
          title="打开原文"
          action={`${path}/open`}
          about="显示申请人填写的姓名、电话、证件号和内容。会留痕。"
          button="打开"
        />
      )}
      {mayWork
        ? movesFrom(found.state, 'staff').map((move) => <MoveAction {...{ move, found, path, colleagues }} />)
        : null}
      {mayWork && found.state !== 'CLOSED' ? (
        <>
          <Action title="给申请人发消息" action={`${path}/tell`} about="通过申请人用的渠道发出。会留痕。" button="发送">
            <input type="hidden" name="once" value={once} />
            <TextArea name="words" label="内容" hint="不要写证件号、银行卡号" required most={500} />
          </Action>
          <Action title="内部备注" action={`${path}/note`} about="只有同事能看，加密保存。" button="记下">
            <TextArea name="words" label="备注" required most={500} />
          </Action>
        </>
      ) : null}
    </>
  );
}

interface MoveActionProps {
  readonly move: Move;
  readonly found: FormCase;
  readonly path: string;
  readonly colleagues: readonly Colleague[];
}

function MoveAction({ move, found, path, colleagues }: MoveActionProps): Markup {
  const { name, title, about, asks } = move;
  return (
    <Action
      title={title}
      action={`${path}/${name}`}
      about={about}
      button={title}
      tone={name === 'reject' ? 'danger' : 'main'}
    >
      <input type="hidden" name="version" value={String(found.version)} />
      {asks === 'assignee' ? (
        <Select
          name="assignee"
          label="承办人"
          required
          options={colleagues.map((colleague) => ({ value: colleague.id, label: colleague.name }))}
        />
      ) : null}
      {asks === 'words' ? <TextArea name="words" label="告诉申请人的话" required most={500} /> : null}
    </Action>
  );
}
