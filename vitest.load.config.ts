import { defineConfig } from 'vitest/config';

/** Minutes, not seconds: `npm run test:load`. */
export default defineConfig({
  test: {
    include: ['test/load/**/*.test.ts'],
    globalSetup: ['test/support/workshop.ts'],
    testTimeout: 6 * 3_600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
