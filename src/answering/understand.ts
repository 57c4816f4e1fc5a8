import type { AnswerRequest } from '../domain/answer.js';
import type { Scope } from '../domain/passage.js';
import type { Boundary } from './boundaries.js';
import type { Gazetteer } from './places.js';
import { withSpokenDigits } from './rewrite.js';
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
  readonly gazetteer: Gazetteer;
  readonly homePlace?: string;
}

const employee = /职工医保|职工基本医保|城镇职工|单位职工医保/;
const resident = /居民医保|城乡居民|新农合|农合|居民基本医保/;

function schemeNamed(question: string): Scope['scheme'] {
  const one = employee.test(question);
  const other = resident.test(question);
  if (one === other) return undefined;
  return one ? 'employee' : 'resident';
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
  const national = asksNational.exec(question)?.[0];
  return national === undefined ? {} : { known: NATIONAL, said: national };
}

/** 浙江居民医保啥时候交 → 居民医保啥时候交; a question that is nothing but its place stays as it is. */
function withoutPlace(question: string, said: string | undefined): string {
  const rest = said === undefined ? question : question.replace(said, ' ').trim();
  return rest.length >= 2 ? rest : question;
}

/** Normalises, names place, scheme and year, splits several questions, and says when the question is for others. */
export function understand(request: AnswerRequest, options: UnderstandOptions): Understood {
  const question = withSpokenDigits(options.normalise(request.question));
  const boundary = options.boundaries(question);
  const { known, unknown, said, hint } = placesNamed(question, request.place, options.gazetteer);
  const place = known ?? (unknown === undefined ? options.homePlace : undefined);
  const scheme = schemeNamed(question);
  const time = timeNamed(question, request.asOf);
  return {
    request,
    question,
    parts: splitQuestion([withoutPlace(question, said), hint ?? ''].join(' ').trim()),
    scope: { ...(place && place !== NATIONAL ? { place } : {}), ...(scheme ? { scheme } : {}) },
    ...(known ? { namedPlace: known } : {}),
    ...(unknown ? { unknownPlace: unknown } : {}),
    ...(time?.year ? { year: time.year } : {}),
    ...(time ? { time } : {}),
    ...(boundary ? { boundary } : {}),
  };
}
