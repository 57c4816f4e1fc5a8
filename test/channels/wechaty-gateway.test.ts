import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Channel, Notice } from '../../src/channels/channel.js';
import { createWechatyChannel } from '../../src/channels/wechaty/wechaty.js';
import type { IncomingMessage } from '../../src/domain/message.js';
import { programFrom } from '../support/program.js';
import { freePort } from './free-port.js';
import { nextLine } from './next-line.js';

const token = `insecure_${randomUUID()}`;
const folder = mkdtempSync(join(tmpdir(), 'yiwen-gateway-'));
const echo = async ({ text }: IncomingMessage) => ({ status: 'answered' as const, text: `收到：${text}` });

describe('WeChat through a gateway in another process', () => {
  let gateway: ChildProcessWithoutNullStreams;
  let endpoint: string;
  let read: () => Promise<string>;
  let channel: Channel | undefined;

  beforeAll(async () => {
    endpoint = `127.0.0.1:${await freePort()}`;
    const script = fileURLToPath(new URL('./wechaty-gateway-process.ts', import.meta.url));
    gateway = spawn(process.execPath, [await programFrom(script), endpoint, token], {
      env: { ...process.env, HOME: folder, WECHATY_LOG: 'silent' },
    });
    const lines = nextLine(gateway.stdout);
    read = lines;
    expect(JSON.parse(await lines())).toEqual({ ready: true });
  });

  afterEach(() => channel?.stop());

  afterAll(() => {
    gateway.stdin.end();
    gateway.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (use: { token: string; endpoint: string }, notices: Notice[] = []) =>
    createWechatyChannel({
      puppet: { name: 'wechaty-puppet-service', options: { ...use, tls: { disable: true } } },
      show: () => {},
      notify: (notice) => notices.push(notice),
      folder: join(folder, 'cache'),
    });

  const speak = (from: string, text: string) => gateway.stdin.write(`${JSON.stringify({ from, text })}\n`);

  it('refuses to start when the gateway refuses the token, without repeating the token', async () => {
    const wrong = `insecure_${randomUUID()}`;
    const error = await open({ token: wrong, endpoint })
      .start(echo)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'channel.wechaty-refused', remedy: expect.stringContaining('令牌') });
    expect(String(error instanceof Error && error.cause)).not.toContain(wrong);
  });

  it('refuses to start when there is no gateway', async () => {
    const nowhere = `127.0.0.1:${await freePort()}`;
    await expect(open({ token, endpoint: nowhere }).start(echo)).rejects.toMatchObject({
      code: 'channel.wechaty-unreachable',
    });
  });

  it('carries messages both ways', async () => {
    const received: IncomingMessage[] = [];
    const notices: Notice[] = [];
    channel = open({ token, endpoint }, notices);
    await channel.start(async (message) => {
      received.push(message);
      return echo(message);
    });
    expect(notices.map(({ code }) => code)).toContain('channel.wechaty-login');
    speak('citizen', '退休的门诊能报多少');
    expect(JSON.parse(await read())).toEqual({ to: 'citizen', text: '收到：退休的门诊能报多少' });
    speak('neighbour', '长。'.repeat(400));
    const first = JSON.parse(await read());
    const second = JSON.parse(await read());
    expect(Buffer.byteLength(first.text)).toBeLessThanOrEqual(2_048);
    expect(first.text + second.text).toBe(`收到：${'长。'.repeat(400)}`);
    expect(received.map(({ id, sender }) => [id, sender])).toEqual([
      ['remote-1', 'citizen'],
      ['remote-2', 'neighbour'],
    ]);
    const address = { channel: 'wechaty', chat: 'citizen', sender: 'citizen' };
    expect(await channel.send(address, { status: 'service', text: '已办结' })).toEqual({ status: 'sent' });
    expect(JSON.parse(await read())).toEqual({ to: 'citizen', text: '已办结' });
    expect(existsSync(join(folder, 'cache'))).toBe(true);
  });
});
