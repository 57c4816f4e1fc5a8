import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { expectRepliesOnce } from '../../support/killed-replies.js';

describe('a process that is killed while staff answer', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-kill-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  // 50 of them run in test/load.
  it.each([1, 2])(
    'has lost no reply that it had acknowledged, and sends none twice: run %s',
    async () => {
      await expectRepliesOnce(folder, 2 + Math.floor(Math.random() * 30));
    },
    60_000,
  );
});
