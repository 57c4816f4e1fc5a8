import type { Puppet } from 'wechaty-puppet';
import { YiwenError } from '../../lib/errors.js';

/** How the bot reaches WeChat: a package by name with its own options, or a puppet that is already made. */
export type PuppetChoice = { readonly name: string; readonly options?: PuppetOptions } | { readonly instance: Puppet };

export interface PuppetOptions {
  /** `host:port` of the gateway. */
  readonly endpoint?: string;
  readonly token?: string;
  readonly tls?: { readonly disable?: boolean; readonly caCert?: string; readonly serverName?: string };
  /** Whatever else the chosen puppet understands. */
  readonly [option: string]: unknown;
}

const GATEWAY = 'wechaty-puppet-service';
const PACKAGE_NAME = /^(?:@[a-z0-9-]+\/)?[a-z0-9][a-z0-9._-]*$/;

/** Makes the puppet, without connecting. `folder` is where the gateway's client keeps what it caches of contacts. */
export async function openPuppet(choice: PuppetChoice, folder?: string): Promise<Puppet> {
  if ('instance' in choice) return choice.instance;
  if (choice.name === GATEWAY) checkGateway(choice.options ?? {});
  const Construct = await importPuppet(choice.name);
  const puppet = new Construct(choice.options ?? {});
  if (folder !== undefined) keepCacheIn(puppet, folder);
  return puppet;
}

/** Without an endpoint the client would ask a server on the internet where its gateway is. */
function checkGateway({ endpoint, token }: PuppetOptions): void {
  if (!endpoint) {
    throw new YiwenError(
      'channel.wechaty-endpoint-missing',
      '微信网关没有写地址',
      '请在配置的 wechaty.puppet.options.endpoint 写网关的 主机:端口',
    );
  }
  if (!token) {
    throw new YiwenError(
      'channel.wechaty-token-missing',
      '微信网关没有写令牌',
      '请在配置的 wechaty.puppet.options.token 写网关发给您的令牌',
    );
  }
}

type PuppetConstructor = new (options: PuppetOptions) => Puppet;

async function importPuppet(name: string): Promise<PuppetConstructor> {
  if (!PACKAGE_NAME.test(name)) {
    throw new YiwenError('channel.wechaty-puppet-name', `“${name}”不是一个组件包名`, '例如 wechaty-puppet-service');
  }
  try {
    const module: { default?: PuppetConstructor } = await import(name);
    if (typeof module.default === 'function') return module.default;
  } catch (cause) {
    throw new YiwenError('channel.wechaty-puppet-missing', `没有装好微信组件 ${name}`, `请运行 npm install ${name}`, {
      cause,
    });
  }
  throw new YiwenError('channel.wechaty-puppet-invalid', `${name} 不是微信组件`, '请核对配置里的组件包名');
}

/** The client caches names and groups in the home folder, under a path that holds the token. They belong with our data. */
function keepCacheIn(puppet: Puppet, folder: string): void {
  const cache: unknown = Reflect.get(puppet, '_payloadStore');
  if (typeof cache === 'object' && cache !== null) Reflect.set(cache, 'storeDir', folder);
}
