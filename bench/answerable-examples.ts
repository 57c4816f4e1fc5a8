/** Labelled questions as the features by which a passage is held to answer them. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { answerableFeatures, featuresOf, type Judges } from '../src/answering/answerable.js';
import { createBoundaries } from '../src/answering/boundaries.js';
import { createDoubt } from '../src/answering/doubt.js';
import { find } from '../src/answering/find.js';
import { type Finding, ranked } from '../src/answering/fitness.js';
import { noShelf } from '../src/answering/likeness.js';
import { createGazetteer } from '../src/answering/places.js';
import { createStrange } from '../src/answering/strangeness.js';
import { type Understood, understand } from '../src/answering/understand.js';
import { loadConfig } from '../src/app/config.js';
import { familiarOf } from '../src/app/configured-answering.js';
import { readKnowledgeData } from '../src/app/knowledge-data.js';
import { openAnswering } from '../src/app/open-answering.js';
import type { AnswerRequest, Topic } from '../src/domain/answer.js';
import { conversationOf, mustRefuse, parseQuestionSet, type QuestionRow } from '../src/evaluation/question-set.js';
import { normalise } from '../src/lib/chinese/normalise.js';
import { chinaDay, systemClock } from '../src/lib/clock.js';
import { createRepair } from '../src/retrieval/question-repair.js';

/** A right passage this far down is not what the bot would say. */
const AMONG = 3;
/** `notHeld` questions are judged by what was learnt from the others. */
const FOLDS = 4;

export interface Example {
  /** The set it is from: its author. */
  readonly author: string;
  readonly name: string;
  readonly features: readonly number[];
  readonly right: boolean;
}

export interface Examples {
  readonly examples: readonly Example[];
  /** Questions that must not be answered and never come to a passage, by author. */
  readonly declined: readonly string[];
}

/** Every question of the sets, and those of `notHeld` under the author `notHeld`. */
export async function readExamples(paths: readonly string[]): Promise<Examples> {
  const config = loadConfig({});
  const asOf = chinaDay(systemClock.now());
  const { answering, library } = await openAnswering({ config, warn: console.error, build: 'stale' });
  const data = await readKnowledgeData(config);
  const { boundaries: rules, boundaryExamples } = data;
  const knowledge = library.current();
  const texts = [...knowledge.wordings(), ...familiarOf(data)].map(normalise);
  const reading = {
    normalise,
    boundaries: createBoundaries(rules, boundaryExamples).exact,
    gazetteer: createGazetteer(data.places, knowledge.info.places),
    repair: createRepair(texts),
  };
  const strange = createStrange(texts);
  const judging = (notHeld: readonly string[]): Judges => ({
    strange,
    doubt: createDoubt(rules, { ...boundaryExamples, notHeld: [...notHeld] }, () => knowledge.asks(), noShelf),
  });
  const examples: Example[] = [];
  const declined: string[] = [];

  /** `facts`: what a right passage carries; undefined where none is right. */
  async function add(author: string, name: string, request: AnswerRequest, judges: Judges, facts?: readonly string[]) {
    const understood: Understood = understand(request, reading);
    const left = (understood.boundary && !understood.boundary.continues) || understood.unknownPlace !== undefined;
    const { found } = left ? { found: [] as readonly Finding[] } : await find(knowledge, understood, { asOf });
    const before = examples.length;
    for (const finding of facts ? found : found.slice(0, 1)) {
      const best = ranked(finding, finding.passages, understood).slice(0, AMONG);
      const passages = best.map(({ passage }) => passage);
      const passage = facts
        ? passages.find(({ chunk }) => chunk.facts.some((fact) => facts.includes(fact)))
        : passages[0];
      const features = passage && featuresOf(finding, passage, judges);
      if (features)
        examples.push({
          author,
          name: `${name} ${finding.own}`,
          features: answerableFeatures.map((feature) => features[feature]),
          right: facts !== undefined,
        });
    }
    if (facts === undefined && examples.length === before) declined.push(author);
  }

  const judges = judging(boundaryExamples.notHeld);
  const topics = new Map<string, Topic>();
  for (const path of paths)
    for (const row of parseQuestionSet(readFileSync(path, 'utf8'))) {
      const conversation = `${path} ${conversationOf(row)}`;
      const previous = topics.get(conversation);
      const request = { question: row.question, asOf, ...(previous ? { previous } : {}) };
      topics.set(conversation, (await answering.extract(request)).topic);
      await add(basename(path), row.id, request, judges, factsOf(row));
    }
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const of = (within: boolean) => boundaryExamples.notHeld.filter((_, at) => (at % FOLDS === fold) === within);
    const others = judging(of(false));
    for (const question of of(true)) await add('notHeld', '', { question, asOf }, others);
  }
  await library.close();
  return { examples, declined };
}

const factsOf = (row: QuestionRow) => (mustRefuse(row) ? undefined : row.facts);
