import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyAudit } from '../../src/storage/audit.js';
import { runCommand, startCommand } from '../support/command.js';
import { openRealHouse, type RealHouse, texts } from './real-house.js';

// Whichever test file comes first compiles the bot, on a machine that others may use too.
vi.setConfig({ testTimeout: 60_000 });

const question = '退休人员普通门诊年度限额多少';

let house: RealHouse;
beforeEach(async () => {
  house = await openRealHouse();
});
afterEach(() => house.remove());

const environment = () => ({
  YIWEN_DATA: house.data,
  YIWEN_KNOWLEDGE: house.knowledge,
  YIWEN_STAFF_PASSWORD: 'a-password-of-the-tests',
  YIWEN_LOG_LEVEL: 'warn',
});

interface Line {
  readonly id: string;
  readonly text: string;
}

/** A second bot on the same folder, once it has answered a first line. */
async function startTalker() {
  const child = await startCommand(['chat', '--jsonl'], { environment: environment() });
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line));
    for (const look of [...waiting]) look();
  });
  const complaints = text(child.stderr);
  const until = (count: number) =>
    new Promise<void>((done, fail) => {
      child.once('close', async (code) => fail(new Error(`ended with ${code}: ${await complaints}`)));
      const look = () => lines.length >= count && done();
      waiting.add(look);
      look();
    });
  const write = (messages: readonly object[]) =>
    child.stdin.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
  write([{ id: 'warm', sender: 'warm', text: question }]);
  await until(1);
  return {
    async talk(messages: readonly object[]) {
      write(messages);
      await until(messages.length + 1);
      return lines.slice(1);
    },
    async end() {
      child.stdin.end();
      await once(child, 'close');
    },
  };
}

describe('two bots on one data folder', () => {
  it('leave one record of each message that both are given at once, and say the same', async () => {
    const [one, other] = [await startTalker(), await startTalker()];
    const says = ['退休门诊限额', '不满意', '窗口让我跑了三趟', '退休门诊限额多少'];
    const short = Array.from({ length: 24 }, (_, at) => ({
      id: `m${at}`,
      sender: `s${at % 6}`,
      text: says[Math.floor(at / 6)],
    }));
    const tip = ['我要举报', '跳过', '空刷医保卡', '完成', '提交'];
    const messages = [...short, ...tip.map((text, at) => ({ id: `t${at}`, sender: 'reporter', text }))];
    const [first, second] = await Promise.all([one.talk(messages), other.talk(messages)]);
    await Promise.all([one.end(), other.end()]);
    expect(second.slice(0, short.length)).toEqual(first.slice(0, short.length));
    // The one that was slower finds the tip filed already, and what was said on the way to it erased.
    const erased = '这条消息之前已经处理过了，回复内容为保密已清除。';
    for (const at of tip.keys()) {
      const said = [first, second].map((lines) => lines[short.length + at]?.text);
      expect(new Set(said.filter((text) => text !== erased)).size).toBe(1);
    }
    expect(first.at(-1)?.text).toMatch(/受理码：[\d-]{24}$/);
    expect(await house.state()).toMatchObject({ tips: 1, tip_stories: 1, ratings: 6, rating_cases: 6 });
    expect(await house.rows('answers')).toHaveLength(13);
    expect(await house.rows('inbox')).toHaveLength(messages.length + 1);
    expect((await verifyAudit(house.store.read)).status).toBe('whole');
  });
});

describe('an index that another process builds', () => {
  const rewrite = (ceiling: number) =>
    writeFileSync(
      join(house.knowledge, 'outpatient.md'),
      texts['outpatient.md']?.replace('910', String(ceiling)) ?? '',
    );
  const snapshots = () => readdirSync(join(house.data, 'index'));
  const ceiling = async () => /(\d+)元/.exec((await house.say(question)).text)?.[1];

  /** Kills it as soon as `when` is so; false if it had ended before. */
  async function killed(child: ChildProcess, when: () => boolean): Promise<boolean> {
    const ended = once(child, 'close');
    while (child.exitCode === null && !when()) await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill('SIGKILL');
    await ended;
    return child.signalCode === 'SIGKILL';
  }

  it('serves from the next question on, without a restart', async () => {
    expect(await ceiling()).toBe('910');
    rewrite(920);
    expect((await runCommand(['index'], { environment: environment() })).code).toBe(0);
    await expect.poll(ceiling, { timeout: 10_000 }).toBe('920');
    expect((await house.say('举报骗保有奖吗')).status).toBe('answered');
  });

  it('and that is killed on the way leaves the last good one serving, and no harm to the next', async () => {
    rewrite(930);
    for (let file = 0; file < 150; file++)
      writeFileSync(
        join(house.knowledge, `other-${file}.md`),
        `# 通知${file}\n\n${`第${file}件事项按规定办理。\n\n`.repeat(20)}`,
      );
    const before = snapshots().length;
    const moments = [() => true, () => snapshots().length > before];
    for (const moment of moments) {
      const child = await startCommand(['index'], { environment: environment() });
      await once(child.stderr, 'data');
      expect(await killed(child, moment)).toBe(true);
      expect(await ceiling()).toBe('910');
      const { stdout } = await runCommand(['ask', '--json', question], { environment: environment() });
      expect(JSON.parse(stdout).text).toContain('910');
    }
    expect((await runCommand(['index'], { environment: environment() })).code).toBe(0);
    await expect.poll(ceiling, { timeout: 10_000 }).toBe('930');
  });
});
