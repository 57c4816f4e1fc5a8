import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../src/chat/limit.js';

describe('the limit', () => {
  it('agrees with counting the allowed messages of the last minute', () => {
    const steps = fc.array(fc.record({ sender: fc.constantFrom('a', 'b'), wait: fc.integer({ min: 0, max: 20_000 }) }));
    fc.assert(
      fc.property(steps, (messages) => {
        const limiter = createLimiter({ messages: 3, withinMs: 60_000 });
        const allowed: { sender: string; time: number }[] = [];
        let time = 0;
        for (const { sender, wait } of messages) {
          time += wait;
          const recent = allowed.filter((seen) => seen.sender === sender && seen.time > time - 60_000).length;
          expect(limiter.allow(sender, new Date(time))).toBe(recent < 3);
          if (recent < 3) allowed.push({ sender, time });
        }
      }),
    );
  });
});
