import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addVerifyCommand } from '../../src/cli/quiz-verify.js';
import { randomDraw } from '../support/draws.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yiwen-verify-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function run(file: unknown, ...more: string[]) {
  const path = join(folder, 'draw.json');
  writeFileSync(path, JSON.stringify(file));
  let [out, code] = ['', -1];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  const quiz = new Command('quiz').exitOverride();
  addVerifyCommand(quiz, async (work) => {
    code = await work(undefined);
  });
  await quiz.parseAsync(['verify', path, ...more], { from: 'user' });
  return { out, code };
}

describe('yiwen quiz verify', () => {
  it('finds a published file right and says where a code stands', async () => {
    const file = randomDraw(7, 40);
    const { out, code } = await run(file, '--code', (file.winners[0]?.code ?? '').toLowerCase());
    expect(code).toBe(0);
    expect(out).toContain('全部相符');
    expect(out).toContain('第1名，中了一等奖');
  });

  it('ends with 1 for a file that was changed, or is none', async () => {
    const file = randomDraw(7, 40);
    const changed = await run({ ...file, entrants: file.entrants.slice(1) });
    expect(changed.code).toBe(1);
    expect(changed.out).toContain('[不符] 入围名单和冻结时');
    expect((await run({})).code).toBe(1);
  });

  it('says what a code looks like, and that a file cannot be read', async () => {
    await expect(run(randomDraw(7, 4), '--code', '你好')).rejects.toMatchObject({ code: 'quiz.invalid-code' });
  });
});
