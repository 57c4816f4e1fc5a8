import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { putAttempt, putQuestions, questionRow } from '../services/quiz/rows.js';
import { runCommand } from '../support/command.js';
import { testClock } from '../support/test-assistant.js';
import { createTestConsole, type TestConsole } from '../support/test-console.js';

vi.setConfig({ testTimeout: 120_000 });

const example = new URL('../../docs/staff/quiz-plan.example.yaml', import.meta.url);
let folder: string;
const environment = () => ({ environment: { YIWEN_DATA: folder, YIWEN_LOG_LEVEL: 'silent' } });
const run = (...words: string[]) => runCommand(['quiz', ...words], environment());
const as = (login: string) => ['--as', login, '--password-file', join(folder, `${login}.password`)];

async function looking<Result>(look: (desk: TestConsole) => Promise<Result>): Promise<Result> {
  const desk = await createTestConsole({ folder, clock: testClock(new Date().toISOString()) });
  try {
    return await look(desk);
  } finally {
    await desk.close();
  }
}

/** The example with its days in the years to come: the command line goes by the machine's own clock. */
const planFile = () => {
  const year = new Date().getFullYear() + 1;
  const file = join(folder, 'plan.yaml');
  writeFileSync(file, readFileSync(example, 'utf8').replaceAll('2026-', `${year}-`));
  return file;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiwen-quiz-'));
  await looking(async (desk) => {
    for (const [login, role] of [
      ['bian', 'quiz-editor'],
      ['shen', 'quiz-reviewer'],
      ['tong', 'analyst'],
    ] as const) {
      const { password } = await desk.hire(login, [role]);
      const file = join(folder, `${login}.password`);
      writeFileSync(file, `${password}\n`);
      chmodSync(file, 0o600);
    }
    const topics = ['fund-supervision', 'reporting', 'benefits'] as const;
    await putQuestions(
      desk.bot.store,
      topics.flatMap((topic) =>
        Array.from({ length: 6 }, (_, at) =>
          questionRow(`${topic}-00${at + 1}`, { topic, difficulty: at === 0 ? 'hard' : 'easy' }),
        ),
      ),
    );
  });
}, 60_000);
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('yiwen quiz', () => {
  it('takes a campaign from its plan to its end, each step by whose it is', async () => {
    expect((await run('campaigns')).stdout).toContain('还没有场次');
    const made = await run('new', planFile(), ...as('bian'));
    expect([made.code, made.stderr]).toEqual([0, '']);
    const number = /QZ\d{4}-01/.exec(made.stdout)?.[0] ?? '';
    expect((await run('review', number, ...as('bian'))).stderr).toContain('quiz.denied');
    expect((await run('change', number, planFile(), ...as('bian'))).stdout).toContain('已改');
    expect((await run('review', number, ...as('shen'))).stdout).toContain('审核通过');
    expect((await run('open', number, ...as('shen'))).stdout).toContain('已开放');
    expect((await run('campaigns')).stdout).toMatch(new RegExp(`${number} {2}进行中`));
    const day = `${new Date().getFullYear()}-06-01`;
    const questions = ['fund-supervision-001', 'reporting-001'];
    await looking((desk) =>
      putAttempt(desk.bot.store, { campaign: number, person: 'A', day, questions, right: [false, true] }),
    );
    const reason = ['--reason', '答案与新规定不一致'];
    const taken = await run('withdraw', number, 'fund-supervision-001', ...reason, ...as('shen'));
    expect(taken.stdout).toContain('1 人的最好成绩有变化');
    const shown = await run('show', number);
    expect(shown.stdout).toContain('参与 1 人次、1 人，完成率 100%');
    expect(shown.stdout).toContain('答案与新规定不一致');
    expect((await run('close', number, ...as('shen'))).stdout).toContain('已结束答题');
    const order = ['--from', day, '--to', day, '--reason', '报送竞答情况', ...as('tong')];
    for (const [sheet, said] of [
      ['quiz', '参与者代码'],
      ['quiz-items', '区分度'],
    ] as const) {
      const out = join(folder, `${sheet}.csv`);
      const { code, stderr } = await runCommand([sheet, 'export', '--out', out, ...order], environment());
      expect([code, stderr, existsSync(out)]).toEqual([0, '', true]);
      expect(readFileSync(out, 'utf8')).toContain(said);
    }
    expect(readFileSync(join(folder, 'quiz.csv'), 'utf8')).toContain(number);
  });

  it('says by line what is wrong with a plan, and asks for no password before', async () => {
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, readFileSync(example, 'utf8').replace('attemptsPerDay: 3', 'attemptsPerDay: 很多'));
    const { code, stderr } = await run('new', file, '--as', 'bian');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/bad\.yaml 第 \d+ 行 attemptsPerDay：应是1至20的整数/)]);
    expect((await run('new', join(folder, 'none.yaml'), ...as('bian'))).stderr).toContain('没有文件');
    expect((await run('show', 'QZ2026-99')).stderr).toContain('没有编号是 QZ2026-99 的场次');
  });
});
