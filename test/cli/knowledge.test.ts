import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restoreKnowledge, withdrawKnowledge } from '../../src/cli/knowledge.js';
import { nextLine } from '../channels/next-line.js';
import { type Ended, runCommand, startCommand } from '../support/command.js';

const rule = (more = '') => `---
title: 门诊办法
place: 全国
---
# 门诊办法

## 退休人员门诊限额
退休人员普通门诊年度限额为910元。${more}

## 护理员培训
护理员须先培训后上岗。
`;
const question = '退休人员普通门诊年度限额多少';

describe('yiwen knowledge, beside a bot that runs', { timeout: 60_000 }, () => {
  let folder: string;
  let texts: string;
  let run: (...words: string[]) => Promise<Ended>;
  let bot: ChildProcessWithoutNullStreams;
  let read: () => Promise<string>;
  let sent = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-withdraw-'));
    texts = join(folder, 'texts');
    mkdirSync(texts);
    writeFileSync(join(texts, 'rule.md'), rule());
    const environment = { YIWEN_DATA: join(folder, 'data'), YIWEN_KNOWLEDGE: texts };
    run = (...words) => runCommand(words, { environment, folder });
    await run('index');
    bot = await startCommand(['chat', '--jsonl'], { environment, folder });
    read = nextLine(bot.stdout);
  }, 60_000);
  afterAll(async () => {
    const ended = new Promise((resolve) => bot.on('close', resolve));
    bot.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  async function say(text: string) {
    sent += 1;
    bot.stdin.write(`${JSON.stringify({ id: `m${sent}`, sender: `s${sent}`, text })}\n`);
    return JSON.parse(await read());
  }
  const withdraw = (...words: string[]) => run('knowledge', 'withdraw', ...words, '--reason', '数字有误');
  const audit = () => {
    const database = new Database(join(folder, 'data/yiwen.db'), { readonly: true });
    const rows = database.prepare('select action, actor, subject, detail from audit order by sequence').all();
    database.close();
    return rows as { action: string; actor: string; subject: string; detail: string }[];
  };

  it('takes a passage away from the next question on, and lists the answers that used it', async () => {
    const before = await say(question);
    expect(before).toMatchObject({ status: 'answered', text: expect.stringContaining('910') });
    const [{ passage }] = before.citations;
    const told = JSON.parse((await withdraw(passage.id, '--json')).stdout);
    expect(told).toMatchObject({ passages: [passage.id], count: 1, answers: [{ id: expect.any(String), question }] });
    expect((await say(question)).text).not.toContain('910');
    expect((await run('ask', question)).stdout).not.toContain('910');
    expect((await say('护理员要培训吗')).status).toBe('answered');
    expect((await run('knowledge', 'restore', passage.id)).code).toBe(0);
    expect((await say(question)).text).toContain('910');
  });

  it('says so in words, and writes down who did it and why, personal numbers masked', async () => {
    await say(question);
    const words = ['knowledge', 'withdraw', 'rule.md#1', '--reason', '电话 13812345678 说有误'];
    const { stdout } = await run(...words);
    expect(stdout).toMatch(
      /已撤回.*rule\.md#1\n用过它的回答有 \d+ 个：\n {2}\S+ {2}\S+ {2}退休人员普通门诊年度限额多少/,
    );
    expect((await run('knowledge', 'withdrawn')).stdout).toMatch(/rule\.md#1 .*138\*{4}5678[\s\S]*910元/);
    expect(audit().at(-1)).toMatchObject({
      action: 'knowledge.withdrawn',
      actor: expect.stringMatching(/^cli:/),
      subject: 'rule.md#1',
      detail: expect.stringContaining('138****5678'),
    });
    await run('knowledge', 'restore', 'rule.md#1');
    expect(audit().at(-1)).toMatchObject({ action: 'knowledge.restored', subject: 'rule.md#1' });
  });

  it('keeps it out of new snapshots as long as it says the same, and lets a new wording speak', async () => {
    await withdraw('rule.md#1');
    writeFileSync(
      join(texts, 'rule.md'),
      rule().replace('## 退休', '## 适用范围\n本办法适用于全体参保人员。\n\n## 退休'),
    );
    expect((await run('index')).stdout).toContain('新快照');
    expect((await say(question)).text).not.toContain('910');
    expect((await run('knowledge', 'withdrawn')).stdout).toContain('现在是 rule.md#2');
    writeFileSync(join(texts, 'rule.md'), rule().replace('910', '960'));
    await run('index');
    await expect.poll(async () => (await say(question)).text, { timeout: 10_000 }).toContain('960');
    expect((await run('knowledge', 'withdrawn')).stdout).toContain('已经没有');
    await run('knowledge', 'restore', 'rule.md#1');
    writeFileSync(join(texts, 'rule.md'), rule());
    await run('index');
  });

  it('withdraws and restores a whole document', async () => {
    const told = JSON.parse((await withdraw('--document', 'rule.md', '--json')).stdout);
    expect(told.passages).toEqual(['rule.md#1', 'rule.md#2']);
    expect((await say(question)).status).toBe('unsure');
    expect((await say('护理员要培训吗')).status).toBe('unsure');
    await run('knowledge', 'restore', '--document', 'rule.md');
    expect((await say('护理员要培训吗')).status).toBe('answered');
  });

  it('says what it cannot find, naming the passages of the document', async () => {
    const config = join(folder, 'yiwen.config.yaml');
    writeFileSync(config, 'dataFolder: data\nknowledgeFolders: texts\n');
    const take = (which: { passage?: string; document?: string }, reason = '有误') =>
      withdrawKnowledge({ config, passage: undefined, reason, ...which });
    await expect(take({ passage: 'rule.md#9' })).rejects.toThrow(/rule\.md#9.*rule\.md#1（退休人员普通门诊/);
    await expect(take({ document: 'none.md' })).rejects.toMatchObject({ code: 'knowledge.unknown-passage' });
    await expect(take({})).rejects.toMatchObject({ code: 'usage.which-passage' });
    await expect(take({ passage: 'rule.md#1' }, ' ')).rejects.toMatchObject({ code: 'usage.no-reason' });
    const none = restoreKnowledge({ config, passage: 'rule.md#1' });
    await expect(none).rejects.toMatchObject({ code: 'knowledge.not-withdrawn' });
  });
});
