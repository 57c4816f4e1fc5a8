import type { AnswerRequest } from '../domain/answer.js';
import type { Scope } from '../domain/passage.js';
import type { Person } from '../domain/person.js';
import type { Repair } from '../retrieval/question-repair.js';
import type { Boundary } from './boundaries.js';
import { declared, personIn } from './person.js';
import type { Gazetteer } from './places.js';
import { type Completed, completed, withSpokenDigits } from './rewrite.js';
import { type Part, splitQuestion } from './split.js';
import { type TimeNamed, timeNamed } from './time-named.js';

/** The place of rules that hold everywhere, as documents name it. */
export const NATIONAL = '全国';

/** What a question asks for, before anything is searched. */
export interface Understood {
  readonly request: AnswerRequest;
  /** The normalised question. */
  readonly question: string;
  /** One or more questions in it, at most three, as they are searched: the place is left to the scope. */
  readonly parts: readonly Part[];
  readonly scope: Scope;
  /** The question together with the one that it leans on. */
  readonly together?: Completed;
  /** Whom it is asked for: what the question names, or what the person said before. */
  readonly person: Person;
  /** What the person has said of themselves so far. */
  readonly self: Person;
  /** A place asked about of which the texts hold no rules of their own. */
  readonly unknownPlace?: string;
  /** The place the question (or its caller) names and the texts know; 全国 when national rules are asked for. */
  readonly namedPlace?: string;
  /** The year the question names. */
  readonly year?: number;
  /** The time it asks about, where its words name one; otherwise it asks about today. */
  readonly time?: TimeNamed;
  readonly boundary?: Boundary;
}

export interface UnderstandOptions {
  readonly normalise: (text: string) => string;
  readonly boundaries: (text: string) => Boundary | undefined;
  /** Puts slips of the keyboard right; as they are where it is absent. */
  readonly repair?: Repair;
  readonly gazetteer: Gazetteer;
  readonly homePlace?: string;
}

interface NamedPlaces {
  readonly known?: string;
  readonly unknown?: string;
  /** How the question says the place, which the search leaves out: the scope holds it. */
  readonly said?: string;
  /** What the places tell about the matter: people of one family in two provinces, somebody who goes elsewhere. */
  readonly hint?: string;
}

const asksNational = /国家(规定|政策|标准|层面)|全国(规定|统一)|国家是?怎么/;

/** The place whose rules are asked for: one that the caller gives, one that the question names, or 全国. */
function placesNamed(question: string, given: string | undefined, gazetteer: Gazetteer): NamedPlaces {
  const mentions = gazetteer.mentions(given ?? question);
  const provinces = new Set(mentions.flatMap(({ province }) => province ?? []));
  const hint = provinces.size > 1 ? '跨省' : undefined;
  const mention = mentions.find(({ indexed }) => indexed !== undefined);
  if (mention?.indexed !== undefined) return { known: mention.indexed, said: mention.said, ...(hint ? { hint } : {}) };
  const unknown = mentions.find((mention) => mention.role === 'asked')?.said ?? given;
  if (unknown !== undefined) return { unknown };
  if (hint !== undefined) return { hint };
  return asksNational.test(question) ? { known: NATIONAL } : {};
}

/** 浙江居民医保啥时候交 → 居民医保啥时候交; a question that is nothing but its place stays as it is. */
function withoutPlace(question: string, said: string | undefined): string {
  const rest = said === undefined ? question : question.replace(said, ' ').trim();
  return rest.length >= 2 ? rest : question;
}

/** Normalises, names place, person and year, splits several questions, and says when the question is for others. */
export function understand(request: AnswerRequest, options: UnderstandOptions): Understood {
  const { repair = (text: string) => text } = options;
  const typed = withSpokenDigits(options.normalise(request.question));
  const question = repair(typed);
  const boundary = options.boundaries(typed) ?? options.boundaries(question);
  const own = placesNamed(question, request.place, options.gazetteer);
  const together = completed(question, request.previous, own.said ?? own.unknown);
  const { known, unknown, said, hint } = inherited(own, together, request, options.gazetteer);
  const place = known ?? (unknown === undefined ? options.homePlace : undefined);
  const self = { ...request.previous?.person, ...declared(question) };
  const person = { ...self, ...personIn(question) };
  const time = timeNamed(question, request.asOf);
  return {
    request,
    question,
    parts: splitQuestion([withoutPlace(question, said), hint ?? ''].join(' ').trim()),
    scope: {
      ...(place && place !== NATIONAL ? { place } : {}),
      ...(person.scheme ? { scheme: person.scheme } : {}),
    },
    person,
    self,
    ...(together ? { together } : {}),
    ...(known ? { namedPlace: known } : {}),
    ...(unknown ? { unknownPlace: unknown } : {}),
    ...(time?.year ? { year: time.year } : {}),
    ...(time ? { time } : {}),
    ...(boundary ? { boundary } : {}),
  };
}

/** 那居民的呢 is still asked of the place that the question before named. */
function inherited(
  own: NamedPlaces,
  together: Completed | undefined,
  { previous }: AnswerRequest,
  gazetteer: Gazetteer,
): NamedPlaces {
  const named = own.known ?? own.unknown ?? own.hint;
  if (named !== undefined || !together?.leaning || previous?.place === undefined) return own;
  return previous.place === NATIONAL ? { known: NATIONAL } : placesNamed('', previous.place, gazetteer);
}
