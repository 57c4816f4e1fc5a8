import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addBankCommands } from '../../src/cli/quiz-bank.js';
import { explain } from '../../src/lib/errors.js';
import { syncBank } from '../../src/services/quiz/bank/sync.js';
import { question } from '../services/quiz/bank/sample.js';
import { createTestConsole, type TestConsole } from '../support/test-console.js';

vi.setConfig({ testTimeout: 30_000 });

let folder: string;
let config: string;

async function looking<Result>(look: (desk: TestConsole) => Promise<Result>): Promise<Result> {
  const desk = await createTestConsole({ folder: join(folder, 'data') });
  try {
    return await look(desk);
  } finally {
    await desk.close();
  }
}
const rows = (table: string) => looking(({ bot }) => bot.rows(table));

/** `yiwen quiz bank …` with what it prints and how it ends. */
async function run(...words: readonly string[]) {
  let [code, said] = [0, ''];
  const printing = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  const program = new Command('yiwen').exitOverride();
  addBankCommands(program.command('quiz'), async (act) => {
    code = await act(config);
  });
  try {
    await program.parseAsync(['node', 'yiwen', 'quiz', 'bank', ...words]);
  } catch (error) {
    [code, said] = [1, said + explain(error)];
  } finally {
    printing.mockRestore();
  }
  return { code, said };
}

const section = (text: string) =>
  `---\ntitle: 举报奖励办法\nkind: digest\nplace: 全国\nscheme: both\ncertainty: A\neffectiveFrom: 2023-01-01\n---\n# 举报奖励办法\n\n## 奖励多少\n${text}\n`;
const shippedQuestion = `topic: reporting
questions:
  - id: reporting-001
    kind: single
    question: 举报奖励最高是多少？
    options: [10万元, 20万元]
    answer: B
    explanation: 最高20万元。
    cites: {path: national/rewards.md, heading: 奖励多少, quote: 举报奖励最高二十万元}
`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yiwen-quiz-bank-'));
  for (const name of ['data', 'knowledge/national', 'knowledge/quiz'])
    mkdirSync(join(folder, name), { recursive: true });
  config = join(folder, 'yiwen.config.yaml');
  writeFileSync(config, 'dataFolder: ./data\nknowledgeFolders:\n  - ./knowledge\n');
  writeFileSync(join(folder, 'knowledge/national/rewards.md'), section('举报奖励最高二十万元。'));
  writeFileSync(join(folder, 'knowledge/quiz/reporting.yaml'), shippedQuestion);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('yiwen quiz bank check', () => {
  it('says that all is proven, or where it is not, in file, question and remedy', async () => {
    expect(await run('check')).toEqual({ code: 0, said: '检查完毕，1 题都有依据。\n' });
    writeFileSync(join(folder, 'knowledge/national/rewards.md'), section('举报奖励最高五十万元。'));
    expect((await run('check')).code).toBe(1);
    writeFileSync(
      join(folder, 'knowledge/quiz/reporting.yaml'),
      `${shippedQuestion}  - {id: reporting-002, kind: single}\n`,
    );
    const { said } = await run('check');
    expect(said).toContain('✗ quiz/reporting.yaml reporting-002：question：没有写题干');
    expect(JSON.parse((await run('check', '--json')).said)).toContainEqual(
      expect.objectContaining({ id: 'reporting-002', code: 'quiz.malformed' }),
    );
  });
});

describe('yiwen quiz bank import', () => {
  const file = () => join(folder, 'questions.gift');
  const secret = () => join(folder, 'password');
  const hire = (login: string, role: 'quiz-editor' | 'quiz-reviewer') =>
    looking(async (desk) => {
      const { password } = await desk.hire(login, [role]);
      writeFileSync(secret(), password, { mode: 0o600 });
    });

  it('tries a file without signing in, and writes nothing of one with a fault in it', async () => {
    writeFileSync(file(), '第一题？{=甲 ~乙}\n\n坏的{=甲');
    const tried = await run('import', file(), '--dry-run', '--topic', '举报奖励');
    expect(tried.code).toBe(1);
    for (const part of ['第1行 新增 第一题？', '第3行 看不懂', '大括号没有合上', '新增 1 题', '没有写入'])
      expect(tried.said).toContain(part);
    expect((await run('import', file(), '--topic', 'reporting', '--as', 'wang')).said).toContain('一题也没有写入');
    expect(await rows('quiz_questions')).toEqual([]);
  });

  it('imports as a member of staff who may edit, and only then', async () => {
    writeFileSync(file(), '第一题？{=甲 ~乙}\n\n坏的{=甲');
    const words = ['import', file(), '--topic', 'reporting', '--take-good', '--password-file', secret()];
    await hire('li', 'quiz-reviewer');
    expect((await run(...words)).said).toContain('没有写以谁的名义');
    expect((await run(...words, '--as', 'li')).said).toContain('您没有编辑题库的权限');
    await hire('wang', 'quiz-editor');
    expect(await run(...words, '--as', 'wang')).toMatchObject({ code: 0, said: expect.stringContaining('已写入') });
    expect(await rows('quiz_questions')).toMatchObject([{ author: 'wang', state: 'draft' }]);
    expect((await rows('audit')).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['quiz.import-denied', 'quiz.imported']),
    );
  });

  it('says what is wrong with a path, a topic and a file that holds no questions', async () => {
    expect((await run('import', join(folder, 'none'))).said).toContain('没有文件');
    writeFileSync(file(), '今天开会。');
    expect((await run('import', file(), '--topic', '天气')).said).toContain('没有专题 天气');
    expect((await run('import', file(), '--dry-run')).said).toContain('没有认出');
  });
});

describe('yiwen quiz bank export', () => {
  it('writes a new file that the import knows again, overwrites none, and names what it could not hold', async () => {
    await looking(({ bot }) =>
      bot.store.transaction((tx) =>
        syncBank(
          tx,
          [question(), question({ id: 'reporting-002', kind: 'multiple', answer: [0, 1] })],
          bot.clock.now(),
        ),
      ),
    );
    const out = join(folder, 'out.txt');
    const { code, said } = await run('export', '--format', 'aiken', '--out', out);
    expect([code, said]).toEqual([0, `没有导出 reporting-002：Aiken 没有多选\n已导出 1 题：${out}\n`]);
    expect(readFileSync(out, 'utf8')).toContain('ANSWER: B');
    expect((await run('import', out, '--dry-run')).said).toContain('没有变化 1 题');
    expect((await run('export', '--format', 'gift', '--out', out)).said).toContain('不会覆盖');
    const other = join(folder, 'other');
    expect((await run('export', '--format', 'word', '--out', other)).said).toContain('不会 word 格式');
    expect(existsSync(other)).toBe(false);
  });
});
