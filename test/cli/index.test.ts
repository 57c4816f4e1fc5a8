import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../support/command.js';

const rule = (title: string, ceiling: number) => `---
title: ${title}
place: 样例省
---
# ${title}

## 退休人员门诊限额
退休人员普通门诊年度限额为${ceiling}元。
`;

describe('yiwen index', () => {
  let folder: string;
  let texts: string;
  let data: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-index-'));
    texts = join(folder, 'texts');
    data = join(folder, 'data');
    mkdirSync(texts);
    writeFileSync(join(texts, 'outpatient.md'), rule('门诊办法', 910));
    writeFileSync(join(texts, 'notice.txt'), '关于护理员培训的通知\n\n护理员须先培训后上岗。\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const environment = () => ({ YIWEN_DATA: data, YIWEN_KNOWLEDGE: texts });
  const index = (...words: string[]) => runCommand(['index', ...words], { environment: environment(), folder });
  const ask = async (question: string) => {
    const { stdout } = await runCommand(['ask', '--json', question], { environment: environment(), folder });
    return JSON.parse(stdout);
  };
  const current = () => readFileSync(join(data, 'index/CURRENT'), 'utf8');

  it('reads the configured folder, says what it did, and reads again only what changed', async () => {
    const first = await index();
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('2 个文件：新读 2，未变 0，失败 0');
    const before = current();
    const second = await index();
    expect(second.stdout).toMatch(/新读 0，未变 2[\s\S]*内容没有变化/);
    expect(current()).toBe(before);
    writeFileSync(join(texts, 'outpatient.md'), rule('门诊办法', 920));
    expect((await index()).stdout).toMatch(/新读 1，未变 1[\s\S]*新快照/);
    expect((await ask('退休人员普通门诊年度限额多少')).text).toContain('920');
  });

  it('goes on past a bad file, names its cause and its remedy, and ends with 1', async () => {
    writeFileSync(join(texts, 'broken.pdf'), '%PDF-1.7\n%truncated');
    writeFileSync(join(texts, 'empty.docx'), '');
    const { code, stdout } = await index();
    expect(code).toBe(1);
    const [broken = '', empty = ''] = ['broken.pdf', 'empty.docx'].map((name) =>
      stdout.split('\n').find((line) => line.startsWith('✗') && line.includes(name)),
    );
    for (const line of [broken, empty]) expect(line).toMatch(/^✗ .+：.+[。；→].+/);
    expect(stdout).toContain('4 个文件：新读 2，未变 0，失败 2');
    expect(await ask('退休人员普通门诊年度限额多少')).toMatchObject({ status: 'answered' });
  });

  it('keeps speaking as a file said before it broke', async () => {
    await index();
    writeFileSync(join(texts, 'outpatient.md'), '---\ntitle: [\n---\n# 门诊办法\n');
    const { code, stdout } = await index();
    expect(code).toBe(1);
    expect(stdout).toContain('暂用上一次成功读取的内容');
    expect((await ask('退休人员普通门诊年度限额多少')).text).toContain('910');
  });

  it('leaves the last snapshot alone where not one file can be read', async () => {
    await index();
    const before = current();
    const nothing = join(folder, 'nothing');
    mkdirSync(nothing);
    const { code, stderr } = await index(nothing);
    expect(code).toBe(1);
    expect(stderr).toContain('没有找到可以索引的文件');
    expect(current()).toBe(before);
  });

  it('takes files and folders that are named instead', async () => {
    const { code, stdout } = await index(join(texts, 'notice.txt'));
    expect(code).toBe(0);
    expect(stdout).toContain('1 个文件');
    expect((await ask('护理员要培训吗')).text).toContain('先培训后上岗');
  });

  it('writes nothing at all with --dry-run, and still tells what is bad', async () => {
    writeFileSync(join(texts, 'broken.xlsx'), 'no workbook');
    const { code, stdout } = await index('--dry-run');
    expect(code).toBe(1);
    expect(stdout).toMatch(/broken\.xlsx[\s\S]*只检查，没有写入/);
    expect(existsSync(data)).toBe(false);
    expect(readdirSync(folder)).toEqual(['texts']);
  });
});
