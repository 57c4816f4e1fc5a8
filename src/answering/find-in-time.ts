import type { Chunk } from '../domain/passage.js';
import { type Period, standingOn } from '../domain/validity.js';
import type { KnowledgeBase } from '../retrieval/knowledge-base.js';
import { type Found, find } from './find.js';
import { type Finding, ranked } from './fitness.js';
import { asksPast, withoutPastWords, withoutTimeWords } from './time-named.js';
import type { Understood } from './understand.js';

/** A rule of the time asked about is meant only if it is at most this many points behind the best of any time. */
const behind = 2.5;

/** How well the best passage of a finding serves as an answer. */
function best(finding: Finding, understood: Understood): number {
  return ranked(finding, finding.passages, understood)[0]?.fitness ?? Number.NEGATIVE_INFINITY;
}

/** Whether each question is held about as well as where all times were searched. */
function holdsUp(found: readonly Finding[], anyTime: readonly Finding[], understood: Understood): boolean {
  return found.every(
    (finding, part) => best(finding, understood) >= best(anyTime[part] ?? finding, understood) - behind,
  );
}

function onlyThose(found: readonly Finding[], keep: (chunk: Chunk) => boolean): Finding[] {
  return found.map((finding) => ({ ...finding, passages: finding.passages.filter(({ chunk }) => keep(chunk)) }));
}

/** Of what was found at any time, what had ended and fits about as well as the best. */
function endedOf(anyTime: readonly Finding[], understood: Understood): Finding[] {
  const ended = onlyThose(anyTime, (chunk) => standingOn(understood.request.asOf, chunk) === 'ended');
  return ended.map((finding, part) => {
    const least = best(anyTime[part] ?? finding, understood) - behind;
    return best(finding, understood) >= least ? finding : { ...finding, passages: [] };
  });
}

/** 以前 and 2022年 say when, not what: left in, they find whatever calls itself old, and hide what does not name the year. */
function withoutTime(understood: Understood, without: (question: string) => string): Understood {
  const parts = understood.parts.map(({ searched, joint, ...part }) => ({
    ...part,
    searched: without(searched),
    ...(joint === undefined ? {} : { joint: without(joint) }),
  }));
  return { ...understood, parts };
}

type Answers = (found: readonly Finding[]) => boolean;

function onlyHolding(found: readonly Finding[], day: string): boolean {
  return found.every(({ passages }) => passages.every(({ chunk }) => standingOn(day, chunk) === 'holds'));
}

/** What holds today; a rule that is clearly meant and has not begun; where nothing answers, what has ended. */
async function findToday(knowledge: KnowledgeBase, understood: Understood, answers: Answers): Promise<Found> {
  const { asOf } = understood.request;
  const anyTime = await find(knowledge, understood, { asOf, otherTimes: 'include' });
  // Where nothing but what holds today was found, the search for what holds today would find the same.
  if (onlyHolding(anyTime.found, asOf)) return anyTime;
  const current = await find(knowledge, understood, { asOf });
  const unended = onlyThose(anyTime.found, (chunk) => standingOn(asOf, chunk) !== 'ended');
  if (!holdsUp(current.found, unended, understood) && answers(unended)) return { ...anyTime, found: unended };
  return answers(current.found) || !answers(anyTime.found) ? current : anyTime;
}

/** What held at a time; where that is not what is meant, rules of any time, which then say from when they hold. */
async function findThen(
  knowledge: KnowledgeBase,
  understood: Understood,
  { from, to }: Period,
  answers: Answers,
): Promise<Found> {
  const { asOf } = understood.request;
  const anyTime = await find(knowledge, understood, { asOf, otherTimes: 'include' });
  const then = await find(knowledge, understood, { asOf: from, until: to });
  if (holdsUp(then.found, anyTime.found, understood) && answers(then.found)) return then;
  if (answers(anyTime.found)) return anyTime;
  const timeless = withoutTime(understood, withoutTimeWords);
  const rules = await find(knowledge, timeless, { asOf, otherTimes: 'include' });
  const dated = onlyThose(rules.found, ({ effectiveFrom, year }) => effectiveFrom !== undefined && year === undefined);
  return answers(dated) ? { ...then, found: dated } : then;
}

/** What held before; else as today. */
async function findPast(knowledge: KnowledgeBase, understood: Understood, answers: Answers): Promise<Found> {
  const { asOf } = understood.request;
  const timeless = withoutTime(understood, withoutPastWords);
  const anyTime = await find(knowledge, timeless, { asOf, otherTimes: 'include' });
  const ended = endedOf(anyTime.found, understood);
  return answers(ended) ? { ...anyTime, found: ended } : findToday(knowledge, understood, answers);
}

/**
 * Passages that hold at the time the question asks about: today, the date it names, or before (以前最高奖多少). Only where
 * none of them answers may what has ended speak, to be told as such.
 * @param answers whether passages found would answer
 */
export async function findInTime(knowledge: KnowledgeBase, understood: Understood, answers: Answers): Promise<Found> {
  const { time, question, parts } = understood;
  if (time) return findThen(knowledge, understood, time.period, answers);
  // One of several questions may ask for the past: each is then answered as of today, and versions tell what was before.
  const past = asksPast(question) && parts.length === 1;
  return past ? findPast(knowledge, understood, answers) : findToday(knowledge, understood, answers);
}
