import { channelName } from '../../../domain/channel-names.js';
import { sayMoment } from '../../../lib/calendar.js';
import { Action, Button, Form, Select, TextArea } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { CaseView, Facts, Notice, Section, Tag } from '../../../pages/parts.js';
import type { Handoff } from '../records.js';
import type { OpenedMessage } from '../talk.js';
import { closedNames, sayWait } from './queue-page.js';

/** What was asked of the bot shortly before, as far as it was kept. */
export interface Before {
  readonly at: string;
  readonly question: string;
  readonly text: string;
}

export interface TalkPageProps {
  readonly found: Handoff;
  /** In the clear; undefined where the key is not open. */
  readonly messages: readonly OpenedMessage[] | undefined;
  /** Their keys are open, and the one for this is not among them. */
  readonly keyless: boolean;
  readonly before: readonly Before[];
  readonly quickTexts: readonly string[];
  readonly names: ReadonlyMap<string, string>;
  readonly colleagues: readonly { readonly id: string; readonly name: string }[];
  readonly mine: boolean;
  readonly pulse: string;
  /** Made with the page: a reply sent twice is one. */
  readonly once: string;
}

const stateNames = { WAITING: '排队', TALKING: '对话中', ENDED: '已结束' } as const;
const stateTones = { WAITING: 'soon', TALKING: 'half', ENDED: 'done' } as const;

export function TalkPage(props: TalkPageProps): Markup {
  const { found, messages, pulse, names } = props;
  const { number, state, address, askedAt, takenAt, takenBy, closed } = found;
  return (
    <div data-pulse={pulse} data-pulse-from={`/handoffs/${number}/pulse`}>
      <CaseView
        facts={
          <>
            <Facts
              facts={[
                ['编号', number],
                ['状态', <Tag tone={stateTones[state]}>{stateNames[state]}</Tag>],
                ['渠道', channelName(address.channel)],
                ['转人工', sayMoment(new Date(askedAt))],
                ['等了', takenAt ? sayWait(askedAt, takenAt) : ''],
                ['接待', names.get(takenBy ?? '') ?? ''],
                ['结果', closed ? closedNames[closed] : ''],
              ]}
            />
            <Earlier before={props.before} />
          </>
        }
        history={
          messages ? <Talk messages={messages} names={names} /> : <Locked number={number} keyless={props.keyless} />
        }
        actions={<Actions {...props} />}
      />
    </div>
  );
}

function Locked({ number, keyless }: { readonly number: string; readonly keyless: boolean }): Markup {
  if (keyless)
    return <Notice tone="soon">对话内容已加密，您还没有「协办表单」的密钥。请持有的同事在「密钥」页授予您。</Notice>;
  return (
    <Notice tone="soon">
      对话内容已加密。<a href={`/unlock?next=${encodeURIComponent(`/handoffs/${number}`)}`}>输入口令解锁</a>
      后才能看和回复。
    </Notice>
  );
}

function Talk({
  messages,
  names,
}: Pick<TalkPageProps, 'names'> & { readonly messages: readonly OpenedMessage[] }): Markup {
  if (messages.length === 0) return <p class="empty">对方还没有说话。</p>;
  return (
    <ol class="talk" aria-label="对话" aria-live="polite">
      {messages.map(({ speaker, text, at }) => (
        <li class={speaker === 'resident' ? 'theirs' : 'ours'}>
          <p class="who">
            {speaker === 'resident' ? '居民' : (names.get(speaker) ?? speaker)} <time>{sayMoment(new Date(at))}</time>
          </p>
          <p class="words">{text}</p>
        </li>
      ))}
    </ol>
  );
}

function Earlier({ before }: Pick<TalkPageProps, 'before'>): Markup {
  if (before.length === 0) return <p class="hint">转人工之前两小时内没有留存的咨询。</p>;
  return (
    <Section title="之前问过">
      {before.map(({ question, text }) => (
        <details>
          <summary>{question}</summary>
          <p class="hint">{text}</p>
        </details>
      ))}
    </Section>
  );
}

function Actions({ found, mine, messages, once, quickTexts, colleagues }: TalkPageProps): Markup {
  const path = `/handoffs/${found.number}`;
  if (found.state === 'WAITING')
    return (
      <Action title="接入" action={`${path}/take`} about="由您接待。对方会看到工作人员已接入。" button="接入" open />
    );
  if (found.state === 'ENDED' || !mine) return <p class="hint">这次对话不由您接待，或已经结束。</p>;
  return (
    <>
      {messages ? (
        <Form action={`${path}/reply`} class="reply">
          <input type="hidden" name="once" value={once} />
          <TextArea name="words" label="回复" hint="对方会原样看到。不要问密码、验证码。" rows={4} most={1_000} />
          <Button>发送</Button>
          <p class="quick">
            {quickTexts.map((text) => (
              <Button tone="plain" name="quick" value={text}>
                {text}
              </Button>
            ))}
          </p>
        </Form>
      ) : null}
      <Action title="转给同事" action={`${path}/pass`} about="对方会看到换了一位同事。会留痕。" button="转交">
        <Select
          name="to"
          label="同事"
          required
          options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Action>
      <Action
        title="结束"
        action={`${path}/end`}
        about="对方会看到本次人工服务已结束，机器人接着答。"
        button="结束"
        tone="danger"
      />
    </>
  );
}
