import { may } from '../../../domain/staff.js';
import { type Fen, sayPercent, sayYuan } from '../../../lib/money/money.js';
import { Action, Button, Form, TextArea, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Unverified } from '../../../pages/parts.js';
import { rewardFor, sources, type TipTerms } from '../terms.js';
import type { CaseProps } from './case-props.js';
import { Seen } from './step-form.js';

/** Amount, votes and payee of a reward, for who may have to do with them. */
export function RewardActions(props: CaseProps): Markup {
  const { record, member } = props;
  const { state, proposal, votes, number } = record;
  const officer = may(member, 'tips.approve-reward');
  const votable = officer && state === 'REWARD_REVIEW' && proposal && !votes.includes(member.id);
  return (
    <>
      {state === 'REWARD_REVIEW' && may(member, 'tips.propose-reward') ? <Propose {...props} /> : null}
      {officer && proposal ? (
        <Form action={`/tips/${number}/reward/open`} class="open-story">
          <Button tone="plain">打开案情摘要和领奖资料</Button>
          <p class="hint">打开会留痕</p>
        </Form>
      ) : null}
      {votable ? (
        <Action
          title={`同意奖励 ${sayYuan(proposal.amount)}`}
          action={`/tips/${number}/reward/vote`}
          about="要两位奖励审核人员分别同意。金额改动后要重新同意。会留痕。"
          button="同意"
        >
          <Seen record={record} />
        </Action>
      ) : null}
      {officer && state === 'NOTIFIED' ? (
        <Action
          title="登记领奖人"
          action={`/tips/${number}/reward/payee`}
          about="加密保存，只有奖励审核人员在办结前能看。会留痕。"
          button="保存"
        >
          <TextField name="name" label="姓名" required most={40} />
          <TextField name="account" label="收款方式" hint="开户行和账号" required most={100} />
        </Action>
      ) : null}
    </>
  );
}

/** The field's default, in yuan. */
const inYuan = (fen: Fen) => String(fen / 100);

function Propose({ record, terms }: CaseProps): Markup {
  const worked = rewardFor(record.case_value ?? 0, terms);
  return (
    <Action
      title={record.proposal ? '改提奖励金额' : '提出奖励金额'}
      action={`/tips/${record.number}/reward/propose`}
      about="由两位奖励审核人员分别同意后生效。改动会使已有的同意作废。会留痕。"
      button="提出"
    >
      <Seen record={record} />
      <p class="hint">
        {workedOut(worked, record.case_value ?? 0, terms)}
        {terms.checked ? null : <Unverified />}
      </p>
      <TextField
        name="amount"
        label="金额（元）"
        value={worked === undefined ? '' : inYuan(worked)}
        inputmode="decimal"
        required
        most={12}
      />
      <TextArea
        name="summary"
        label="案情摘要"
        hint="奖励审核人员看这一段：不写举报人，不抄举报内容"
        required
        most={1_000}
      />
    </Action>
  );
}

function workedOut(worked: Fen | undefined, value: Fen, { rewardShare, rewardLeast, rewardMost }: TipTerms): string {
  const range = `最低${sayYuan(rewardLeast)}，最高${sayYuan(rewardMost)}，依据${sources.reward}`;
  if (worked === undefined || !rewardShare) return `配置里没有写奖励比例，请按本地办法计算。${range}。`;
  return `案值${sayYuan(value)} × ${sayPercent(rewardShare)}，${range}，得${sayYuan(worked)}。`;
}
