import { type Boundaries, createBoundaries } from '../answering/boundaries.js';
import { createDoubt } from '../answering/doubt.js';
import { createAnswering } from '../answering/pipeline.js';
import { bareName } from '../answering/places.js';
import type { Answering } from '../domain/answer.js';
import { normalise } from '../lib/chinese/normalise.js';
import type { Log } from '../lib/log.js';
import type { KnowledgeBase } from '../retrieval/knowledge-base.js';
import type { Config } from './config.js';
import type { KnowledgeData } from './knowledge-data.js';
import { learntShelf } from './learnt-shelf.js';
import { modelWork } from './model-work.js';

export interface ConfiguredAnswering {
  readonly answering: Answering;
  /** What to say first to a call for help, wherever in a conversation it comes. */
  readonly emergency: (text: string) => string | undefined;
}

/** Answering as the configuration wants it, over any knowledge. */
export async function configuredAnswering(
  config: Config,
  data: KnowledgeData,
  knowledge: () => KnowledgeBase,
  log?: Log,
): Promise<ConfiguredAnswering> {
  const shelf = learntShelf(config);
  const boundaries = createBoundaries(data.boundaries, data.boundaryExamples, shelf);
  const doubt = createDoubt(data.boundaries, data.boundaryExamples, () => knowledge().asks(), shelf);
  const answering = createAnswering({
    knowledge,
    boundaries,
    doubt,
    familiar: familiarOf(data),
    places: data.places,
    bureau: config.bureau,
    ...(config.homePlace ? { homePlace: config.homePlace } : {}),
  });
  const modelled = await modelWork(config, data.places, log);
  return { answering: { ...answering, ...modelled }, emergency: emergencyOf(boundaries) };
}

/** What people say beside what the texts hold, and how places are called. */
export function familiarOf({ boundaryExamples, places }: KnowledgeData): string[] {
  const { rules, genuine, notHeld } = boundaryExamples;
  const named = places.provinces.flatMap(({ name, short, cities, counties }) => [
    name,
    ...short,
    ...cities,
    ...counties,
  ]);
  const bare = [...named, ...places.abroad].map(bareName);
  return [...rules.flatMap(({ examples }) => examples), ...genuine, ...notHeld, ...named, ...bare, ...bare];
}

function emergencyOf(boundaries: Boundaries): ConfiguredAnswering['emergency'] {
  return (text) => {
    const question = normalise(text);
    const boundary = boundaries.exact(question) ?? boundaries.alike(question);
    return boundary?.continues ? boundary.text : undefined;
  };
}
