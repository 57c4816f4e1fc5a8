import { commandOf } from '../../../chat/clean.js';
import { defineFlow, type Flow, type Turn } from '../../../chat/flow.js';
import { looksLikeQuestion } from '../../../chat/question-like.js';
import type { Reply } from '../../../domain/message.js';
import { normalise } from '../../../lib/chinese/normalise.js';
import { chinaDay } from '../../../lib/clock.js';
import { findPersonalNumbers } from '../../../lib/personal-data.js';
import { estimate, type Outcome } from '../estimate/estimate.js';
import type { Whereabouts } from '../estimate/select.js';
import { hear } from '../hear/hear.js';
import { type Facts, type Key, vocabulary } from '../rules/facts.js';
import type { RuleFile } from '../rules/rules.js';
import { answerOf, type Belonging, excludedReply, missingReply } from './answering.js';
import { ask, readAnswer } from './asking.js';
import { asksForRate, wantsEstimate } from './trigger.js';

/** A place as a message names it. */
export interface NamedPlace {
  readonly name: string;
  readonly abroad: boolean;
}

export interface EstimateOptions {
  readonly rules: readonly RuleFile[];
  /** The bureau's own area, where one is configured. */
  readonly home?: string;
  /** The place whose rules a message asks for, where it names one. */
  readonly placeIn: (text: string) => NamedPlace | undefined;
}

interface EstimateState {
  /** What the first message said. */
  readonly told: Facts;
  readonly named?: string;
  /** What was answered since, the last one last: 上一步 takes it back. */
  readonly answers: readonly Facts[];
  readonly asking: Key;
}

const DONT_KNOW = /^(?:跳过|不清楚|不知道|不晓得|不记得|忘了|没听说过|不确定|说不清|唔知|弄不清)(?:了|啊|呀|的)?$/;
const BACK = /^(?:上一步|返回|回上一步|上一个|退回|改一下上一个)$/;
/** As short as an answer; what is longer and answers nothing is something else. */
const LONGEST_ANSWER = 6;

/** 报销试算: asks for what the rule needs and nothing else, one thing at a time. */
export function estimateFlow({ rules, home, placeIn }: EstimateOptions): Flow<EstimateState> {
  const whereaboutsOf = (named: string | undefined): Whereabouts => ({
    ...(home ? { home } : {}),
    ...(named ? { named } : {}),
  });

  function begin(text: string, today: string): Turn<EstimateState> {
    const heard = hear(text, today);
    const told: Facts = asksForRate(heard) ? { ...heard, rateOnly: true } : heard;
    const named = text.includes(EXAMPLE) ? EXAMPLE : placeIn(normalise(text))?.name;
    return next({ told, answers: [], ...(named ? { named } : {}) }, today);
  }

  /** Asks on, or says what there is to say. */
  function next(state: Omit<EstimateState, 'asking'>, today: string): Turn<EstimateState> {
    const facts = factsOf(state);
    const whereabouts = whereaboutsOf(state.named);
    const outcome = estimate(rules, { facts, whereabouts, today });
    if (outcome.status === 'needs') {
      const reply = ask(outcome.key, facts, state.answers.length > 0);
      return { status: 'asking', reply, state: { ...state, asking: outcome.key } };
    }
    return { status: 'complete', reply: () => replyTo(outcome, facts, whereabouts), effects: [] };
  }

  return defineFlow<EstimateState>({
    name: 'estimate',
    title: '报销试算',
    version: 1,
    confidential: false,
    where: 'anywhere',
    amidst: 'ignore',
    wants({ text, sentAt }) {
      const plain = normalise(text);
      if (holdsPersonalNumbers(text)) return false;
      if (!wantsEstimate(plain, hear(text, chinaDay(sentAt)))) return false;
      return !placeIn(plain)?.abroad;
    },
    begin: ({ message, now }) => begin(message.text, chinaDay(now)),
    advance(state, { message: { text }, now }) {
      const today = chinaDay(now);
      const said = commandOf(text);
      if (holdsPersonalNumbers(text)) return { status: 'unrelated', about: 'this', state };
      if (BACK.test(said)) return next({ ...state, answers: state.answers.slice(0, -1) }, today);
      if (DONT_KNOW.test(said)) return next(withAnswer(state, unknown(state)), today);
      if (looksLikeQuestion(text) && wantsEstimate(normalise(text), hear(text, today))) return begin(text, today);
      const answer = readAnswer(state.asking, text, factsOf(state), today);
      if (answer && !looksLikeQuestion(text)) return next(withAnswer(state, answer), today);
      if (looksLikeQuestion(text) || said.length > LONGEST_ANSWER || /举报|评价|投诉/.test(said))
        return { status: 'unrelated', about: 'this', state };
      const again = prompt(state);
      return { status: 'asking', reply: { ...again, text: `没看懂。${again.text}` }, state };
    },
    prompt,
  });
}

/** Such a message goes to answering, which masks it and says so; its digits are no sums. */
const holdsPersonalNumbers = (text: string): boolean => findPersonalNumbers(text).length > 0;

/** The made-up place, whose rules speak only to who asks for it by name. */
const EXAMPLE = '示例区';

const withAnswer = ({ asking: _, ...state }: EstimateState, answer: Facts) => ({
  ...state,
  answers: [...state.answers, answer],
});

const unknown = (state: EstimateState): Facts => ({ unknown: [...(factsOf(state).unknown ?? []), state.asking] });

/** Later words count: who is asked and answers knows better than the first message. */
function factsOf({ told, answers }: Pick<EstimateState, 'told' | 'answers'>): Facts {
  return Object.assign({}, told, ...answers);
}

function prompt(state: EstimateState): Reply {
  return ask(state.asking, factsOf(state), state.answers.length > 0);
}

function replyTo(outcome: Exclude<Outcome, { status: 'needs' }>, facts: Facts, whereabouts: Whereabouts): Reply {
  const belonging: Belonging = whereabouts.named ? 'named' : whereabouts.home ? 'own' : 'nobody-said';
  switch (outcome.status) {
    case 'estimated':
      return answerOf(outcome.estimates, belonging);
    case 'excluded':
      return excludedReply(outcome);
    case 'missing': {
      const where = whereabouts.named ?? whereabouts.home;
      return missingReply(outcome, where ? `${where}的资料里` : '手里的资料', subjectOf(facts));
    }
  }
}

/** What was asked about, as far as it is known: 居民住院, 外地就医. */
function subjectOf({ scheme, care, cause, elsewhere }: Facts): string {
  const whose = scheme ? vocabulary.scheme[scheme].slice(0, 2) : '';
  const why = cause === 'injury' ? vocabulary.cause.injury : '';
  const what = care ? vocabulary.care[care] : '这类费用';
  return `${elsewhere ? '外地' : ''}${whose}${why}${what}`;
}
