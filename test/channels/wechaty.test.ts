import { afterEach, describe, expect, it } from 'vitest';
import type { Channel, Notice } from '../../src/channels/channel.js';
import { createWechatyChannel } from '../../src/channels/wechaty/wechaty.js';
import type { IncomingMessage, Reply } from '../../src/domain/message.js';
import { describeChannel } from '../contracts/channel.js';
import { type MockedWechat, mockWechat } from './wechaty-mock.js';

const silent = { show: () => {}, notify: () => {} };

describeChannel('wechaty', { givesIds: true, manySenders: true, maxBytes: 2_048 }, async () => {
  const wechat = mockWechat();
  let count = 0;
  return {
    channel: createWechatyChannel({ puppet: { instance: wechat.puppet }, ...silent }),
    async say(text, { id = `m${++count}`, from = 'someone', ending = '' } = {}) {
      const shown: string[] = [];
      const complete = new Promise<void>((resolve) =>
        wechat.onSaid((said) => {
          if (said.to !== from) return;
          shown.push(said.text);
          if (said.text.includes(ending)) resolve();
        }),
      );
      wechat.contact(from);
      wechat.receive({ id, talkerId: from, text });
      await complete;
      return shown;
    },
  };
});

describe('WeChat through wechaty', () => {
  let channel: Channel | undefined;
  afterEach(() => channel?.stop());

  async function open(
    reply: (message: IncomingMessage) => Reply = ({ text }) => ({ status: 'answered', text: `收到：${text}` }),
  ) {
    const wechat = mockWechat();
    const received: IncomingMessage[] = [];
    const said: { to: string; text: string }[] = [];
    wechat.onSaid((one) => said.push(one));
    channel = createWechatyChannel({ puppet: { instance: wechat.puppet }, ...silent });
    await channel.start(async (message) => {
      received.push(message);
      return reply(message);
    });
    wechat.contact('citizen');
    return { wechat, received, said, channel };
  }

  /** A last message, after which everything before it has been handled or left. */
  async function settle(wechat: MockedWechat, received: readonly IncomingMessage[]): Promise<void> {
    wechat.receive({ id: 'last', talkerId: wechat.contact('last-one').id, text: '最后' });
    await expect.poll(() => received.at(-1)?.id).toBe('last');
  }

  it.each([
    ['Image', 6, 'image'],
    ['Emoticon', 5, 'sticker'],
    ['Location', 8, 'location'],
    ['Audio', 2, 'voice'],
    ['MiniProgram', 9, 'other'],
    ['Attachment', 1, 'other'],
  ])('hands over %s as what it is, without the markup in its text', async (_name, type, kind) => {
    const { wechat, received } = await open();
    wechat.receive({ id: 'm1', talkerId: 'citizen', type, text: '<msg><img/></msg>' });
    await expect.poll(() => received).toMatchObject([{ id: 'm1', kind, text: '', chat: 'citizen', sender: 'citizen' }]);
  });

  it.each([
    ['a picture', 6],
    ['a file', 1],
  ])('brings the bytes of %s, read only when they are asked for, and no more than were asked for', async (_, type) => {
    const { wechat, received } = await open();
    const bytes = Buffer.alloc(300_000, 7);
    const box = {
      boxType: 1,
      type: 1,
      name: 'a.jpg',
      metadata: {},
      size: bytes.length,
      base64: bytes.toString('base64'),
    };
    wechat.mocker.cacheFileBoxPayload.set('m1', JSON.stringify(box));
    wechat.receive({ id: 'm1', talkerId: 'citizen', type, text: '' });
    wechat.receive({ id: 'm2', talkerId: 'citizen', type, text: '' });
    await expect.poll(() => received).toHaveLength(2);
    expect(Buffer.from((await received[0]?.attachments?.[0]?.read(1_000_000)) ?? [])).toEqual(bytes);
    const part = await received[0]?.attachments?.[0]?.read(1_000);
    expect(part?.length).toBeGreaterThan(1_000);
    await expect(received[1]?.attachments?.[0]?.read(1_000)).rejects.toThrow();
  });

  it('leaves recalls and notices, its own words, public accounts, and what was sent before it started', async () => {
    const { wechat, received } = await open();
    wechat.mocker.createContact({ id: 'gh_news', name: '新闻', type: 2 });
    wechat.receive({ id: 'm1', talkerId: 'citizen', type: 13, text: '撤回' });
    wechat.receive({ id: 'm2', talkerId: 'citizen', type: 0, text: '系统提示' });
    wechat.receive({ id: 'm3', talkerId: 'bot', listenerId: 'citizen', text: '我自己' });
    wechat.receive({ id: 'm4', talkerId: 'gh_news', text: '今日要闻' });
    wechat.receive({ id: 'm5', talkerId: 'citizen', text: '昨天的', timestamp: Date.now() - 86_400_000 });
    await settle(wechat, received);
    expect(received.map(({ id }) => id)).toEqual(['last']);
  });

  describe('in a group', () => {
    async function openGroup(reply?: (message: IncomingMessage) => Reply) {
      const rig = await open(reply);
      rig.wechat.room('room@1', [rig.wechat.self, rig.wechat.contact('citizen')]);
      const inGroup = (id: string, text: string, mentionIdList: string[] = [], type = 7) =>
        rig.wechat.receive({ id, talkerId: 'citizen', roomId: 'room@1', text, mentionIdList, type });
      return { ...rig, inGroup };
    }

    it('answers where it is mentioned, without its name in the text, and names whom it answers', async () => {
      const { received, said, inGroup } = await openGroup();
      inGroup('m1', '@医问\u2005门诊能报多少', ['bot']);
      await expect.poll(() => said.find(({ to }) => to === 'room@1')?.text).toContain('收到：门诊能报多少');
      expect(received).toMatchObject([
        { id: 'm1', text: '门诊能报多少', chat: 'room@1', sender: 'citizen', group: { name: '幸福小区' } },
      ]);
      expect(said[0]?.text).toContain('@居民citizen');
    });

    it('knows its name where the gateway lists no mentions', async () => {
      const { received, inGroup } = await openGroup();
      inGroup('m1', '请问 @医问 门诊');
      await expect.poll(() => received[0]?.text).toBe('请问 门诊');
    });

    it('stays silent otherwise', async () => {
      const { received, inGroup } = await openGroup();
      inGroup('m1', '门诊能报多少');
      inGroup('m2', '@医问小助手 在吗');
      inGroup('m3', '@居民citizen 在吗', ['citizen']);
      inGroup('m4', '<img/>', [], 6);
      inGroup('last', '@医问 最后', ['bot']);
      await expect.poll(() => received.at(-1)?.id).toBe('last');
      expect(received.map(({ id }) => id)).toEqual(['last']);
    });

    it('never says in a group what was said in confidence', async () => {
      const { said, inGroup } = await openGroup(() => ({
        status: 'service',
        text: '受理码：ABCD',
        confidential: true,
      }));
      inGroup('m1', '@医问 我要举报', ['bot']);
      await expect.poll(() => said.length).toBeGreaterThan(0);
      expect(said.map(({ text }) => text).join()).not.toContain('ABCD');
      expect(said[0]?.text).toContain('单独');
    });
  });

  it('speaks first to a person it knows, and says so when it cannot', async () => {
    const { channel, said } = await open();
    const to = (sender: string) => ({ channel: 'wechaty', chat: sender, sender });
    const reply: Reply = { status: 'service', text: '您的线索已办结' };
    expect(await channel.send(to('citizen'), reply)).toEqual({ status: 'sent' });
    expect(said).toEqual([{ to: 'citizen', text: '您的线索已办结' }]);
    expect((await channel.send(to('nobody'), reply)).status).not.toBe('sent');
    await channel.stop();
    expect(await channel.send(to('citizen'), reply)).toMatchObject({ status: 'failed' });
  });

  it('shows the QR code, and tells login and loss of login', async () => {
    const wechat = mockWechat({ login: false });
    const shown: string[] = [];
    const notices: Notice[] = [];
    wechat.mocker.use(() => {
      wechat.mocker.scan('https://weixin.example/login-secret');
      return () => {};
    });
    channel = createWechatyChannel({
      puppet: { instance: wechat.puppet },
      show: (text) => shown.push(text),
      notify: (notice) => notices.push(notice),
    });
    await channel.start(async ({ text }) => ({ status: 'answered', text }));
    await expect.poll(() => shown[0]).toMatch(/[▄█▀]/);
    wechat.mocker.login(wechat.self);
    await expect.poll(() => notices.map(({ code }) => code)).toContain('channel.wechaty-login');
    await wechat.puppet.logout('另一台设备登录');
    await expect.poll(() => notices.map(({ code }) => code)).toContain('channel.wechaty-logout');
    expect(JSON.stringify(notices)).not.toContain('login-secret');
  });

  it.each([
    [
      'no endpoint',
      { name: 'wechaty-puppet-service', options: { token: 'insecure_x' } },
      'channel.wechaty-endpoint-missing',
    ],
    [
      'no token',
      { name: 'wechaty-puppet-service', options: { endpoint: '127.0.0.1:1' } },
      'channel.wechaty-token-missing',
    ],
    ['a puppet that is not installed', { name: 'wechaty-puppet-of-nobody' }, 'channel.wechaty-puppet-missing'],
    ['a puppet that is a path', { name: '../evil.js' }, 'channel.wechaty-puppet-name'],
    ['a package that is no puppet', { name: 'yaml' }, 'channel.wechaty-puppet-invalid'],
  ])('refuses to start with %s, and says what to do', async (_what, puppet, code) => {
    const broken = createWechatyChannel({ puppet, ...silent });
    await expect(broken.start(async () => ({ status: 'answered', text: '' }))).rejects.toMatchObject({
      code,
      remedy: expect.stringMatching(/\S/),
    });
  });
});
