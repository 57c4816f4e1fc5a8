import { defineConfig } from 'vitest/config';

/** Long runs over many rows: `npm run test:load`. */
export default defineConfig({
  test: { include: ['test/load/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false },
});
