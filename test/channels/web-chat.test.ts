import { afterEach, describe, expect, it } from 'vitest';
import { plainText } from '../../src/channels/render.js';
import type { WebChatOptions } from '../../src/channels/web-chat/options.js';
import { createWebChat } from '../../src/channels/web-chat/web-chat.js';
import type { IncomingMessage } from '../../src/domain/message.js';
import { describeChannel } from '../contracts/channel.js';

const OPTIONS: WebChatOptions = {
  port: 0,
  secret: 'a-secret-of-the-tests-long-enough-to-sign',
  bureau: '某市医疗保障局',
  welcome: { text: '您好', samples: [{ label: '门诊能报多少', text: '职工门诊能报多少' }] },
};

/** A browser as far as HTTP goes: keeps its cookie, sends JSON. */
function createVisitor(url: string) {
  let cookie = '';
  return {
    get cookie() {
      return cookie;
    },
    async post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
      const response = await fetch(new URL('/api/messages', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(cookie && { cookie }), ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      return response;
    },
  };
}

describeChannel('web chat', { givesIds: true, manySenders: true }, async () => {
  const channel = createWebChat(OPTIONS);
  const visitors = new Map<string, ReturnType<typeof createVisitor>>();
  let count = 0;
  return {
    channel,
    async say(text, { id = `message-${++count}`, from = 'visitor' } = {}) {
      const visitor = visitors.get(from) ?? createVisitor(channel.url);
      visitors.set(from, visitor);
      const response = await visitor.post({ id, text });
      const body = JSON.parse(await response.text());
      return [response.ok ? plainText(body) : `${body.message}。${body.remedy}`];
    },
  };
});

describe('files over HTTP', () => {
  let stop = async (): Promise<void> => {};
  afterEach(() => stop());

  /** A bot that takes files after 举报, and says what it got. */
  async function open() {
    const received: { name: string; bytes: string }[] = [];
    const channel = createWebChat(OPTIONS);
    stop = () => channel.stop();
    await channel.start(async ({ text, attachments = [] }) => {
      for (const { name, read } of attachments)
        received.push({ name, bytes: Buffer.from(await read(1_000)).toString() });
      const takes = text === '举报' || attachments.length > 0;
      return {
        status: 'service',
        text: `收到${attachments.length}个`,
        ...(takes ? { takesFiles: true as const } : {}),
      };
    });
    const visitor = createVisitor(channel.url);
    const upload = async (
      body: string | Uint8Array<ArrayBuffer>,
      headers: Record<string, string> = {},
      id = 'file-0001',
    ) => {
      const query = new URLSearchParams({ id, name: '小票.jpg' });
      const response = await fetch(new URL(`/api/files?${query}`, channel.url), {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', cookie: visitor.cookie, ...headers },
        body,
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    return { received, visitor, upload };
  }

  it('are taken from whoever was asked for them, with the name their device gave them', async () => {
    const { received, visitor, upload } = await open();
    await visitor.post({ id: 'message-1', text: '举报' });
    expect(await upload('bytes')).toMatchObject({ status: 200, body: { takesFiles: true } });
    expect(received).toEqual([{ name: '小票.jpg', bytes: 'bytes' }]);
    expect((await upload('x', { 'sec-fetch-site': 'cross-site' })).body).toMatchObject({
      code: 'channel.foreign-origin',
    });
    expect((await upload('x', {}, 'no')).body).toMatchObject({ code: 'channel.invalid-message' });
  });

  it('are refused unread where nobody asked, and where they are too large', async () => {
    const { received, visitor, upload } = await open();
    expect((await upload('bytes')).body).toMatchObject({ code: 'channel.file-not-asked' });
    await visitor.post({ id: 'message-1', text: '举报' });
    expect(await upload(new Uint8Array(10_000_001))).toMatchObject({
      status: 413,
      body: { code: 'channel.file-too-large' },
    });
    await visitor.post({ id: 'message-2', text: '门诊' });
    expect((await upload('bytes')).body).toMatchObject({ code: 'channel.file-not-asked' });
    expect(received).toEqual([]);
  });

  it('come twelve a minute at most', async () => {
    const { visitor, upload } = await open();
    await visitor.post({ id: 'message-1', text: '举报' });
    const codes: unknown[] = [];
    for (let count = 0; count < 13; count++) codes.push((await upload('x', {}, `file-00${count + 10}`)).body.code);
    expect(codes.filter((code) => code === 'channel.too-many')).toHaveLength(1);
  });
});

describe('web chat over HTTP', () => {
  let stop = async (): Promise<void> => {};
  afterEach(() => stop());

  async function open(over: Partial<WebChatOptions> = {}) {
    const received: IncomingMessage[] = [];
    const channel = createWebChat({ ...OPTIONS, ...over });
    stop = () => channel.stop();
    await channel.start(async (message) => {
      received.push(message);
      return { status: 'answered', text: message.text };
    });
    return { url: channel.url, received, visitor: createVisitor(channel.url) };
  }

  it('listens on this machine only, unless told otherwise', async () => {
    const { url } = await open();
    expect(new URL(url).hostname).toBe('127.0.0.1');
  });

  it('serves a page that loads nothing from elsewhere and runs nothing inline', async () => {
    const { url } = await open();
    const response = await fetch(url);
    const html = await response.text();
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(html).not.toMatch(/<script(?![^>]*src="\/)|\son\w+=|style="|https?:\/\//);
    const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) expect((await fetch(new URL(file, url))).status).toBe(200);
  });

  it("writes the bureau's words into the page as text", async () => {
    const { url } = await open({
      bureau: '<b>局</b>',
      welcome: { text: '"您好" & <i>', samples: [{ label: "a'b", text: '"x"' }] },
    });
    const html = await (await fetch(url)).text();
    expect(html).toContain('&lt;b&gt;局&lt;/b&gt;');
    expect(html).toContain('&quot;您好&quot; &amp; &lt;i&gt;');
    expect(html).toContain('data-text="&quot;x&quot;"');
    expect(html).not.toContain('<i>');
  });

  it('tells health', async () => {
    const { url } = await open();
    expect(await (await fetch(new URL('/api/health', url))).json()).toEqual({ status: 'ok' });
  });

  it('gives a sender 128 bits in a signed cookie that scripts cannot read', async () => {
    const { url, received, visitor } = await open();
    const response = await visitor.post({ id: 'message-1', text: '好' });
    expect(response.headers.get('set-cookie')).toMatch(
      /^yiwen_sender=[\w-]{22}\.[^;]+; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    await visitor.post({ id: 'message-2', text: '好' });
    expect(received[1]?.sender).toBe(received[0]?.sender);
    expect(Buffer.from(received[0]?.sender ?? '', 'base64url')).toHaveLength(16);
    expect((await fetch(url, { headers: { cookie: visitor.cookie } })).headers.get('set-cookie')).toBeNull();
  });

  it('keeps the cookie off plain http when people come over https', async () => {
    const { visitor } = await open({ secureCookie: true });
    const response = await visitor.post({ id: 'message-1', text: '好' });
    expect(response.headers.get('set-cookie')).toContain('; Secure');
  });

  it('does not take a forged cookie for a sender', async () => {
    const { url, received } = await open();
    const forged = `yiwen_sender=${'A'.repeat(22)}.${'B'.repeat(43)}`;
    await createVisitor(url).post({ id: 'message-1', text: '好' }, { cookie: forged });
    expect(received[0]?.sender).not.toBe('A'.repeat(22));
  });

  it('keeps the identity of someone who comes by a link from another site', async () => {
    const { url } = await open();
    expect((await fetch(url)).headers.get('set-cookie')).toContain('yiwen_sender=');
    const linked = await fetch(url, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(linked.headers.get('set-cookie')).toBeNull();
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
    ['another site in an older browser', { origin: 'http://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('refuses messages from %s', async (_who, headers) => {
    const { received, visitor } = await open();
    const response = await visitor.post({ id: 'message-1', text: '好' }, headers);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'channel.foreign-origin' });
    expect(received).toEqual([]);
  });

  it('takes messages from its own page, and from origins that the bureau names', async () => {
    const { url, received, visitor } = await open({ origins: ['https://chat.example.gov.cn'] });
    await visitor.post(
      { id: 'message-1', text: '一' },
      { 'sec-fetch-site': 'same-origin', origin: 'http://rewritten' },
    );
    await visitor.post({ id: 'message-2', text: '二' }, { origin: new URL(url).origin });
    await visitor.post({ id: 'message-3', text: '三' }, { origin: 'https://chat.example.gov.cn' });
    expect(received.map(({ text }) => text)).toEqual(['一', '二', '三']);
  });

  it.each([
    ['no JSON', '{', 400],
    ['no text', { id: 'message-1' }, 400],
    ['blank text', { id: 'message-1', text: '  ' }, 400],
    ['no id', { text: '好' }, 400],
    ['an id with markup', { id: '<script>alert(1)', text: '好' }, 400],
    ['4,001 characters', { id: 'message-1', text: '长'.repeat(4_001) }, 400],
    ['more than 16 kB', { id: 'message-1', text: '长'.repeat(6_000) }, 413],
    ['an extra field', { id: 'message-1', text: '好', sender: 'someone' }, 400],
  ])('refuses a message with %s, with a remedy', async (_what, body, status) => {
    const { received, visitor } = await open();
    const response = await visitor.post(body);
    expect(response.status).toBe(status);
    expect(Object.keys(JSON.parse(await response.text()))).toEqual(['code', 'message', 'remedy']);
    expect(received).toEqual([]);
  });

  it('takes 4,000 characters', async () => {
    const { received, visitor } = await open();
    expect((await visitor.post({ id: 'message-1', text: '长'.repeat(4_000) })).status).toBe(200);
    expect(received[0]?.text).toHaveLength(4_000);
  });

  it('answers what is not there and what is not JSON in its own words', async () => {
    const { url, visitor } = await open();
    expect(await (await fetch(new URL('/nothing', url))).json()).toMatchObject({ code: 'channel.not-found' });
    const form = await visitor.post('id=1', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(await form.json()).toMatchObject({ code: 'channel.not-json' });
  });

  it('slows down one who writes too fast, and not the others', async () => {
    const { url, visitor } = await open({ messagesPerMinute: { sender: 3, address: 100 } });
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) statuses.push((await visitor.post({ id: `message-${n}`, text: '好' })).status);
    expect(statuses.at(-1)).toBe(429);
    const other = createVisitor(url);
    const page = await fetch(url);
    const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await other.post({ id: 'message-x', text: '好' }, { cookie })).status).toBe(200);
  });

  it('slows down a network address that throws its cookies away', async () => {
    const { url } = await open({ messagesPerMinute: { sender: 100, address: 3 } });
    const statuses: number[] = [];
    for (let n = 0; n < 5; n += 1)
      statuses.push((await createVisitor(url).post({ id: `message-${n}`, text: '好' })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });

  it.each([
    { trustProxy: true, statuses: [200, 200, 200] },
    { trustProxy: false, statuses: [200, 200, 429] },
  ])(
    'tells visitors behind a proxy apart where the proxy is trusted: $trustProxy',
    async ({ trustProxy, statuses }) => {
      const { url } = await open({ trustProxy, messagesPerMinute: { sender: 100, address: 2 } });
      const from = (last: number) =>
        createVisitor(url).post({ id: `message-${last}`, text: '好' }, { 'x-forwarded-for': `10.0.0.${last}` });
      const said: number[] = [];
      for (const last of [1, 2, 3]) said.push((await from(last)).status);
      expect(said).toEqual(statuses);
    },
  );

  it('refuses to start with a short secret, and on a port that is taken', async () => {
    await expect(
      createWebChat({ ...OPTIONS, secret: 'short' }).start(async () => ({ status: 'answered', text: '' })),
    ).rejects.toMatchObject({
      code: 'channel.weak-secret',
    });
    const { url } = await open();
    const second = createWebChat({ ...OPTIONS, port: Number(new URL(url).port) });
    await expect(second.start(async () => ({ status: 'answered', text: '' }))).rejects.toMatchObject({
      code: 'channel.cannot-listen',
    });
  });
});
