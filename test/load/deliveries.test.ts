import { describe, it } from 'vitest';
import { expectOneTip } from '../support/deliveries.js';

describe('one message', () => {
  it('that comes 50 times to 20 processes at once leaves one tip, and each says the same receipt', async () => {
    await expectOneTip(20, 50);
  });
});
