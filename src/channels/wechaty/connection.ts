import type { Message, Wechaty } from 'wechaty';
import { YiwenError } from '../../lib/errors.js';
import type { Notify } from '../channel.js';
import { gatewayFault, isFatal } from './faults.js';
import { openPuppet, type PuppetChoice } from './puppet.js';

export interface ConnectionOptions {
  readonly puppet: PuppetChoice;
  /** Shows the QR code. Not a log: whoever reads the code can log in. */
  readonly show: (text: string) => void;
  /** Told logins, lost logins, and what went wrong. */
  readonly notify: Notify;
  /** Called when the connection has ended for good after it had started: the token was refused. */
  readonly onFatal?: (error: YiwenError) => void;
  /** Where the gateway's client may keep what it caches of contacts and groups. */
  readonly folder?: string;
  /** How long to wait for a QR code or a login, in milliseconds. */
  readonly startWithinMs?: number;
}

type WechatyModule = typeof import('wechaty');

export interface Connection {
  readonly bot: Wechaty;
  readonly types: WechatyModule['types'];
}

const START_WITHIN_MS = 30_000;

/**
 * Connects, and resolves at the first sign that the gateway takes us: a QR code or a login. `bot.start()` itself
 * resolves even when the token is refused, which then arrives as an `error` event only.
 */
export async function connect(
  options: ConnectionOptions,
  onMessage: (message: Message, connection: Connection) => void,
): Promise<Connection> {
  const puppet = await openPuppet(options.puppet, options.folder);
  const { WechatyBuilder, log, types } = await importWechaty();
  log.level('silent'); // what the operator should know is told as notices, in words and without the token
  const bot = WechatyBuilder.build({ puppet });
  const connection = { bot, types };
  bot.on('message', (message) => onMessage(message, connection));
  tellLogins(bot, types, options);
  const usable = untilUsable(bot, options);
  try {
    await Promise.all([bot.start(), usable]);
  } catch (error) {
    bot.stop().catch(() => {}); // takes seconds where nobody answers: the operator is told first
    throw error;
  }
  tellFaults(bot, options);
  return connection;
}

async function importWechaty(): Promise<WechatyModule> {
  try {
    return await import('wechaty');
  } catch (cause) {
    throw new YiwenError('channel.wechaty-missing', '没有装好 wechaty', '请运行 npm install', { cause });
  }
}

function tellLogins(bot: Wechaty, types: WechatyModule['types'], { show, notify }: ConnectionOptions): void {
  bot.on('scan', (code, status) => {
    if (status === types.ScanStatus.Scanned || status === types.ScanStatus.Confirmed) return;
    notify({ level: 'info', code: 'channel.wechaty-scan', text: '请用微信扫描终端里的二维码登录' });
    void drawCode(code).then(show);
  });
  bot.on('login', () => notify({ level: 'info', code: 'channel.wechaty-login', text: '微信已登录' }));
  bot.on('logout', () =>
    notify({ level: 'warning', code: 'channel.wechaty-logout', text: '微信已掉线，收不到消息了；请重新扫码登录' }),
  );
}

async function drawCode(code: string): Promise<string> {
  const { toString: draw } = await import('qrcode');
  return draw(code, { type: 'terminal', small: true });
}

function untilUsable(bot: Wechaty, options: ConnectionOptions): Promise<void> {
  const within = options.startWithinMs ?? START_WITHIN_MS;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(silentFault(within)), within);
    const settle = (settled: () => void): void => {
      clearTimeout(timer);
      settled();
    };
    bot.once('scan', () => settle(resolve));
    bot.once('login', () => settle(resolve));
    bot.on('error', (error) => settle(() => reject(gatewayFault(error, tokenOf(options)))));
  });
}

function silentFault(within: number): YiwenError {
  return new YiwenError(
    'channel.wechaty-silent',
    `微信网关${Math.round(within / 1_000)}秒内没有给出二维码，也没有登录`,
    '请核对网关地址、两端是否都用或都不用TLS，并重启网关',
  );
}

function tellFaults(bot: Wechaty, options: ConnectionOptions): void {
  let ended = false;
  bot.on('error', (error) => {
    if (ended) return;
    const fault = gatewayFault(error, tokenOf(options));
    ended = isFatal(fault);
    options.notify({ level: ended ? 'error' : 'warning', code: fault.code, text: fault.message, cause: fault });
    if (ended) options.onFatal?.(fault);
  });
}

function tokenOf({ puppet }: ConnectionOptions): string | undefined {
  return 'name' in puppet ? puppet.options?.token : undefined;
}
