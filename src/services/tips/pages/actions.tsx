import { may } from '../../../domain/staff.js';
import { sayMoment } from '../../../lib/calendar.js';
import { Action, Button, Form, Select, TextArea, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { isOver } from '../edges.js';
import { clockNames } from '../terms.js';
import { mayRead, openEdges } from '../work/record.js';
import type { CaseProps } from './case-props.js';
import { DuplicateHints } from './duplicate-hints.js';
import { RewardActions } from './reward-actions.js';
import { Seen, StepForm } from './step-form.js';
import { kindOptions, targetOptions } from './words.js';

/** What this member may do with this tip now, and nothing else. */
export function Actions(props: CaseProps): Markup {
  const { record, member } = props;
  const reads = mayRead(member, record);
  const writes = reads && !isOver(record.state);
  const steps = openEdges(member, record);
  return (
    <>
      {reads ? <Open {...props} /> : null}
      {steps.map((edge) => (
        <StepForm record={record} edge={edge} />
      ))}
      {writes && may(member, 'tips.assign') ? <Assign {...props} /> : null}
      {writes ? <Writing {...props} /> : null}
      {record.owner === member.id && !isOver(record.state) ? <OwnerActions {...props} /> : null}
      <IdentityLook {...props} />
      <RewardActions {...props} />
      {reads ? <DuplicateHints {...props} /> : null}
      {may(member, 'tips.declare-conflict') ? <Conflict {...props} /> : null}
    </>
  );
}

function Open({ record, story }: CaseProps): Markup {
  return (
    <Form action={`/tips/${record.number}/open`} class="open-story">
      <Button tone={story ? 'plain' : 'main'}>{story ? '重新打开' : '打开举报内容'}</Button>
      <p class="hint">打开会留痕</p>
    </Form>
  );
}

function Assign({ record, accounts }: CaseProps): Markup {
  const options = accounts
    .filter((account) => account.state === 'active' && may(account, 'tips.work'))
    .filter(({ id }) => !record.conflicted.includes(id))
    .map(({ id, name, login }) => ({ value: id, label: `${name}（${login}）` }));
  return (
    <Action
      title={record.owner ? '改派承办人' : '指定承办人'}
      action={`/tips/${record.number}/assign`}
      about="对方从此可以打开这条举报。承办过的人不能再决定立案和结论。会留痕。"
      button="指定"
    >
      <Seen record={record} />
      <Select name="to" label="交给谁" value={record.owner ?? ''} options={options} required />
    </Action>
  );
}

function Writing({ record }: CaseProps): Markup {
  const path = `/tips/${record.number}`;
  return (
    <>
      <Action title="写备注" action={`${path}/note`} about="加密保存在经过里。会留痕。" button="保存">
        <TextArea name="note" label="备注" required />
      </Action>
      {record.reporter_key ? (
        <Action
          title="给举报人留言"
          action={`${path}/ask`}
          about="加密发给举报人，对方凭受理码查看，也可以补充。会留痕。"
          button="发送"
        >
          <TextArea name="question" label="留言" hint="不要写能让旁人认出举报人的话" required />
        </Action>
      ) : null}
      <Action
        title="归类"
        action={`${path}/classify`}
        about="类别不加密，用于列表和统计；对象名称加密保存。会留痕。"
        button="保存"
      >
        <Seen record={record} />
        <Select name="kind" label="行为类别" value={record.kind ?? 'unclear'} options={kindOptions} />
        <Select name="target-kind" label="对象类型" value={record.target_kind ?? ''} options={targetOptions} />
        <TextField name="name" label="核实的对象名称" hint="不改就留空" most={80} />
        <TextField name="code" label="机构代码" most={40} />
      </Action>
    </>
  );
}

function OwnerActions({ record, identityUntil }: CaseProps): Markup {
  const running = record.clocks.filter(({ kind, running: runs }) => runs === 1 && kind !== 'claim');
  return (
    <>
      {running.map(({ kind }) => (
        <Action
          title={`申请延长${clockNames[kind]}`}
          action={`/tips/${record.number}/extend`}
          about="由举报主管里的另一人批准。会留痕。"
          button="申请"
        >
          <input type="hidden" name="clock" value={kind} />
          <TextField name="days" label="延长几个工作日" inputmode="numeric" required most={2} />
          <TextArea
            name="reason"
            label="理由"
            hint="审批人和审计会看到，不写举报内容和举报人"
            required
            rows={2}
            most={500}
          />
        </Action>
      ))}
      {record.named === 1 && identityUntil === undefined ? (
        <Action
          title="申请查看举报人身份"
          action={`/tips/${record.number}/identity/request`}
          about="由身份保管人批准，24小时内有效，到时自动销毁。会留痕。"
          button="申请"
        >
          <TextArea
            name="reason"
            label="为什么需要"
            hint="保管人和审计会看到，不写举报内容"
            required
            rows={2}
            most={500}
          />
        </Action>
      ) : null}
    </>
  );
}

function IdentityLook({ record, member, identityUntil }: CaseProps): Markup | null {
  const path = `/tips/${record.number}/identity/open`;
  if (identityUntil !== undefined)
    return (
      <Form action={path} class="open-story">
        <Button tone="plain">查看举报人身份</Button>
        <p class="hint">{sayMoment(new Date(identityUntil))} 前有效，查看会留痕</p>
      </Form>
    );
  if (record.named === 0 || !may(member, 'tips.read-identity')) return null;
  return (
    <Action title="查看举报人身份" action={path} about="只有身份保管人能直接查看。会留痕。" button="查看" tone="danger">
      <TextField name="reason" label="理由" required most={200} />
    </Action>
  );
}

function Conflict({ record, member, accounts }: CaseProps): Markup {
  const others = may(member, 'tips.assign') ? accounts.filter(({ state }) => state === 'active') : [];
  const options = [
    { value: member.id, label: '我自己' },
    ...others.filter(({ id }) => id !== member.id).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const out = accounts.filter(({ id }) => record.conflicted.includes(id));
  const path = `/tips/${record.number}/conflict`;
  return (
    <>
      <Action
        title="申报回避"
        action={path}
        about="与被举报对象或举报人有利害关系的，申报后不能再看、不能承办这条举报。会留痕。"
        button="申报"
        tone="danger"
      >
        <Select name="staff" label="谁回避" options={options} />
        <TextField name="reason" label="理由" hint="不写举报人的信息" required most={200} />
      </Action>
      {out.length > 0 && may(member, 'tips.assign') ? (
        <Action title="取消回避" action={`${path}/lift`} about="只用于报错了的。会留痕。" button="取消回避">
          <Select name="staff" label="谁" options={out.map(({ id, name }) => ({ value: id, label: name }))} />
          <TextField name="reason" label="理由" required most={200} />
        </Action>
      ) : null}
    </>
  );
}
