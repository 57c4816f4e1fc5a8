import { RunnableLambda, RunnableSequence } from '@langchain/core/runnables';
import type { Answer, Answered, Answering, AnswerRequest, Topic } from '../domain/answer.js';
import type { Bureau } from '../domain/bureau.js';
import { normalise } from '../lib/chinese/normalise.js';
import type { KnowledgeBase } from '../retrieval/knowledge-base.js';
import { createRepair } from '../retrieval/question-repair.js';
import type { Judges } from './answerable.js';
import { askMatter } from './ask-back.js';
import type { Boundaries } from './boundaries.js';
import { compose } from './compose.js';
import { type Decision, decide } from './decide.js';
import type { Doubt } from './doubt.js';
import { findInTime } from './find-in-time.js';
import type { Finding } from './fitness.js';
import { breaches } from './guard.js';
import { createGazetteer, type PlacesFile } from './places.js';
import { createStrange } from './strangeness.js';
import { asksPastRule } from './time-named.js';
import { type UnderstandOptions, type Understood, understand } from './understand.js';
import { redirectAnswer, unsureAnswer } from './unsure.js';
import { withVersions } from './versions.js';

export interface AnsweringOptions {
  /** Asked for at each question, so that a new snapshot serves at once. */
  readonly knowledge: () => KnowledgeBase;
  readonly boundaries: Boundaries;
  /** Sentences beside the texts whose words are known, so that nobody takes them for slips of the keyboard. */
  readonly familiar?: readonly string[];
  /** Nothing is doubted where it is absent. */
  readonly doubt?: Doubt;
  readonly places: PlacesFile;
  readonly bureau: Bureau;
  /** The pooling area whose rules are the asker's own, where one is configured. */
  readonly homePlace?: string;
}

interface Walk {
  readonly knowledge: KnowledgeBase;
  readonly understood: Understood;
  /** The question that was searched, which a follow-up takes for its topic. */
  readonly topic: string;
  readonly found: readonly Finding[];
  readonly decision: Decision;
  readonly answer: Answer;
}

/** What a snapshot's questions are read with. */
type Reader = Pick<UnderstandOptions, 'gazetteer' | 'repair'> & { readonly judges: Judges };

type After<Key extends keyof Walk> = Pick<Walk, Key>;

/** From this confidence on the texts hold a question well enough, though it be like those to be declined. 0 to 1. */
const clearlyHeld = 0.35;

function isClear(decision: Decision): boolean {
  return decision.status === 'answer' && decision.passages.some(({ confidence }) => confidence >= clearlyHeld);
}

/** The whole of answering without a model: scope → retrieve → decide → compose → guard, each a runnable. */
export function createAnswering(options: AnsweringOptions): Answering {
  const { boundaries, doubt = () => undefined } = options;
  const readers = new Map<string, Reader>();

  function readerOf(knowledge: KnowledgeBase): Reader {
    const { id, places } = knowledge.info;
    const known = readers.get(id);
    if (known) return known;
    const texts = [...knowledge.wordings(), ...(options.familiar ?? [])].map(normalise);
    const gazetteer = createGazetteer(options.places, places);
    const fresh = { gazetteer, repair: createRepair(texts), judges: { doubt, strange: createStrange(texts) } };
    readers.clear();
    readers.set(id, fresh);
    return fresh;
  }

  const scope = (request: AnswerRequest): After<'knowledge' | 'understood'> => {
    const knowledge = options.knowledge();
    const understood = understand(request, {
      normalise,
      boundaries: boundaries.exact,
      ...readerOf(knowledge),
      ...(options.homePlace ? { homePlace: options.homePlace } : {}),
    });
    return { knowledge, understood };
  };

  const find = async (walk: After<'knowledge' | 'understood'>) => {
    const { boundary, question } = walk.understood;
    if (boundary && !boundary.continues) return { ...walk, found: [], topic: question };
    const answers = (found: readonly Finding[]) =>
      decide(walk.understood, found, readerOf(walk.knowledge).judges).status === 'answer';
    return { ...walk, ...(await findInTime(walk.knowledge, walk.understood, answers)) };
  };

  const choose = (walk: After<'understood' | 'knowledge' | 'found' | 'topic'>) => {
    const { understood, knowledge } = walk;
    const decided = decide(understood, walk.found, readerOf(knowledge).judges);
    const decision =
      decided.status === 'answer'
        ? { ...decided, passages: withVersions(decided.passages, understood, knowledge) }
        : decided;
    if (understood.boundary) return { ...walk, decision };
    const alike = boundaries.alike(understood.question);
    // A call for help is never outweighed; anything else is, by texts that clearly hold the question.
    const boundary = alike?.continues || !isClear(decision) ? alike : undefined;
    return { ...walk, decision, understood: { ...understood, ...(boundary ? { boundary } : {}) } };
  };

  const write = (walk: Omit<Walk, 'answer'>): Walk => ({ ...walk, answer: answerOf(walk, options) });

  const guard = (walk: Walk): Walk => {
    const { answer } = walk;
    if (answer.status !== 'answered' || breaches(answer.text, answer.citations, saidBack(walk.understood)).length === 0)
      return walk;
    return { ...walk, answer: unsureAnswer({ nearest: [], bureau: options.bureau }) };
  };

  const chain = RunnableSequence.from<AnswerRequest, Walk>([
    RunnableLambda.from(scope),
    RunnableLambda.from(find),
    RunnableLambda.from(choose),
    RunnableLambda.from(write),
    RunnableLambda.from(guard),
    RunnableLambda.from(precede),
  ]);

  return {
    async extract(request) {
      const started = performance.now();
      const walk = await chain.invoke(request);
      return answered(walk, performance.now() - started);
    },
  };
}

/** What an answer may say back of the question: its words, the year and the place that it names. */
function saidBack({ year, question, namedPlace, unknownPlace, parts }: Understood): string {
  const named = [namedPlace ?? '', unknownPlace ?? '', year ? `${year}年` : ''];
  return [...named, question, ...parts.map(({ own }) => own)].join('\n');
}

function answerOf(walk: Omit<Walk, 'answer'>, options: AnsweringOptions): Answer {
  const { understood, decision } = walk;
  const { boundary, request } = understood;
  if (boundary && !boundary.continues) return redirectAnswer(boundary);
  const bare = askMatter(understood);
  if (bare) return bare;
  const place = understood.namedPlace ?? options.homePlace;
  const composed =
    decision.status === 'answer'
      ? compose(decision.passages, {
          asOf: request.asOf,
          ...(place ? { place } : {}),
          ...(understood.namedPlace ? { namedPlace: understood.namedPlace } : {}),
          ...(understood.time ? { time: understood.time } : {}),
          pastRule: asksPastRule(understood.question),
          open: decision.open,
          ...(decision.point ? { point: decision.point } : {}),
        })
      : undefined;
  if (!composed)
    return boundary
      ? redirectAnswer(boundary)
      : unsureAnswer({ ...(decision.status === 'abstain' ? decision : { nearest: [] }), bureau: options.bureau });
  return composed;
}

/** A call for help is answered first, then the question in the same message. */
function precede(walk: Walk): Walk {
  const { answer, understood } = walk;
  const { boundary } = understood;
  if (!boundary?.continues || answer.status !== 'answered') return walk;
  return { ...walk, answer: { ...answer, text: `${boundary.text}\n${answer.text}` } };
}

function answered(walk: Walk, milliseconds: number): Answered {
  const { knowledge, answer } = walk;
  return {
    answer,
    topic: topicOf(walk),
    snapshot: knowledge.info.id,
    searched: walk.found.map(({ asked }) => asked).join(' | '),
    milliseconds,
  };
}

/** What the next question may lean on. */
function topicOf({ understood, topic, decision }: Walk): Topic {
  const { namedPlace, unknownPlace, self, request } = understood;
  const place = namedPlace ?? unknownPlace;
  const point = decision.status === 'answer' ? decision.point : undefined;
  const asked = [...(request.previous?.asked ?? []), ...(point ? [point.about] : [])];
  return {
    question: topic,
    ...(place ? { place } : {}),
    ...(Object.keys(self).length > 0 ? { person: self } : {}),
    ...(asked.length > 0 ? { asked } : {}),
  };
}
