import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataWithKnowledge, runCommand, startCommand } from '../support/command.js';
import { followBot } from '../support/running-bot.js';

const address = /(http:\/\/127\.0\.0\.1:(\d+))/;

describe('yiwen start', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'yiwen-start-'));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  const start = async (settings: Record<string, string> = {}) =>
    followBot(await startCommand(['start'], { environment: { YIWEN_DATA: data, YIWEN_PORT: '0', ...settings } }));

  it('builds the index on a fresh machine, serves the page where it says, and ends when told to', async () => {
    const bot = await start({ YIWEN_HOME_PLACE: '浙江省' });
    const [, url = ''] = await bot.line(address);
    const page = await fetch(url);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>')]);
    expect(existsSync(join(data, 'index/CURRENT'))).toBe(true);
    expect(await bot.stop()).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('says what to do where the port is taken', async () => {
    const [first, second] = [await dataWithKnowledge(), await dataWithKnowledge()];
    const bot = await start(first.environment);
    const [, , port = ''] = await bot.line(address);
    const refused = await runCommand(['start'], { environment: { ...second.environment, YIWEN_PORT: port } });
    await bot.stop();
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(`${port}[\\s\\S]*换一个端口`)]);
    for (const house of [first, second]) house.remove();
  });

  it('says what to do where no channel is on', async () => {
    const { code, stderr } = await runCommand(['start'], {
      environment: { YIWEN_DATA: data, YIWEN_WEB_CHAT: 'false' },
    });
    expect([code, stderr]).toEqual([1, expect.stringContaining('没有打开任何渠道')]);
  });
});
