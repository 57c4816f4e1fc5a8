import type { FastifyInstance } from 'fastify';
import type { Choice } from '../../domain/message.js';
import { YiwenError } from '../../lib/errors.js';
import type { Channel, Notify } from '../channel.js';

export interface WebChatOptions {
  /** Where to listen; this machine only unless said otherwise. */
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Signs the cookie that tells senders apart: 32 characters or more, the same on every replica. */
  readonly secret: string;
  /** The bureau's name, as the header shows it. */
  readonly bureau: string;
  /** The opening message, with questions to tap: four are meant, six at most are shown. */
  readonly welcome: { readonly text: string; readonly samples: readonly Choice[] };
  /** True where people come over https: the cookie is then never sent in the clear. */
  readonly secureCookie?: boolean;
  /** True behind a reverse proxy that sets X-Forwarded-For. */
  readonly trustProxy?: boolean;
  /** Other origins (`https://chat.example.cn`) under which a proxy serves the page. */
  readonly origins?: readonly string[];
  /** Messages a minute: one sender's, and all from one network address (a whole hall may share one). */
  readonly messagesPerMinute?: { readonly sender: number; readonly address: number };
  readonly notify?: Notify;
}

export interface WebChat extends Channel {
  /** Where the page is, once started. */
  readonly url: string;
}

/** One page and one POST; the only thing it keeps about a person is a random number in their own browser. */
export function createWebChat(options: WebChatOptions): WebChat {
  let server: FastifyInstance | undefined;
  let url = '';
  return {
    name: 'web-chat',
    get url() {
      return url;
    },
    async start(deliver) {
      checkSecret(options.secret);
      const { buildServer } = await import('./server.js');
      server = await buildServer(options, deliver);
      url = await listen(server, options.host ?? '127.0.0.1', options.port);
      options.notify?.({ level: 'info', code: 'channel.web-chat-ready', text: `网页对话：${url}` });
    },
    send: async () => ({ status: 'unreachable', reason: '网页只回答收到的消息' }),
    async stop() {
      await server?.close();
      server = undefined;
    },
  };
}

function checkSecret(secret: string): void {
  if (secret.length >= 32) return;
  throw new YiwenError('channel.weak-secret', '网页对话的签名密钥少于32个字符', '请换成32个以上的随机字符');
}

async function listen(server: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (cause) {
    await server.close();
    throw new YiwenError(
      'channel.cannot-listen',
      `网页对话无法使用 ${host}:${port}`,
      '端口可能已被占用或没有权限，请在配置里换一个端口',
      { cause },
    );
  }
  const address = server.server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${shown}:${actual}/`;
}
