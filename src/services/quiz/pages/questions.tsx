import { Action, Button, Form, TextField } from '../../../pages/form.js';
import type { Markup } from '../../../pages/markup.js';
import { Notice, Section, Tag } from '../../../pages/parts.js';
import { type BankQuestion, difficulties, kinds, letterOf, topics } from '../bank/question.js';
import type { Campaign } from '../campaign/campaign.js';
import type { Item } from '../figures/items.js';
import { percent } from './frame.js';

interface QuestionCardProps {
  readonly question: BankQuestion;
  readonly children?: Markup | null | readonly (Markup | null)[];
  /** How often each option was chosen. */
  readonly chosen?: readonly number[];
}

/** A question with its answer and the text that proves it. */
function QuestionCard({ question, children, chosen }: QuestionCardProps): Markup {
  const { id, version, kind, topic, difficulty, stem, options, answer, explanation, cites, source } = question;
  return (
    <article class="question" id={id}>
      <h3>{stem}</h3>
      <p class="hint">
        {id} 第{version}版，{kinds[kind]}，{topics[topic]}，{difficulties[difficulty]}
      </p>
      <ul>
        {options.map((option, at) => (
          <li class={answer.includes(at) ? 'right' : ''}>
            {letterOf(at)}. {option}
            {answer.includes(at) ? '（正确）' : ''}
            {chosen ? `，选的 ${chosen[at] ?? 0} 次` : ''}
          </li>
        ))}
      </ul>
      <p>说明：{explanation}</p>
      <p class="hint">
        依据：{[source?.title, source?.documentNumber, source?.article, source?.place].filter(Boolean).join('，')}
        {cites ? `（${cites.path}「${cites.heading}」：${cites.quote}）` : ''}
      </p>
      {children}
    </article>
  );
}

export interface ReviewProps {
  readonly campaign: Campaign;
  /** What would be frozen, or was. */
  readonly questions: readonly BankQuestion[];
  /** Of these questions: a bank that changes while they are read is told. */
  readonly mark: string;
  readonly mayReview: boolean;
}

/** Everything that may be asked, before somebody says that it may. */
export function Review({ campaign, questions, mark, mayReview }: ReviewProps): Markup {
  const { number, version, state } = campaign;
  return (
    <>
      <p>
        {state === 'DRAFT' ? '审核通过后，会从下面' : '从下面'} {questions.length}{' '}
        道题里抽。请逐题看题目、答案、说明和依据；有不妥的，请编辑在题库里改好再审。
      </p>
      {questions.map((question) => (
        <QuestionCard question={question} />
      ))}
      {mayReview && state === 'DRAFT' ? (
        <Section title="审核">
          <Form action={`/quiz/${number}/review`}>
            <input type="hidden" name="version" value={String(version)} />
            <input type="hidden" name="mark" value={mark} />
            <Notice>
              通过后，题目按现在的版本定下来，不能再改；到您开放为止居民看不到。会记下由您审核，您不能再做这一场的编辑或开奖。
            </Notice>
            <Button>{`看过全部 ${questions.length} 道题，审核通过`}</Button>
          </Form>
        </Section>
      ) : null}
    </>
  );
}

export interface PoolPageProps {
  readonly campaign: Campaign;
  readonly items: readonly Item[];
  readonly mayWithdraw: boolean;
}

const HARD = 30;
const DULL = 0.1;
/** With fewer answers the figures say little. */
const ENOUGH = 30;

/** What looks as if the question were wrong rather than the people. */
function doubtful({ answers, facility, discrimination }: Item): string | undefined {
  if (answers < ENOUGH) return undefined;
  if (facility !== undefined && facility < HARD) return '答对的很少，请核对答案';
  if (discrimination !== undefined && discrimination < DULL) return '分不出会的和不会的，请核对题目';
  return undefined;
}

export function PoolPage({ campaign, items, mayWithdraw }: PoolPageProps): Markup {
  if (items.length === 0) return <p class="empty">审核通过后，这里列出定下来的每道题，以及答对的比例。</p>;
  return (
    <>
      <p class="hint">
        正确率：答对的 ÷
        答过的。区分度：这道题的对错与同一局其余题得分的相关系数，−1到1，越高越能分出会不会（点二列相关，不含本题）。只算已结束的各局，试答和作废的不算。
      </p>
      {items.map((item) => (
        <QuestionCard question={item.question} chosen={item.options}>
          <ItemLine item={item} />
          {mayWithdraw && !item.withdrawn ? <Withdraw number={campaign.number} id={item.question.id} /> : null}
        </QuestionCard>
      ))}
    </>
  );
}

function ItemLine({ item }: { readonly item: Item }): Markup {
  const { answers, facility, discrimination, withdrawn, rested } = item;
  const doubt = doubtful(item);
  return (
    <p>
      {withdrawn ? <Tag tone="late">已撤下</Tag> : rested ? <Tag tone="soon">已停用，不再出</Tag> : null} 答过 {answers}{' '}
      次，正确率 {percent(facility)}，区分度 {discrimination === undefined ? '无' : discrimination.toFixed(2)}{' '}
      {doubt ? <Tag tone="soon">{doubt}</Tag> : null}
    </p>
  );
}

function Withdraw({ number, id }: { readonly number: string; readonly id: string }): Markup {
  return (
    <Action
      title="撤下这道题"
      action={`/quiz/${number}/questions/withdraw`}
      about="不再出这道题；抽到过它的人，这道题都按答对算，成绩和名次马上重算；公开页会写明原因。不能恢复。会留痕。"
      button="撤下并重算"
      tone="danger"
    >
      <input type="hidden" name="question" value={id} />
      <TextField name="reason" label="原因（会公开）" hint="例如：答案与2026年新规定不一致" required most={300} />
    </Action>
  );
}
