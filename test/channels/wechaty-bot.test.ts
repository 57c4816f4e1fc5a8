import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf } from '../support/disk.js';
import { programFrom } from '../support/program.js';
import { type RunningBot, startBot } from '../support/running-bot.js';
import { freePort } from './free-port.js';
import { nextLine } from './next-line.js';

const token = `insecure_${randomUUID()}`;

/** Three processes: this one, the gateway with a mocked WeChat, and the bot as a bureau runs it. */
describe('the bot behind a WeChat gateway', () => {
  let folder: string;
  let gateway: ChildProcessWithoutNullStreams;
  let read: () => Promise<string>;
  let bot: RunningBot;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-wechat-'));
    const endpoint = `127.0.0.1:${await freePort()}`;
    const script = fileURLToPath(new URL('./wechaty-gateway-process.ts', import.meta.url));
    gateway = spawn(process.execPath, [await programFrom(script), endpoint, token], {
      env: { ...process.env, HOME: folder, WECHATY_LOG: 'silent' },
    });
    read = nextLine(gateway.stdout);
    expect(JSON.parse(await read())).toEqual({ ready: true });
    const config = join(folder, 'yiwen.config.yaml');
    const lines = ['channels:', '  wechaty:', '    options:', '      tls:', '        disable: true'];
    writeFileSync(config, lines.join('\n'));
    bot = await startBot({
      YIWEN_CONFIG: config,
      YIWEN_DATA: join(folder, 'data'),
      YIWEN_WEB_CHAT: 'false',
      YIWEN_WECHATY: 'true',
      YIWEN_WECHATY_ENDPOINT: endpoint,
      YIWEN_WECHATY_TOKEN: token,
      HOME: folder,
    });
    await bot.line(/微信已登录/);
  }, 60_000);

  afterAll(async () => {
    const code = await bot?.stop();
    gateway.stdin.end();
    gateway.kill();
    rmSync(folder, { recursive: true, force: true });
    expect(code).toBe(0);
  });

  const speak = (from: string, text: string) => gateway.stdin.write(`${JSON.stringify({ from, text })}\n`);
  const say = async (from: string, text: string) => {
    speak(from, text);
    const said = JSON.parse(await read());
    expect(said.to).toBe(from);
    return String(said.text);
  };

  it('answers a policy question with its figure, its year and what it rests on', async () => {
    const said = await say('citizen', '退休的门诊一年能报多少');
    for (const part of ['900', '2023', '依据 ①', '〔摘编〕']) expect(said).toContain(part);
    expect(said).not.toMatch(/[*#`]/);
  });

  it('takes a numbered choice for what it stands for', async () => {
    const offered = await say('chooser', '退休的门诊一年能报多少');
    const number = '①②③④⑤⑥'.indexOf(/([①-⑥]) 有用/.exec(offered)?.[1] ?? '') + 1;
    expect(number).toBeGreaterThan(0);
    expect(await say('chooser', String(number))).toContain('谢谢');
  });

  it('takes a tip in confidence up to its receipt, and tells how it stands', async () => {
    for (const text of ['我要举报', '金丝雀药店', 'canary 空刷', '完成']) await say('reporter', text);
    const receipt = /受理码：([\d-]{24})/.exec(await say('reporter', '提交'))?.[1] ?? '';
    expect(await say('neighbour', receipt)).toContain('已收到');
    expect(bytesOf(join(folder, 'data'))).not.toContain('canary');
  });

  it('says that it does not know, and where to turn', async () => {
    expect(await say('citizen', '人工耳蜗处理器更换最多赔几台')).toContain('12393');
  });

  it('prints neither the token nor what people said', () => {
    const printed = bot.printed.join('\n');
    for (const secret of [token, 'canary', '门诊']) expect(printed).not.toContain(secret);
  });
});
