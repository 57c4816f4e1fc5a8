import { percentile } from './figures.js';

export interface Timing {
  readonly questions: number;
  readonly perSecond: number;
  /** Milliseconds a question, by nearest rank. */
  readonly p50: number;
  readonly p99: number;
}

export function timingOf(milliseconds: readonly number[]): Timing {
  const total = milliseconds.reduce((sum, taken) => sum + taken, 0);
  return {
    questions: milliseconds.length,
    perSecond: (1_000 * milliseconds.length) / total,
    p50: percentile(milliseconds, 0.5),
    p99: percentile(milliseconds, 0.99),
  };
}

/** Milliseconds that each question took. An engine that answers at once is not made to wait for a promise. */
export async function timesOf(
  questions: readonly string[],
  ask: (question: string) => unknown,
  withinSeconds = Number.POSITIVE_INFINITY,
): Promise<number[]> {
  const end = performance.now() + withinSeconds * 1_000;
  const times: number[] = [];
  for (const question of questions) {
    if (performance.now() > end) break;
    const started = performance.now();
    const answer = ask(question);
    if (answer instanceof Promise) await answer;
    times.push(performance.now() - started);
  }
  return times;
}
