import type { Message, Wechaty } from 'wechaty';
import type { Address, Reply } from '../../domain/message.js';
import { type Clock, systemClock } from '../../lib/clock.js';
import { createLanes } from '../../lib/lane.js';
import { type Channel, type Deliver, deliverPolitely, type SendOutcome } from '../channel.js';
import { renderReply, WECHAT_LIMITS } from '../render.js';
import { type Connection, type ConnectionOptions, connect } from './connection.js';
import { readMessage } from './incoming.js';

export interface WechatyOptions extends ConnectionOptions {
  readonly clock?: Clock;
}

/** The last guard: services do not speak in confidence in a group, and if one did, it would not be heard. */
const NOT_IN_A_GROUP: Reply = { status: 'service', text: '这件事请单独发消息给我，群里不方便说。' };

/** WeChat through any puppet: people one to one, and groups where the bot is mentioned. */
export function createWechatyChannel(options: WechatyOptions): Channel {
  const { notify, clock = systemClock } = options;
  const lanes = createLanes();
  let bot: Wechaty | undefined;
  let stopping = false;

  async function answer(message: Message, { bot, types }: Connection, deliver: Deliver, since: Date): Promise<void> {
    const incoming = await readMessage(message, {
      self: bot.currentUser,
      since,
      typeName: (sent) => types.Message[sent.type()],
      isMachine: (contact) => contact.type() === types.Contact.Official,
    });
    if (!incoming) return;
    const party = `${incoming.chat} ${incoming.sender}`;
    await lanes.run(party, async () => say(message, await deliverPolitely(deliver, incoming, notify)));
  }

  return {
    name: 'wechaty',
    async start(deliver) {
      const since = clock.now();
      stopping = false;
      const connection = await connect(options, (message, connection) => {
        if (stopping) return;
        answer(message, connection, deliver, since).catch((cause: unknown) =>
          notify({ level: 'error', code: 'channel.wechaty-reply-lost', text: '一条微信回复没有发出去', cause }),
        );
      });
      bot = connection.bot;
    },
    send: async (address, reply) => sendTo(bot, address, reply),
    async stop() {
      stopping = true;
      await lanes.idle();
      await bot?.stop();
      bot = undefined;
    },
  };
}

async function say(message: Message, reply: Reply): Promise<void> {
  const room = message.room();
  const shown = room && reply.confidential ? NOT_IN_A_GROUP : reply;
  for (const part of renderReply(shown, WECHAT_LIMITS)) {
    await (room ? room.say(part, message.talker()) : message.say(part));
  }
}

/** Never throws: the outbox decides whether to try again. */
async function sendTo(bot: Wechaty | undefined, address: Address, reply: Reply): Promise<SendOutcome> {
  if (!bot?.isLoggedIn) return { status: 'failed', reason: '微信没有登录' };
  try {
    const isGroup = address.chat !== address.sender;
    const chat = isGroup ? await bot.Room.find({ id: address.chat }) : await bot.Contact.find({ id: address.sender });
    if (!chat) return { status: 'unreachable', reason: '微信里找不到这个人或群' };
    const shown = isGroup && reply.confidential ? NOT_IN_A_GROUP : reply;
    for (const part of renderReply(shown, WECHAT_LIMITS)) await chat.say(part);
    return { status: 'sent' };
  } catch (error) {
    return { status: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
