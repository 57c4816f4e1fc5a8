import { PassThrough } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { createTerminalChannel, type TerminalOptions } from '../../src/channels/terminal.js';
import { describeChannel } from '../contracts/channel.js';

describeChannel('terminal', { givesIds: false, manySenders: false }, async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  return {
    channel: createTerminalChannel({ input, output }),
    async say(text) {
      const shown = new Promise<string>((resolve) => output.once('data', (data: Buffer) => resolve(data.toString())));
      input.write(`${text}\n`);
      return [await shown];
    },
  };
});

async function transcript(lines: readonly string[], options: Partial<TerminalOptions> = {}): Promise<string> {
  const input = new PassThrough();
  const output = new PassThrough();
  const channel = createTerminalChannel({ input, output, ...options });
  await channel.start(async ({ text }) => ({ status: 'answered', text: `收到：${text}` }));
  input.end(`${lines.join('\n')}\n`);
  await channel.ended;
  output.end();
  return readAll(output);
}

describe('talking in a terminal', () => {
  it('prints replies only, in order, when a script writes', async () => {
    expect(await transcript(['一', '', '二'])).toBe('收到：一\n收到：二\n');
  });

  it('greets, prompts and says how to leave when a person writes', async () => {
    const shown = await transcript(['一'], { interactive: true, welcome: { status: 'service', text: '您好' } });
    expect(shown).toMatch(/医问：您好[\s\S]*Ctrl\+D[\s\S]*您：[\s\S]*医问：收到：一/);
  });

  it('takes the number of a choice of its welcome for the choice, and only the first time', async () => {
    const choices = [{ label: '退休门诊', text: '退休的门诊能报多少' }];
    const shown = await transcript(['1', '1'], { welcome: { status: 'service', text: '您好', choices } });
    expect(shown).toContain('收到：退休的门诊能报多少\n收到：1\n');
  });

  it('ends when the person says goodbye', async () => {
    expect(await transcript(['再见', '二'])).toBe('');
  });

  it('asks to shorten a message that is too long, and does not deliver it', async () => {
    const shown = await transcript(['长'.repeat(4_001), '好']);
    expect(shown).toContain('超过4000字');
    expect(shown).toContain('收到：好');
    expect(shown).not.toContain('收到：长');
  });

  it('shows what staff send', async () => {
    const output = new PassThrough();
    const channel = createTerminalChannel({ input: new PassThrough(), output });
    await channel.start(async ({ text }) => ({ status: 'answered', text }));
    const address = { channel: 'terminal', chat: 'terminal', sender: 'terminal' };
    expect(await channel.send(address, { status: 'service', text: '已办结' })).toEqual({ status: 'sent' });
    await channel.stop();
    output.end();
    expect(await readAll(output)).toBe('已办结\n');
  });
});
