import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Desk } from '../../src/casework/desk.js';
import { buildConsole } from '../../src/console/server.js';
import type { Role } from '../../src/domain/staff.js';
import { randomId } from '../../src/lib/ids.js';
import { silentLog } from '../../src/lib/log.js';
import { createDesks } from '../../src/services/desks.js';
import { accountById, addAccount, changeAccount } from '../../src/staff/account-tables.js';
import { codeAt, newSecret } from '../../src/staff/second-factor.js';
import { holdCeremony } from '../../src/storage/sealing/ceremony.js';
import { putHolder } from '../../src/storage/sealing/key-tables.js';
import { createHolder } from '../../src/storage/sealing/keyring.js';
import type { Purpose } from '../../src/storage/sealing/sealed-text.js';
import {
  createTestAssistant,
  TEST_COST,
  type TestAssistant,
  type TestAssistantOptions,
  testRatings,
} from './test-assistant.js';

export interface TestMember {
  readonly id: string;
  readonly login: string;
  readonly password: string;
  readonly secret: string;
}

/** A browser of one member of staff: keeps the cookie, follows redirects, sends forms with the token of the last page. */
export interface TestBrowser {
  get(path: string): Promise<Shown>;
  post(path: string, fields?: Readonly<Record<string, string | readonly string[]>>): Promise<Shown>;
  /** A form with a file in its field `file`. */
  upload(path: string, fields: Readonly<Record<string, string>>, file: SentFile): Promise<Shown>;
}

export interface SentFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Shown {
  readonly status: number;
  /** Where the redirects ended. */
  readonly path: string;
  readonly body: string;
  readonly bytes: Buffer;
  /** The page's words without its tags. */
  readonly text: string;
}

/** A whole bot with the staff console over the same records. */
export interface TestConsole {
  readonly bot: TestAssistant;
  readonly server: FastifyInstance;
  /** An account that is set up, with these roles. */
  hire(login: string, roles: readonly Role[]): Promise<TestMember>;
  /** @param from the network address of each request; always the same one without */
  signIn(member: TestMember, from?: () => string): Promise<TestBrowser>;
  /** Two office holders take the keys over: `zhao` (supervisor and clerk) and `qian` (custodian). */
  found(): Promise<{ readonly zhao: TestMember; readonly qian: TestMember }>;
  close(): Promise<void>;
}

export interface TestConsoleOptions extends TestAssistantOptions {
  readonly desks?: readonly Desk[];
}

export async function createTestConsole({ desks, ...options }: TestConsoleOptions = {}): Promise<TestConsole> {
  const bot = await createTestAssistant(options);
  const { store, localKey, seal, clock } = bot;
  const server = await buildConsole({
    ...{ port: 0, store, localKey, seal, clock, bureau: '样例市医保局' },
    desks:
      desks ??
      createDesks({ localKey, ratings: testRatings, ...(options.handoff ? { handoff: options.handoff } : {}) }),
    log: options.log ?? silentLog,
  });
  const hire = async (login: string, roles: readonly Role[]): Promise<TestMember> => {
    const member = { id: randomId(), login, password: `${login} keeps a long password`, secret: newSecret() };
    const holder = await createHolder(member.id, member.password, TEST_COST);
    await store.transaction(async (tx) => {
      await addAccount(tx, { id: member.id, login, name: `${login}同志`, roles }, clock.now());
      await putHolder(tx, holder, clock.now());
      const { version } = (await accountById(tx, member.id)) ?? { version: 0 };
      await changeAccount(tx, member.id, version, { state: 'active', totp: localKey.encrypt(member.secret) });
    });
    return member;
  };
  return {
    bot,
    server,
    hire,
    async signIn(member, from = () => '127.0.0.1') {
      const browser = createBrowser(server, from);
      await browser.get('/sign-in');
      const known = await browser.post('/sign-in', { login: member.login, password: member.password });
      if (known.path !== '/sign-in/code') throw new Error(`${member.login} is not known: ${known.text}`);
      const inside = await browser.post('/sign-in/code', { code: codeAt(member.secret, clock.now()) });
      if (inside.path !== '/') throw new Error(`${member.login} is not signed in: ${inside.text}`);
      return browser;
    },
    async found() {
      await seal();
      const zhao = await hire('zhao', ['supervisor', 'clerk']);
      const qian = await hire('qian', ['custodian']);
      const officer = ({ id, login }: TestMember, purposes: readonly Purpose[]) => ({
        id,
        actor: `staff:${login}`,
        purposes,
      });
      const officers = [officer(zhao, ['story', 'form']), officer(qian, ['identity'])] as const;
      await holdCeremony(store, { code: bot.codes[0] ?? '', officers, at: clock.now(), cost: TEST_COST });
      return { zhao, qian };
    },
    async close() {
      await server.close();
      await bot.close();
    },
  };
}

function createBrowser(server: FastifyInstance, from: () => string): TestBrowser {
  let cookie = '';
  let token = '';
  const get = (url: string) => server.inject({ method: 'GET', url, headers: { cookie }, remoteAddress: from() });
  const keep = (response: LightMyRequestResponse) => {
    for (const { name, value } of response.cookies) if (name === 'yiwen_staff') cookie = `${name}=${value}`;
    token = /name="form-token" value="([^"]*)"/.exec(response.body)?.[1] ?? token;
  };
  const shown = async (response: LightMyRequestResponse, path: string): Promise<Shown> => {
    keep(response);
    const { location } = response.headers;
    if (response.statusCode === 303 && typeof location === 'string') {
      return shown(await get(location), location);
    }
    const body = response.body;
    const text = body.replace(/<(?:script|style)[\s\S]*?<\/\w+>|<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    return { status: response.statusCode, path, body, bytes: response.rawPayload, text };
  };
  return {
    get: async (path) => shown(await get(path), path),
    async post(path, fields = {}) {
      const form = new URLSearchParams({ 'form-token': token });
      for (const [name, value] of Object.entries(fields))
        for (const one of typeof value === 'string' ? [value] : value) form.append(name, one);
      const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded', referer: 'http://localhost:80/' };
      const sent = { method: 'POST', url: path, headers, payload: form.toString(), remoteAddress: from() } as const;
      return shown(await server.inject(sent), path);
    },
    async upload(path, fields, { name, bytes }) {
      const form = new FormData();
      for (const [key, value] of Object.entries({ 'form-token': token, ...fields })) form.append(key, value);
      form.append('file', new File([new Uint8Array(bytes)], name));
      const request = new Request('http://localhost/', { method: 'POST', body: form });
      const type = request.headers.get('content-type') ?? '';
      const headers = { cookie, 'content-type': type, referer: 'http://localhost:80/' };
      const payload = Buffer.from(await request.arrayBuffer());
      return shown(await server.inject({ method: 'POST', url: path, headers, payload, remoteAddress: from() }), path);
    },
  };
}
