import { afterEach, beforeEach, describe, it } from 'vitest';
import { type CanaryHunt, huntCanaries } from '../support/canary-hunt.js';

describe('500 tips and 100 half told', () => {
  let hunt: CanaryHunt;
  beforeEach(() => {
    hunt = huntCanaries();
  });
  afterEach(() => hunt.remove());

  it('leave no canary in database pages, log of writes, output or copies, killed three times on the way and at the end', async () => {
    for (const killAfter of [40, 170, 330]) await hunt.killed({ whole: 500, half: 100, killAfter });
    await hunt.killed({ whole: 500, half: 100, killAfter: 10_000 });
  }, 3_600_000);
});
