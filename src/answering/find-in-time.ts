import { standingOn } from '../domain/validity.js';
import type { KnowledgeBase } from '../retrieval/knowledge-base.js';
import { type Found, find, type Times } from './find.js';
import type { Finding } from './fitness.js';
import { asksPast, withoutPastWords } from './time-named.js';
import type { Understood } from './understand.js';

/** A rule of the time asked about is meant only if it is at most this many points behind the best of any time. */
const behind = 2.5;

const best = ({ passages }: Finding) => passages[0]?.score ?? Number.NEGATIVE_INFINITY;

/** Whether each question is held about as well as where all times were searched. */
function holdsUp(found: readonly Finding[], anyTime: readonly Finding[]): boolean {
  return found.every((finding, part) => best(finding) >= best(anyTime[part] ?? finding) - behind);
}

/** Of what was found at any time, what had ended and fits about as well as the best. */
function endedOf(anyTime: readonly Finding[], today: string): Finding[] {
  return anyTime.map((finding) => ({
    ...finding,
    passages: finding.passages.filter(
      ({ chunk, score }) => standingOn(today, chunk) === 'ended' && score >= best(finding) - behind,
    ),
  }));
}

/** 以前 and 旧规定 say when, not what: left in, they would find whatever calls itself old. */
function withoutPast(understood: Understood): Understood {
  const parts = understood.parts.map(({ own, searched }) => ({ own, searched: withoutPastWords(searched) }));
  return { ...understood, parts };
}

/**
 * Passages that hold at the time the question asks about: today, the date it names, or before (以前最高奖多少). Only where
 * none of them answers may what has ended or has not begun speak, to be told as such.
 * @param answers whether passages found would answer
 */
export async function findInTime(
  knowledge: KnowledgeBase,
  understood: Understood,
  answers: (found: readonly Finding[]) => boolean,
): Promise<Found> {
  const { request, time, question } = understood;
  const today: Times = { asOf: request.asOf };
  const atAnyTime = () => find(knowledge, understood, { ...today, otherTimes: 'include' });
  // One of several questions may ask for the past: each is then answered as of today, and versions tell what was before.
  const past = asksPast(question) && understood.parts.length === 1;
  if (!time && !past) {
    const current = await find(knowledge, understood, today);
    if (answers(current.found)) return current;
    const anyTime = await atAnyTime();
    return answers(anyTime.found) ? anyTime : current;
  }
  if (time) {
    const anyTime = await atAnyTime();
    const { from, to } = time.period;
    const then = await find(knowledge, understood, { asOf: from, until: to });
    if (holdsUp(then.found, anyTime.found) && answers(then.found)) return then;
    return answers(anyTime.found) ? anyTime : then;
  }
  const anyTime = await find(knowledge, withoutPast(understood), { ...today, otherTimes: 'include' });
  const ended = endedOf(anyTime.found, request.asOf);
  if (answers(ended)) return { ...anyTime, found: ended };
  const current = await find(knowledge, understood, today);
  return answers(current.found) || !answers(anyTime.found) ? current : anyTime;
}
