import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { expectRepliesOnce } from '../support/killed-replies.js';

const runs = Array.from({ length: 50 }, (_, at) => at + 1);

describe('a process that is killed 50 times while staff answer', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-kill-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(runs)(
    'loses no acknowledged reply and sends none twice: run %s',
    async () => {
      await expectRepliesOnce(folder, 1 + Math.floor(Math.random() * 36));
    },
    120_000,
  );
});
