import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, Deliver } from '../../src/channels/channel.js';
import type { Citation, IncomingMessage, Reply } from '../../src/domain/message.js';

/** A channel with a person in front of it. */
export interface ChannelRig {
  readonly channel: Channel;
  /**
   * Says something and resolves with what then appears, one entry a message of the platform. Where a reply comes in
   * several messages it waits for the one that holds `ending`.
   */
  say(text: string, options?: { id?: string; from?: string; ending?: string }): Promise<readonly string[]>;
  close?(): Promise<void>;
}

export interface ChannelTraits {
  /** The platform gives ids, and may hand over the same message again. */
  readonly givesIds: boolean;
  /** Several people can write. */
  readonly manySenders: boolean;
  /** The most bytes that one message of the platform may have. */
  readonly maxBytes?: number;
}

const CITATION: Citation = {
  number: 1,
  title: '门诊共济办法',
  heading: '第二条',
  kind: 'digest',
  path: 'regions/x.md',
  place: '某市',
  quote: '报销比例60%',
  certainty: 'B',
  facts: [],
};

/** What every channel does, whatever the platform. */
export function describeChannel(name: string, traits: ChannelTraits, open: () => Promise<ChannelRig>): void {
  describe(`${name} as a channel`, () => {
    let rig: ChannelRig;
    let received: IncomingMessage[];

    const startWith = (reply: (message: IncomingMessage) => Reply | Promise<Reply>): Promise<void> => {
      const deliver: Deliver = async (message) => {
        received.push(message);
        return reply(message);
      };
      return rig.channel.start(deliver);
    };

    beforeEach(async () => {
      received = [];
      rig = await open();
    });

    afterEach(async () => {
      await rig.channel.stop();
      await rig.close?.();
    });

    it('delivers what a person says, once, under its own name', async () => {
      await startWith(echo);
      const shown = await rig.say('门诊能报多少');
      expect(received).toMatchObject([{ channel: rig.channel.name, kind: 'text', text: '门诊能报多少' }]);
      expect(received[0]?.id).toMatch(/^\S{1,128}$/);
      expect(received[0]?.sentAt.getTime()).not.toBeNaN();
      expect(shown.join('\n')).toContain('收到：门诊能报多少');
    });

    it('gives different messages different ids, even when they say the same', async () => {
      await startWith(echo);
      await rig.say('好');
      await rig.say('好');
      expect(new Set(received.map(({ id }) => id)).size).toBe(2);
    });

    when(traits.givesIds)('gives a message that comes again the id it had', async () => {
      await startWith(echo);
      await rig.say('好', { id: 'message-1' });
      await rig.say('好', { id: 'message-1' });
      const ids = new Set(received.map(({ id }) => id));
      expect(ids.size).toBe(1);
    });

    when(traits.manySenders)('tells senders apart', async () => {
      await startWith(echo);
      await rig.say('一', { from: 'first' });
      await rig.say('二', { from: 'second' });
      await rig.say('三', { from: 'first' });
      const [first, second, third] = received.map(({ sender }) => sender);
      expect(third).toBe(first);
      expect(second).not.toBe(first);
    });

    it('shows the answer, what it rests on, and the choices', async () => {
      await startWith(() => ({
        status: 'answered',
        text: '门诊报销60%①。',
        citations: [CITATION],
        choices: [{ label: '住院呢', text: '住院能报多少' }],
      }));
      const shown = (await rig.say('门诊')).join('\n');
      for (const part of ['门诊报销60%①。', '摘编', '门诊共济办法', '某市', '住院呢']) expect(shown).toContain(part);
    });

    it('shows nothing while a person talks, and goes on with the next message', async () => {
      await startWith((message) =>
        message.text === '在吗' ? { status: 'service', text: '', silent: true } : echo(message),
      );
      const said: (readonly string[])[] = [];
      void rig.say('在吗').then((shown) => said.push(shown));
      await expect.poll(() => received.length).toBe(1);
      expect((await rig.say('好')).join('\n')).toContain('收到：好');
      expect(received.map(({ text }) => text)).toEqual(['在吗', '好']);
      // Where something appeared at all, it is nothing or already the next reply.
      expect(said.flat().filter((text) => text.trim() !== '' && !text.includes('收到：好'))).toEqual([]);
    });

    it('hands over a number as it was said: the assistant knows which choices it showed', async () => {
      await startWith(({ text }) => ({ ...echoText(text), choices: [{ label: '住院', text: '住院能报多少' }] }));
      await rig.say('门诊');
      await rig.say('1');
      expect(received.at(-1)?.text).toBe('1');
    });

    it('shows a long reply whole, within what one message may hold', async () => {
      const long = Array.from({ length: 300 }, (_, line) => `第${line}条：参保人员在定点医药机构就医。`).join('\n');
      await startWith(() => echoText(long));
      const shown = await rig.say('全文', { ending: '第299条' });
      const squeezed = shown.join('').replace(/\s/g, '');
      for (const line of long.split('\n')) expect(squeezed).toContain(line);
      for (const part of shown) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(traits.maxBytes ?? Infinity);
    });

    it('says sorry when the reply fails, and goes on', async () => {
      await startWith((message) => {
        if (message.text === '坏') throw new Error('secret detail of the failure');
        return echo(message);
      });
      const apology = (await rig.say('坏')).join('\n');
      expect(apology).toContain('抱歉');
      expect(apology).toContain('12393');
      expect(apology).not.toContain('secret');
      expect((await rig.say('好')).join('\n')).toContain('收到：好');
    });

    it('stops cleanly, twice if need be', async () => {
      await startWith(echo);
      await rig.say('好');
      await rig.channel.stop();
      await expect(rig.channel.stop()).resolves.toBeUndefined();
      expect(received).toHaveLength(1);
    });
  });
}

/** A trait that a channel lacks is no test at all, rather than one that is skipped. */
function when(has: boolean): (name: string, test: () => Promise<void>) => void {
  return has ? it : () => {};
}

function echo(message: IncomingMessage): Reply {
  return echoText(`收到：${message.text}`);
}

function echoText(text: string): Reply {
  return { status: 'answered', text };
}
