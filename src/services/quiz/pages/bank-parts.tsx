import type { Markup } from '../../../pages/markup.js';
import { Tag } from '../../../pages/parts.js';
import { type BankQuestion, letterOf, type Question, type QuestionState } from '../bank/question.js';

export const stateNames: Readonly<Record<QuestionState, string>> = {
  draft: '待审核',
  reviewed: '可用',
  withdrawn: '已停用',
};

const tones = { draft: 'soon', reviewed: 'good', withdrawn: 'done' } as const;

/** Its state, and whether something is wrong with it. */
export function QuestionTags({ state, flag }: Pick<BankQuestion, 'state' | 'flag'>): Markup {
  return (
    <>
      <Tag tone={tones[state]}>{stateNames[state]}</Tag>
      {flag !== undefined && state !== 'withdrawn' ? <Tag tone="late">有标记</Tag> : null}
    </>
  );
}

/** The options in the order written, the right ones in bold with a word: nobody has to tell them by colour. */
export function Options({ options, answer, kind }: Pick<Question, 'options' | 'answer' | 'kind'>): Markup {
  return (
    <ul class="plain">
      {options.map((option, index) => {
        const text = kind === 'true-false' ? option : `${letterOf(index)}. ${option}`;
        return <li>{answer.includes(index) ? <b>{`${text}（正确）`}</b> : text}</li>;
      })}
    </ul>
  );
}

/** A text with a quote in it marked. */
export function Quoted({ text, quote }: { readonly text: string; readonly quote: string }): Markup {
  const at = quote === '' ? -1 : text.indexOf(quote);
  if (at < 0) return <p class="lines">{text}</p>;
  return (
    <p class="lines">
      {text.slice(0, at)}
      <mark>{quote}</mark>
      {text.slice(at + quote.length)}
    </p>
  );
}

export const BackToBank = (): Markup => (
  <p>
    <a href="/quiz/bank">返回题库</a>
  </p>
);
