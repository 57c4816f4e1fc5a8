import { Action, Select, TextArea, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { stepNamed } from '../cases/allowed.js';
import { putRightNames, type StepName, verdictNames } from '../cases/states.js';
import type { RatingSettings } from '../settings.js';
import type { CaseTable } from '../tables.js';

interface StepText {
  /** What will happen, to whom, and that it is recorded. */
  readonly about: string;
  readonly button: string;
  readonly danger?: true;
}

const texts: Readonly<Record<StepName, StepText>> = {
  contact: {
    about: '告诉评价人已收到，问清情况。选「发消息」会从原渠道发给评价人；会留痕。',
    button: '登记联系',
  },
  verify: {
    about: '写明经过和依据。误评、恶意要另一位专员复核后才从剔除后的数字里去掉，记录不删；会留痕。',
    button: '保存核实结果',
  },
  exclude: { about: '同意后，这件不进剔除后的数字，原始数字不变；记录不删，会留痕。', button: '同意剔除' },
  keep: { about: '退回重新核实，不剔除；会留痕。', button: '退回核实', danger: true },
  rectify: { about: '写明整改措施；从今天起算整改期限，会留痕。', button: '开始整改' },
  extend: { about: '写明理由和从整改开始算起的总工作日数；会留痕。', button: '延长' },
  answer: {
    about: '把处理结果告诉评价人。选「发消息」会从原渠道发出；会留痕。不要写别人的个人信息。',
    button: '登记答复',
  },
  'ask-revisit': { about: '从原渠道问评价人改好了没有，只发一次；会留痕。', button: '发送回访' },
  revisit: { about: '电话或当面回访后登记结果；会留痕。', button: '保存回访结果' },
  close: { about: '办结后不能再改；会留痕。', button: '办结' },
  appeal: { about: '由核实人以外的同事决定；不会让您看到评价人是谁；会留痕。', button: '提交申诉' },
  'grant-appeal': { about: '改核实结果；误评、恶意从剔除后的数字里去掉，记录不删；会留痕。', button: '申诉成立' },
  'refuse-appeal': { about: '核实结果不变；会留痕。', button: '申诉不成立', danger: true },
};

interface StepActionProps {
  readonly name: StepName;
  readonly found: CaseTable;
  readonly settings: RatingSettings;
  /** The case's own address, below which the steps are. */
  readonly at: string;
  readonly reachable: boolean;
}

/** A step that may be taken now, with the fields that its record needs and nothing else. */
export function StepAction({ name, found, settings, at, reachable }: StepActionProps): Markup {
  const { about, button, danger } = texts[name];
  return (
    <Action
      title={stepNamed(name)?.title ?? name}
      action={`${at}/${name}`}
      about={about}
      button={button}
      tone={danger ? 'danger' : 'main'}
    >
      <input type="hidden" name="version" value={String(found.version)} />
      <StepFields name={name} settings={settings} reachable={reachable} />
    </Action>
  );
}

interface StepFieldsProps {
  readonly name: StepName;
  readonly settings: RatingSettings;
  readonly reachable: boolean;
}

function StepFields({ name, settings, reachable }: StepFieldsProps): Markup {
  switch (name) {
    case 'contact':
      return (
        <>
          <How reachable={reachable} />
          <TextArea name="note" label="说了什么" required most={1_000} />
        </>
      );
    case 'verify':
      return (
        <>
          <Select name="verdict" label="核实结果" options={optionsOf(verdictNames)} />
          <TextArea name="note" label="经过和依据" required most={1_000} />
        </>
      );
    case 'rectify':
      return <TextArea name="note" label="整改措施" required most={1_000} />;
    case 'extend':
      return (
        <>
          <TextField
            name="days"
            label="总工作日数"
            hint={`最多 ${settings.ceilingDays} 个`}
            inputmode="numeric"
            required
            most={3}
          />
          <TextArea name="note" label="理由" required most={1_000} />
        </>
      );
    case 'answer':
      return (
        <>
          <How reachable={reachable} />
          <TextArea name="note" label="答复的内容" required most={1_000} />
        </>
      );
    case 'revisit':
      return (
        <>
          <Select name="putRight" label="评价人说" options={optionsOf(putRightNames)} />
          <TextArea name="note" label="备注" most={1_000} />
        </>
      );
    case 'grant-appeal':
      return (
        <>
          <Select
            name="verdict"
            label="改为"
            options={optionsOf(verdictNames).filter(({ value }) => value !== 'valid')}
          />
          <TextArea name="note" label="理由" required most={1_000} />
        </>
      );
    case 'ask-revisit':
      return <p class="hint">{reachable ? '' : '已过渠道允许主动发消息的时间，请改用电话或当面回访。'}</p>;
    default:
      return <TextArea name="note" label="说明" required={name !== 'close' && name !== 'exclude'} most={1_000} />;
  }
}

/** By what way; the chat is offered only while it lets a message through. */
function How({ reachable }: { readonly reachable: boolean }): Markup {
  const ways = [
    ...(reachable ? [{ value: 'channel', label: '发消息（原渠道）' }] : []),
    { value: 'phone', label: '电话' },
    { value: 'in-person', label: '当面' },
  ];
  const closed = '已过渠道允许主动发消息的时间，只能电话或当面';
  return <Select name="how" label="方式" options={ways} {...(reachable ? {} : { hint: closed })} />;
}

const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
