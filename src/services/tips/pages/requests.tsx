import type { Approval } from '../../../casework/approvals.js';
import { may, type StaffMember } from '../../../domain/staff.js';
import { sayMoment } from '../../../lib/calendar.js';
import { Action, Button, Form, TextArea, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Facts, Section } from '../../../pages/parts.js';
import type { Account } from '../../../staff/account-tables.js';
import { type ClockKind, clockNames } from '../terms.js';
import { deciding } from '../work/decide.js';

export interface RequestsProps {
  readonly waiting: readonly Approval[];
  readonly accounts: readonly Account[];
  readonly member: StaffMember;
}

/** What waits for this member's decision. */
export function RequestsPage({ waiting, accounts, member }: RequestsProps): Markup {
  return (
    <>
      {waiting.length === 0 ? <p class="empty">现在没有等您审批的申请。别人申请延期、查看身份后会列在这里。</p> : null}
      {waiting.map((approval) => (
        <Request approval={approval} accounts={accounts} />
      ))}
      {may(member, 'tips.export-identity') ? (
        <Action
          title="申请导出举报人身份"
          action="/tips/requests/export"
          about="由举报主管批准，批准后24小时内由您导出。会留痕。"
          button="申请"
        >
          <TextArea name="reason" label="理由" required rows={2} most={500} />
        </Action>
      ) : null}
    </>
  );
}

function Request({ approval, accounts }: { readonly approval: Approval } & Pick<RequestsProps, 'accounts'>): Markup {
  const { id, kind, subject, reason, requestedAt, requestedBy } = approval;
  const who = accounts.find((account) => account.id === requestedBy)?.name ?? requestedBy;
  const about = subject.startsWith('JB') ? <a href={`/tips/${subject}`}>{subject}</a> : '全部举报人身份的导出';
  return (
    <Section title={deciding[kind]?.title ?? kind}>
      <Facts
        facts={[
          ['哪一条', about],
          ['谁申请', who],
          ['什么时候', sayMoment(new Date(requestedAt))],
          ['理由', reason],
          ...extensionFacts(approval),
        ]}
      />
      <Form action="/tips/requests/decide" class="decide">
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="id" value={id} />
        <TextField name="note" label="意见" hint="退回要写理由" most={200} />
        <Button name="decision" value="grant">
          批准
        </Button>
        <Button name="decision" value="refuse" tone="plain">
          退回
        </Button>
      </Form>
    </Section>
  );
}

function extensionFacts({ detail }: Approval): (readonly [string, string])[] {
  const { clock, days } = JSON.parse(detail) as { clock?: ClockKind; days?: number };
  return clock && days ? [['延长', `${clockNames[clock]}延长 ${days} 个工作日`]] : [];
}
