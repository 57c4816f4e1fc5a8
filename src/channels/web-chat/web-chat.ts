import type { FastifyInstance } from 'fastify';
import { YiwenError } from '../../lib/errors.js';
import { urlOf } from '../../lib/served.js';
import type { Channel } from '../channel.js';
import type { WebChatOptions } from './options.js';

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
    fetched: true,
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
    send: async () => ({ status: 'unreachable', reason: '网页自己来取' }),
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
  return urlOf(server.server.address(), host, port);
}
