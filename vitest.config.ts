import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/load/**', '**/node_modules/**'],
    globalSetup: ['test/support/memory-folder.ts', 'test/support/workshop.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'forks',
    // Files share a process and its modules; each keeps to folders and ports of its own, and puts back what it changes.
    isolate: false,
    maxWorkers: '100%',
  },
});
