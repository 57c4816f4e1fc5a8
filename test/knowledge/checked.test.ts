import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { checkKnowledge } from '../../src/ingestion/check/check-knowledge.js';

it('the shipped knowledge passes its own check without an error, with five warnings at most', async () => {
  const findings = await checkKnowledge({
    paths: [resolve(import.meta.dirname, '../../knowledge')],
    cacheFolder: join(tmpdir(), 'yiwen-no-cache'),
  });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(findings.length).toBeLessThanOrEqual(5);
});
