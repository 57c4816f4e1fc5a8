import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../support/command.js';

const good = ['---', 'title: 样例办法', 'kind: digest', 'place: 样例省', 'certainty: B', 'source: 样例'];

describe('yiwen index --check', () => {
  let folder: string;
  let texts: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-check-'));
    texts = join(folder, 'texts');
    mkdirSync(texts);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, ...lines: string[]) => writeFileSync(join(texts, name), `${lines.join('\n')}\n`);
  const check = (...words: string[]) =>
    runCommand(['index', '--check', ...words], {
      environment: { YIWEN_DATA: join(folder, 'data'), YIWEN_KNOWLEDGE: texts },
      folder,
    });

  it('tells every finding with file, line, cause and remedy, ends with 1 for an error, and writes nothing', async () => {
    write(
      'a.md',
      ...good,
      'effectiveFrom: 2020',
      '---',
      '# 样例办法',
      '',
      '## 门诊 {replacedBy="没有.md"}',
      '门诊报五成。',
    );
    const { code, stdout } = await check();
    expect(code).toBe(1);
    expect(stdout).toContain(
      '✗ a.md:11 「门诊」写着已由 没有.md 取代，资料里却没有它（check.successor-absent）→ 补上接替它的规定',
    );
    expect(stdout).toContain('检查完毕：1 个错误（✗），0 个提醒（！）。没有建立索引。');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('ends with 0 where there are reminders only, and where there is nothing', async () => {
    write('a.md', ...good, '---', '# 样例办法', '', '## 门诊', '门诊报五成。');
    const reminded = await check();
    expect(reminded.code).toBe(0);
    expect(reminded.stdout).toContain('！ a.md:10 「门诊」没有写从哪天起施行');
    write('a.md', ...good, 'effectiveFrom: 2020', '---', '# 样例办法', '', '## 门诊', '门诊报五成。');
    expect((await check()).stdout).toBe('检查完毕，没有发现问题。\n');
  });

  it('gives the same as JSON, for the paths that are named', async () => {
    write('a.md', '# 样例办法', '', '## 门诊 {effectiveFrom=2023-02-30}', '门诊报五成。');
    write('b.md', '# 样例办法', '', '## 门诊', '门诊报五成。');
    const { code, stdout } = await check('--json', join(texts, 'a.md'));
    expect(code).toBe(1);
    const [finding] = JSON.parse(stdout);
    expect(finding).toMatchObject({ severity: 'error', path: 'a.md', line: 3, code: 'ingestion.front-matter' });
  });
});
