/** Lets one party's messages be handled one after another, and different parties' side by side. */
export interface Turns {
  take<Result>(party: string, task: () => Promise<Result>): Promise<Result>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function createTurns(): Turns {
  const lastOf = new Map<string, Promise<unknown>>();
  return {
    take(party, task) {
      const previous = lastOf.get(party) ?? Promise.resolve();
      const current = previous.then(task, task);
      lastOf.set(party, current);
      const forget = (): void => {
        if (lastOf.get(party) === current) lastOf.delete(party);
      };
      current.then(forget, forget);
      return current;
    },
    async idle() {
      while (lastOf.size > 0) await Promise.allSettled(lastOf.values());
    },
  };
}
