import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/load/**', '**/node_modules/**'],
    globalSetup: ['test/support/memory-folder.ts', 'test/support/workshop.ts'],
    // For what hangs: on a busy machine a second takes ten.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Files share a process and its modules; each keeps to folders and ports of its own, and puts back what it changes.
    isolate: false,
    maxWorkers: '100%',
  },
});
