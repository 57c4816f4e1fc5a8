import { afterEach, beforeEach, describe, it } from 'vitest';
import { type CanaryHunt, huntCanaries } from '../support/canary-hunt.js';

// The small version of test/load/canaries.test.ts.
describe('a process that is killed while it takes tips with pictures', () => {
  let hunt: CanaryHunt;
  beforeEach(() => {
    hunt = huntCanaries();
  });
  afterEach(() => hunt.remove());

  it('leaves no word of a tip, whole or half told, anywhere but in ciphertext, and loses none it gave a receipt for', async () => {
    await hunt.killed({ whole: 12, half: 3, killAfter: 8 });
    await hunt.killed({ whole: 4, half: 2, killAfter: 100 });
  }, 120_000);
});
