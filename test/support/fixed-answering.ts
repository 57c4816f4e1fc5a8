import type { Answer, Answering, AnswerRequest } from '../../src/domain/answer.js';
import type { Citation } from '../../src/domain/message.js';

/** Three passages of no real place, so that conversations can be tested without an index. */
const passages: readonly (readonly [words: RegExp, quote: string])[] = [
  [/退休.*门诊|门诊.*退休/, '退休人员普通门诊年度限额900元，报销比例60%。'],
  [/门诊/, '在职职工普通门诊年度限额600元，报销比例50%。'],
  [/举报.*(?:奖|多少)/, '举报查实的，按规定给予奖励。'],
  [/评价|满意/, '差评由工作人员核实处理并回访。'],
];

const cite = (quote: string): Citation => ({
  number: 1,
  title: '样例市医保办法',
  heading: '门诊',
  kind: 'digest',
  path: 'sample.md',
  place: '样例市',
  quote,
  certainty: 'B',
  facts: [],
});

function answerTo(question: string): Answer {
  if (/报销比例$/.test(question)) {
    const choices = [
      { label: '门诊', text: '门诊报销多少' },
      { label: '退休门诊', text: '退休门诊报销多少' },
    ];
    return { status: 'ask-back', text: '想问哪一种？', choices };
  }
  if (/养老金/.test(question))
    return { status: 'redirect', to: 'other-authority', text: '养老金请咨询社保部门 12333。' };
  const quote = passages.find(([words]) => words.test(question))?.[1];
  if (!quote) {
    return { status: 'unsure', text: '目前的资料里没有这一条。请拨打 12393 或到窗口咨询。', nearest: [] };
  }
  return { status: 'answered', text: `${quote}①`, citations: [cite(quote)] };
}

/** Answers by pattern. A question of at most six characters that begins with 那 leans on the one before. */
export function fixedAnswering(): Answering & { readonly asked: AnswerRequest[]; broken: boolean } {
  const asked: AnswerRequest[] = [];
  return {
    asked,
    broken: false,
    async extract(request) {
      asked.push(request);
      if (this.broken) throw new Error('index is gone');
      const leaning = /^那.{1,5}呢?$/.test(request.question) && request.previous;
      const searched = leaning ? `${leaning.question} ${request.question}` : request.question;
      const answer = answerTo(searched);
      return { answer, topic: { question: searched }, snapshot: 'test', searched, milliseconds: 1 };
    },
  };
}
