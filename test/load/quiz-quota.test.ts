import { describe, it } from 'vitest';
import { expectQuotaHolds } from '../support/quiz-quota.js';

describe('1,000 people who begin while the day changes', () => {
  it('get no attempt beyond those of the day', async () => {
    await expectQuotaHolds(1_000);
  }, 600_000);
});
