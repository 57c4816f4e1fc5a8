import type { Asked, QuestionService } from '../../chat/service.js';
import type { Answer, CitedAnswer } from '../../domain/answer.js';
import type { Choice, Citation, Reply } from '../../domain/message.js';
import { chinaDayStart } from '../../lib/clock.js';
import { keepDays } from '../../storage/day-counts.js';
import { questionCounts } from './counts.js';
import { type FeedbackEffect, feedbackChoices, feedbackFlow } from './feedback.js';
import { questionKeeper } from './kept.js';
import {
  type AnswerRecord,
  questionMigrations,
  recordAnswer,
  recordFeedback,
  recordRewording,
  remaskQuestion,
} from './records.js';

type QuestionEffect =
  | { readonly kind: 'answer'; readonly answer: AnswerRecord; readonly withheld: boolean }
  | { readonly kind: 'remask'; readonly scrubs: true; readonly answerId: string; readonly question: string }
  | { readonly kind: 'reword'; readonly answerId: string; readonly text: string }
  | FeedbackEffect;

/** What another service could do for somebody who asks about a matter: shown as a choice beside the answer. */
export interface Offer {
  readonly about: RegExp;
  readonly choice: Choice;
}

const MOST_CHOICES = 6;

/** Not in the middle of a confidential flow: that goes on. */
function offering(offers: readonly Offer[], { question, withheld }: Asked, reply: Reply): Reply {
  const { choices = [], status } = reply;
  if (withheld || (status !== 'answered' && status !== 'unsure') || choices.length >= MOST_CHOICES) return reply;
  const offer = offers.find(({ about }) => about.test(question));
  return offer ? { ...reply, choices: [...choices, offer.choice] } : reply;
}

/** The default: what no other service wants is a question. Says what answering says, word for word, and records it. */
export function questionService(offers: readonly Offer[] = []): QuestionService<QuestionEffect> {
  return {
    name: 'questions',
    migrations: questionMigrations,
    flows: [feedbackFlow],
    keeps: questionKeeper,
    tally: (tx) => keepDays(tx, questionCounts),
    reworded: (answerId, answer) => ({
      reply: rewordedReply(answerId, answer),
      effects: [{ kind: 'reword', answerId, text: answer.text }],
    }),
    respond: (asked) => ({ reply: offering(offers, asked, replyTo(asked)), effects: effectsOf(asked) }),
    async carryOut(tx, effect, { sender, now }) {
      switch (effect.kind) {
        case 'answer':
          // A question inside a tip must not lead to who reported.
          await recordAnswer(
            tx,
            effect.answer,
            effect.withheld ? '' : sender,
            effect.withheld ? chinaDayStart(now) : now,
          );
          return { subject: effect.answer.id };
        case 'remask':
          await remaskQuestion(tx, effect.answerId, effect.question);
          return { subject: effect.answerId };
        case 'reword':
          await recordRewording(tx, effect.answerId, effect.text);
          return { subject: effect.answerId };
        case 'feedback':
          await recordFeedback(tx, effect, sender, now);
          return { subject: effect.answerId };
      }
    },
  };
}

const TO_STAFF: Choice = { label: '转人工', text: '转人工' };

const FAILED =
  '抱歉，资料库这会儿没查成，不是您的问题。请过几分钟再问一次；急的话请拨打医保服务热线 12393 或 12345，也可以到经办窗口问。';

const IN_PLAIN_WORDS = '上面那条，换个好懂的说法：';

function rewordedReply(answerId: string, { status, text, citations }: CitedAnswer): Reply {
  const choices = feedbackChoices;
  return { status, service: 'questions', text: `${IN_PLAIN_WORDS}\n${text}`, choices, citations, answerId };
}

function replyTo({ answered, answerId }: Asked): Reply {
  if (!answered) return { status: 'unsure', service: 'questions', text: FAILED, choices: [TO_STAFF], answerId };
  const { status, text } = answered.answer;
  const choices = choicesOf(answered.answer);
  const citations = citationsOf(answered.answer);
  return {
    status,
    service: 'questions',
    text,
    ...(choices.length > 0 ? { choices } : {}),
    ...(citations.length > 0 ? { citations } : {}),
    answerId,
  };
}

function choicesOf(answer: Answer): readonly Choice[] {
  switch (answer.status) {
    case 'answered':
      return [...(answer.choices ?? []), ...feedbackChoices];
    case 'ask-back':
      return answer.choices;
    case 'unsure':
      return [TO_STAFF];
    case 'redirect':
      return answer.to === 'staff' ? [TO_STAFF] : [];
  }
}

function citationsOf(answer: Answer): readonly Citation[] {
  return answer.status === 'answered' ? answer.citations : [];
}

function effectsOf({ message, question, answered, withheld, answerId, remasked }: Asked): QuestionEffect[] {
  const citations = answered ? citationsOf(answered.answer) : [];
  const answer: AnswerRecord = {
    id: answerId,
    channel: message.channel,
    question: withheld ? '' : question,
    searched: withheld ? '' : (answered?.searched ?? ''),
    status: answered?.answer.status ?? 'failed',
    // Words for which nothing was found could echo the question.
    text: withheld && answered?.answer.status !== 'answered' ? '' : (answered?.answer.text ?? FAILED),
    citations: JSON.stringify(citations),
    passages: citations.flatMap(({ passage }) => passage ?? []),
    snapshot: answered?.snapshot ?? '',
    milliseconds: answered?.milliseconds ?? 0,
  };
  return [
    ...(remasked ? [{ kind: 'remask' as const, scrubs: true as const, ...remasked }] : []),
    { kind: 'answer', answer, withheld },
  ];
}
