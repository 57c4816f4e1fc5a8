/** Work that follows one after the other within a lane; lanes run beside each other. */
export interface Lanes {
  run<T>(lane: string, work: () => Promise<T>): Promise<T>;
  /** Resolves once no work is under way. */
  idle(): Promise<void>;
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(lane, work) {
      const before = tails.get(lane) ?? Promise.resolve();
      const result = before.then(work);
      const tail: Promise<unknown> = result.catch(() => {}).then(() => tails.get(lane) === tail && tails.delete(lane));
      tails.set(lane, tail);
      return result;
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
