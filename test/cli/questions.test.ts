import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeStub } from '../../src/cli/questions.js';
import { type Ended, runCommand } from '../support/command.js';

const rule =
  '---\ntitle: 门诊办法\nplace: 全国\n---\n# 门诊办法\n\n## 退休人员门诊限额\n退休人员普通门诊年度限额为910元。\n';

const said = [
  ['甲', '人工耳蜗处理器更换最多赔几台'],
  ['乙', '人工耳蜗更换处理器赔几台'],
  ['丙', '人工耳蜗处理器更换最多赔几台'],
  ['丙', '我的手机 13812345678 火星移民补贴怎么领'],
  ['丁', '退休人员普通门诊年度限额多少'],
  ['丁', '没用'],
  ['戊', '退休人员普通门诊年度限额多少'],
  ['戊', '有用'],
] as const;

describe('yiwen questions', { timeout: 60_000 }, () => {
  let folder: string;
  let run: (words: readonly string[], input?: string) => Promise<Ended>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-questions-'));
    mkdirSync(join(folder, 'texts'));
    writeFileSync(join(folder, 'texts/rule.md'), rule);
    const environment = { YIWEN_DATA: join(folder, 'data'), YIWEN_KNOWLEDGE: join(folder, 'texts') };
    run = (words, input) => runCommand(words, { environment, folder, ...(input ? { input } : {}) });
    const lines = said.map(([sender, text], at) => `${JSON.stringify({ id: `m${at}`, sender, text })}\n`);
    expect((await run(['chat', '--jsonl'], lines.join(''))).code).toBe(0);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const clusters = async (...words: string[]) => {
    const { stdout } = await run(['questions', 'unanswered', '--json', ...words]);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  };

  it('lists what was not known and what was no use, alike ones together, the most asked first', async () => {
    expect(await clusters()).toMatchObject([
      { representative: '人工耳蜗处理器更换最多赔几台', count: 3, unsure: 3, useless: 0 },
      expect.anything(),
      expect.anything(),
    ]);
    expect(await clusters()).toContainEqual(
      expect.objectContaining({ representative: '退休人员普通门诊年度限额多少', count: 1, unsure: 0, useless: 1 }),
    );
  });

  it('says so in lines that staff can read, with the id to write a page for and personal numbers masked', async () => {
    const { code, stdout } = await run(['questions', 'unanswered', '--from', '2020-01-01']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^[0-9a-f]{8} {2}3 次 {2}人工耳蜗处理器更换最多赔几台（没答上 3，2 种说法，最近 \d{4}-\d\d-\d\d）$/m,
    );
    expect(stdout).toContain('138****5678');
    expect(stdout).not.toContain('13812345678');
  });

  it('writes a page for a cluster, which indexing names and leaves out until it is filled in', async () => {
    const [{ id }] = await clusters();
    const out = join(folder, 'texts/stub.md');
    expect((await run(['questions', 'stub', id, '--place', '浙江省', '--out', out])).code).toBe(0);
    const index = await run(['index']);
    expect([index.code, index.stdout]).toEqual([
      0,
      expect.stringMatching(/stub\.md：.*knowledge\.unfinished[\s\S]*待补 1/),
    ]);
    const ask = async () => JSON.parse((await run(['ask', '--json', '人工耳蜗更换处理器赔几台'])).stdout);
    expect((await ask()).status).toBe('unsure');
    const filled = readFileSync(out, 'utf8')
      .replace(/^【待补】第一句.*$/m, '人工耳蜗处理器更换最多赔1台。')
      .replaceAll('【待补】', '')
      .replace('source:', 'source: 样例办法')
      .replace('certainty:', 'certainty: A')
      .replace(/^(documentNumber|published|effectiveFrom):\n/gm, '');
    writeFileSync(out, filled);
    await run(['index']);
    expect(await ask()).toMatchObject({ status: 'answered', text: expect.stringContaining('最多赔1台') });
  });

  it('never writes over a page, and says what it does not know', async () => {
    const out = join(folder, 'mine.md');
    writeFileSync(out, 'mine');
    const config = join(folder, 'yiwen.config.yaml');
    writeFileSync(config, 'dataFolder: data\nknowledgeFolders: texts\n');
    const refusal = (named: string, place: string, file: string) =>
      writeStub({ config, named, place, out: file }).then(
        () => 'written',
        ({ code }: { code: string }) => code,
      );
    const known = '人工耳蜗更换处理器赔几台';
    const fresh = join(folder, 'x.md');
    expect(await refusal(known, '全国', out)).toBe('questions.stub-exists');
    expect(readFileSync(out, 'utf8')).toBe('mine');
    expect(await refusal(known, '全国', join(folder, 'none', 'x.md'))).toBe('questions.stub-unwritable');
    expect(await refusal('没人问过', '全国', fresh)).toBe('questions.no-cluster');
    expect(await refusal(known, '全国\nkind: original', fresh)).toBe('usage.bad-place');
    expect(await refusal(known, '全国', join(folder, 'x.txt'))).toBe('usage.bad-file');
    expect(existsSync(fresh)).toBe(false);
  });
});
