import { once } from 'node:events';
import { join } from 'node:path';
import { assemble, type House } from '../app/assemble.js';
import { type Config, loadConfig } from '../app/config.js';
import { openConsole, type StaffConsole } from '../app/open-console.js';
import { openPublicPages } from '../app/public-pages.js';
import type { Channel, Notice } from '../channels/channel.js';
import { createWebChat } from '../channels/web-chat/web-chat.js';
import { YiwenError } from '../lib/errors.js';
import { showAdministrator, showFoundingCode } from './first-run.js';
import { showReport } from './index-report.js';
import { startPosting } from './posting.js';
import { warnTo } from './warnings.js';
import { sampleQuestions, welcome } from './welcome.js';

type Notify = (notice: Notice) => void;

function webChat(config: Config, house: House, notify: Notify): Channel {
  const { host, port, https, behindProxy } = config.channels.webChat;
  const { messagesPerMinute, addressMessagesPerMinute } = config.limits;
  return createWebChat({
    host,
    port,
    secureCookie: https,
    trustProxy: behindProxy,
    messagesPerMinute: { sender: messagesPerMinute, address: addressMessagesPerMinute },
    secret: house.secretFor('web-chat-cookie'),
    bureau: config.bureau.name ?? '医保问答',
    mailbox: house.assistant.mailbox,
    welcome: { text: welcome(config.bureau).text, samples: sampleQuestions },
    publicPages: openPublicPages(config, house),
    notify,
  });
}

async function wechaty(config: Config, notify: Notify, onFatal: (error: YiwenError) => void): Promise<Channel> {
  const { createWechatyChannel } = await import('../channels/wechaty/wechaty.js');
  const { puppet, endpoint, token, options } = config.channels.wechaty;
  return createWechatyChannel({
    puppet: {
      name: puppet,
      options: { ...options, ...(endpoint ? { endpoint } : {}), ...(token ? { token: token.reveal() } : {}) },
    },
    show: (text) => process.stdout.write(`${text}\n`),
    notify,
    onFatal,
    folder: join(config.dataFolder, 'wechaty'),
  });
}

async function channelsOf(
  config: Config,
  house: House,
  notify: Notify,
  onFatal: (error: YiwenError) => void,
): Promise<readonly Channel[]> {
  const { webChat: web, wechaty: chat } = config.channels;
  return [
    ...(web.enabled ? [webChat(config, house, notify)] : []),
    ...(chat.enabled ? [await wechaty(config, notify, onFatal)] : []),
  ];
}

/** Resolves at an interrupt or a request to end; rejects when a channel is lost for good. */
async function untilStopped(broken: AbortSignal): Promise<void> {
  await Promise.race([
    once(process, 'SIGINT'),
    once(process, 'SIGTERM'),
    once(broken, 'abort').then(() => Promise.reject(broken.reason)),
  ]);
}

/** Indexes what changed, starts the configured channels, says where they are, and runs until told to stop. */
export async function start({ config: file }: { readonly config: string | undefined }): Promise<number> {
  const config = loadConfig(file === undefined ? {} : { file });
  if (!config.channels.webChat.enabled && !config.channels.wechaty.enabled)
    throw new YiwenError(
      'start.no-channel',
      '没有打开任何渠道',
      '请在 yiwen.config.yaml 里打开 channels.webChat 或 channels.wechaty。',
    );
  const house = await assemble({
    config,
    build: 'stale',
    warn: warnTo(process.stderr),
    onCodeCreated: showFoundingCode(process.stderr),
    onIndexed: (report) => {
      if (report.status === 'built' || report.outcomes.some(({ status }) => status === 'failed'))
        process.stderr.write(showReport(report));
    },
  });
  const notify: Notify = ({ level, code, text, cause }) => {
    process.stdout.write(`${text}\n`);
    if (level !== 'info') house.log[level === 'warning' ? 'warn' : 'error'](code, { error: cause });
  };
  let stopPosting: (() => void) | undefined;
  let desk: StaffConsole | undefined;
  const broken = new AbortController();
  const channels = await channelsOf(config, house, notify, (error) => broken.abort(error));
  try {
    for (const channel of channels)
      await channel.start((message) => house.assistant.receive(message, channel.replyWithinMs));
    stopPosting = startPosting(channels, house);
    desk = await openConsole({ config, house, notify, onAdministrator: showAdministrator(process.stderr) });
    await untilStopped(broken.signal);
    process.stdout.write('正在停止……\n');
  } finally {
    stopPosting?.();
    await desk?.close();
    for (const channel of channels) await channel.stop();
    await house.close();
  }
  return 0;
}
