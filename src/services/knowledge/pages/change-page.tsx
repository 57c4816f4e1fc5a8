import type { Approval } from '../../../casework/approvals.js';
import type { Answer } from '../../../domain/answer.js';
import { sayMoment } from '../../../lib/calendar.js';
import { Action, Button, Form, TextArea, TextField, Ticks } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { CaseView, Facts, Notice, Section, Timeline } from '../../../pages/parts.js';
import { type Change, mayMove, stateNames } from '../changes.js';
import type { Cut } from '../work.js';
import { Passage } from './document-page.js';

interface ChangePageProps {
  readonly change: Change;
  readonly cut: Cut | undefined;
  readonly approvals: readonly Approval[];
  readonly tried?: { readonly question: string; readonly answer: Answer } | undefined;
  readonly edits: boolean;
  readonly publishes: boolean;
}

/** A draft on its way: what it is, how it is cut, what it answers, who said what, what may be done now. */
export function ChangePage(props: ChangePageProps): Markup {
  const { change, cut, approvals, tried } = props;
  return (
    <>
      <CaseView
        facts={<ChangeFacts {...props} />}
        history={<History approvals={approvals} />}
        actions={<Actions {...props} />}
      />
      {cut ? <TryOut change={change} tried={tried} /> : null}
      {cut ? (
        <Section title={`分段（${cut.passages.length}）`}>
          {cut.note ? <Notice tone="soon">{cut.note}</Notice> : null}
          {cut.passages.slice(0, 200).map((passage) => (
            <Passage passage={passage} />
          ))}
        </Section>
      ) : null}
    </>
  );
}

function ChangeFacts({ change, cut }: ChangePageProps): Markup {
  const { state, file, removes, editor, at, sha256, said } = change;
  const document = cut?.document;
  return (
    <Facts
      facts={[
        ['状态', stateNames[state]],
        ['文件', file],
        ['停用或替换', removes],
        ['编辑', `${editor}，${sayMoment(new Date(at))}`],
        ['适用地区', document ? document.place || '未写明：答不出是哪里的规定，请补上' : null],
        ['有效期', document ? [document.effectiveFrom, document.effectiveTo].filter(Boolean).join(' 至 ') : null],
        ['来源', document?.source ?? null],
        ['校验值', sha256 ? <code>{sha256.slice(0, 16)}…</code> : null],
        ['结果', said ? <span class="lines">{said}</span> : null],
      ]}
    />
  );
}

const DECIDED = { waiting: '提交审核', granted: '批准', refused: '退回' } as const;

function History({ approvals }: Pick<ChangePageProps, 'approvals'>): Markup {
  const happenings = [...approvals].reverse().map(({ state, reason, requestedAt, decidedAt, note }) => ({
    at: sayMoment(new Date(decidedAt ?? requestedAt)),
    who: DECIDED[state],
    what: `理由：${reason}`,
    ...(note ? { more: note } : {}),
  }));
  return <Timeline happenings={happenings} />;
}

function Actions({ change, edits, publishes }: ChangePageProps): Markup {
  const path = `/knowledge/changes/${change.id}`;
  return (
    <>
      {edits && mayMove(change, 'waiting') ? (
        <Action
          title="提交审核"
          action={`${path}/request`}
          about="审核的同事会看到分段，可以试问。会留痕。"
          button="提交"
        >
          <TextArea
            name="reason"
            label="理由"
            hint="例如：本区2026年门诊新规定，已对照原件"
            required
            rows={2}
            most={500}
          />
        </Action>
      ) : null}
      {publishes && change.state === 'waiting' ? <Decide path={path} /> : null}
      {publishes && (change.state === 'approved' || change.state === 'failed') ? (
        <Action
          title="再试一次启用"
          action={`${path}/publish`}
          about="重新建立索引，用检验题检查后启用。会留痕。"
          button="启用"
        >
          <Anyway />
        </Action>
      ) : null}
      {edits && mayMove(change, 'discarded') ? (
        <Action
          title="放弃"
          action={`${path}/discard`}
          about="删除草稿的文件，不能恢复。会留痕。"
          button="放弃"
          tone="danger"
        />
      ) : null}
    </>
  );
}

const Anyway = (): Markup => (
  <TextField name="anyway" label="检验题变差也要启用的原因" hint="平时不填；填了会留痕" most={300} />
);

function Decide({ path }: { readonly path: string }): Markup {
  return (
    <Action
      title="审核"
      action={`${path}/decide`}
      about="批准后马上建立索引、用检验题检查，通过就启用，居民从下一个问题起用到它。会留痕。"
      button="决定"
      open
    >
      <Ticks
        name="decision"
        legend="决定"
        one
        options={[
          { value: 'grant', label: '批准并启用' },
          { value: 'refuse', label: '退回' },
        ]}
      />
      <TextArea name="note" label="意见" rows={2} most={500} />
      <Anyway />
    </Action>
  );
}

function TryOut({ change, tried }: Pick<ChangePageProps, 'change' | 'tried'>): Markup {
  const path = `/knowledge/changes/${change.id}`;
  return (
    <Section title="试问">
      <p class="about">用在用的资料加上这份草稿回答，只有您看得到，不留在咨询记录里。第一次要先准备，几秒到几分钟。</p>
      <Form action={`${path}/trial`}>
        <Button tone="plain">准备试问</Button>
      </Form>
      <Form action={`${path}/ask`}>
        <TextField name="question" label="问题" value={tried?.question ?? ''} required most={300} />
        <Button>问</Button>
      </Form>
      {tried ? <Answered answer={tried.answer} /> : null}
    </Section>
  );
}

function Answered({ answer }: { readonly answer: Answer }): Markup {
  const citations = answer.status === 'answered' ? answer.citations : [];
  return (
    <Notice tone={answer.status === 'answered' ? 'good' : 'soon'}>
      <p class="lines">{answer.text}</p>
      {citations.map(({ number, title, heading, path }) => (
        <p class="hint">
          依据 {number}：{title}，{heading}（{path}）
        </p>
      ))}
    </Notice>
  );
}
