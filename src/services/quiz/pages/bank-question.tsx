import { sayMoment } from '../../../lib/calendar.js';
import { Action, Button, Form, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { CaseView, Facts, Notice, Section, Timeline } from '../../../pages/parts.js';
import { Table } from '../../../pages/table.js';
import type { ItemHistory } from '../bank/history.js';
import type { Section as CitedSection } from '../bank/passages.js';
import { type BankQuestion, difficulties, kinds, topics } from '../bank/question.js';
import { BackToBank, Options, QuestionTags, Quoted, stateNames } from './bank-parts.js';

type Version = BankQuestion & { readonly at: string };

interface QuestionPageProps {
  /** The newest first. */
  readonly versions: readonly [Version, ...Version[]];
  readonly section: CitedSection | undefined;
  readonly history: readonly ItemHistory[];
  readonly login: string;
  readonly edits: boolean;
  readonly reviews: boolean;
}

/** One question: as it is asked, the text that proves it, what came of it, what may be done. */
export function BankQuestionPage(props: QuestionPageProps): Markup {
  const { versions, section, history } = props;
  const [latest] = versions;
  return (
    <>
      {latest.flag === undefined ? null : (
        <Notice tone={latest.state === 'withdrawn' ? 'calm' : 'late'}>
          {latest.state === 'withdrawn' ? latest.flag : `现在抽不到这一题：${latest.flag}`}
        </Notice>
      )}
      <CaseView
        facts={<Asked question={latest} />}
        history={<Proof question={latest} section={section} />}
        actions={<Steps {...props} />}
      />
      <Section title="答题情况">
        <History history={history} />
      </Section>
      <Section title={`版本（${versions.length}）`}>
        <Timeline happenings={versions.toReversed().map(happening)} />
      </Section>
      <BackToBank />
    </>
  );
}

function Asked({ question }: { readonly question: Version }): Markup {
  const { id, topic, kind, difficulty, stem, explanation, inOrder, validFrom, validTo } = question;
  return (
    <>
      <p>
        <QuestionTags {...question} />
      </p>
      <p>
        <b>{stem}</b>
      </p>
      <Options {...question} />
      <p>解析：{explanation || '还没有写'}</p>
      <Facts
        facts={[
          ['编号', id],
          ['专题', topics[topic]],
          ['题型', kinds[kind]],
          ['难度', difficulties[difficulty]],
          ['选项顺序', inOrder ? '固定' : '每人打乱'],
          ['有效期', [validFrom ? `${validFrom} 起` : '', validTo ? `到 ${validTo}` : ''].join(' ').trim() || '随依据'],
        ]}
      />
    </>
  );
}

/** The section as it is now, the quote marked: who reviews sees both side by side. */
function Proof({ question, section }: { readonly question: Version; readonly section: CitedSection | undefined }) {
  const { cites } = question;
  if (!cites) return <p class="empty">还没有写依据。写上资料的文件、标题和一句原文，这一题才能审核。</p>;
  if (!section)
    return (
      <Notice tone="late">
        资料里找不到 {cites.path} 的「{cites.heading}」。原来引的是：{cites.quote}
      </Notice>
    );
  return (
    <article class="passage">
      <h3>{section.heading}</h3>
      <Quoted text={section.text} quote={cites.quote} />
      <p class="hint">
        {section.title}
        {section.documentNumber ? `，${section.documentNumber}` : ''}
        {section.article ? `，${section.article}` : ''}。{section.place || '地区未写明'}。
        <a href={`/knowledge/document?path=${encodeURIComponent(section.path)}`}>看整份资料</a>
      </p>
    </article>
  );
}

function Steps({ versions: [latest], login, edits, reviews }: QuestionPageProps): Markup {
  const { id, version, state, author } = latest;
  const mine = author === login;
  return (
    <>
      {edits ? (
        <p>
          <a class="button" href={`/quiz/bank/${id}/edit`}>
            修改
          </a>
        </p>
      ) : null}
      {reviews && state === 'draft' && !mine ? (
        <Form action="/quiz/bank/review">
          <input type="hidden" name="question" value={`${id}@${version}`} />
          <p class="about">通过后，今后的场次可以抽到这一题。会记下您的名字。</p>
          <Button>审核通过</Button>
        </Form>
      ) : null}
      {reviews && state === 'draft' && mine ? <p class="hint">这是您自己写的，请另一位同事审核。</p> : null}
      {(edits || reviews) && state !== 'withdrawn' ? (
        <Action
          title="停用这一题"
          action={`/quiz/bank/${id}/withdraw`}
          about="今后不再抽到。已经答过的不受影响；如果这一题错了，请再到场次里撤题，大家的分会重算。会留痕。"
          button="停用"
          tone="danger"
        >
          <TextField name="reason" label="原因" hint="例如：限额已调整" required most={200} />
        </Action>
      ) : null}
    </>
  );
}

const percent = (part: number, whole: number) => (whole === 0 ? '—' : `${Math.round((part / whole) * 1_000) / 10}%`);

function History({ history }: { readonly history: readonly ItemHistory[] }): Markup {
  return (
    <Table
      caption="每个场次里的答题情况，试答不算"
      rows={history}
      empty="还没有场次用过这一题。用过以后，答对率列在这里。"
      columns={[
        { title: '场次', cell: ({ campaign }) => campaign },
        { title: '用的版本', number: true, cell: ({ version }) => version },
        { title: '回答', number: true, cell: ({ answers }) => answers },
        { title: '答对', number: true, cell: ({ right }) => right },
        { title: '答对率', number: true, cell: ({ right, answers }) => percent(right, answers) },
        { title: '说明', cell: ({ withdrawn, rested }) => (withdrawn ? '已撤题' : rested ? '暂不抽取' : '') },
      ]}
    />
  );
}

const happening = ({ at, author, version, state, reviewer, ...question }: Version) => ({
  at: sayMoment(new Date(at)),
  who: author === 'shipped' ? '随软件' : author,
  what: `写了第 ${version} 版，${stateNames[state]}${reviewer === undefined ? '' : `，${reviewer} 审核`}`,
  more: (
    <details>
      <summary>{question.stem}</summary>
      <Options {...question} />
      <p>解析：{question.explanation || '没有写'}</p>
      <p class="hint">
        {question.cites
          ? `依据：${question.cites.path}「${question.cites.heading}」：${question.cites.quote}`
          : '没有依据'}
      </p>
    </details>
  ),
});
