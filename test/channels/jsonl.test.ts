import { PassThrough } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { createJsonlChannel } from '../../src/channels/jsonl.js';
import { plainText } from '../../src/channels/render.js';
import type { IncomingMessage, Reply } from '../../src/domain/message.js';
import { describeChannel } from '../contracts/channel.js';
import { nextLine } from './next-line.js';

describeChannel('jsonl', { givesIds: true, manySenders: true }, async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const read = nextLine(output);
  return {
    channel: createJsonlChannel({ input, output }),
    async say(text, { id, from } = {}) {
      input.write(`${JSON.stringify({ id, sender: from, text })}\n`);
      return [plainText(JSON.parse(await read()))];
    },
  };
});

async function converse(
  lines: readonly string[],
  deliver: (message: IncomingMessage) => Promise<Reply> = async ({ text }) => ({ status: 'answered', text }),
) {
  const input = new PassThrough();
  const output = new PassThrough();
  const channel = createJsonlChannel({ input, output });
  await channel.start(deliver);
  input.end(lines.join('\n'));
  await channel.ended;
  output.end();
  const written = await readAll(output);
  return written
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const line = (id: string, sender: string, text: string) => JSON.stringify({ id, sender, text });

describe('talking in lines of JSON', () => {
  it('keeps the order of the input when later senders are answered sooner', async () => {
    const gates = new Map<string, () => void>();
    const replies = converse([line('1', 'a', '慢'), line('2', 'b', '快'), line('3', 'c', '快')], async ({ text }) => {
      if (text === '慢') await new Promise<void>((open) => gates.set('慢', open));
      else gates.get('慢')?.();
      return { status: 'answered', text };
    });
    expect((await replies).map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it("handles one sender's messages one after another", async () => {
    const events: string[] = [];
    await converse([line('1', 'a', '一'), line('2', 'a', '二'), line('3', 'a', '三')], async ({ text }) => {
      events.push(`+${text}`);
      await new Promise((resolve) => setImmediate(resolve));
      events.push(`-${text}`);
      return { status: 'answered', text };
    });
    expect(events).toEqual(['+一', '-一', '+二', '-二', '+三', '-三']);
  });

  it('tells what is wrong with a bad line and goes on', async () => {
    const replies = await converse([
      'not json',
      '[1]',
      '{"id":"x"}',
      line('long', 'a', '长'.repeat(4_001)),
      '{"id":"y","sender":{},"text":"好"}',
      '',
      line('9', 'a', '好'),
    ]);
    expect(replies.map(({ id, status }) => [id, status])).toEqual([
      [undefined, 'error'],
      [undefined, 'error'],
      ['x', 'error'],
      ['long', 'error'],
      ['y', 'error'],
      ['9', 'answered'],
    ]);
    for (const { error } of replies.slice(0, 5)) {
      expect(error.code).toMatch(/^channel\./);
      expect(error.message).toBeTruthy();
      expect(error.remedy).toBeTruthy();
    }
  });

  it('takes a line without sender and id, numbers as ids, and a byte order mark', async () => {
    const replies = await converse(['\uFEFF{"text":"好"}', '{"id":7,"text":"好"}']);
    expect(replies).toMatchObject([{ status: 'answered' }, { id: '7' }]);
    expect(replies[0].id).toMatch(/^h-[0-9a-f]{32}$/);
  });

  it('writes what the reply holds, and nothing that is for the house only', async () => {
    const reply: Reply = {
      status: 'service',
      service: 'tips',
      text: '已受理',
      choices: [{ label: '好', text: '好' }],
      answerId: 'internal',
      confidential: true,
    };
    const [written] = await converse([line('1', 'a', '我要举报')], async () => reply);
    expect(written).toEqual({ id: '1', status: 'service', service: 'tips', text: '已受理', choices: reply.choices });
  });

  it('answers everything that was read before it is stopped', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const read = nextLine(output);
    const channel = createJsonlChannel({ input, output });
    let release = (_reply: Reply): void => {};
    const asked = new Promise<void>((seen) => {
      void channel.start(() => {
        seen();
        return new Promise<Reply>((resolve) => {
          release = resolve;
        });
      });
    });
    input.write(`${line('1', 'a', '好')}\n`);
    await asked;
    const stopped = channel.stop();
    release({ status: 'answered', text: '好' });
    await stopped;
    expect(JSON.parse(await read())).toEqual({ id: '1', status: 'answered', text: '好' });
  });

  it('ends with an error when nobody reads the output', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const channel = createJsonlChannel({ input, output });
    await channel.start(async ({ text }) => ({ status: 'answered', text }));
    output.destroy();
    input.end(line('1', 'a', '好'));
    await expect(channel.ended).rejects.toThrow();
  });
});
