import type { Contact, Message, Room } from 'wechaty';
import type { Attachment, IncomingMessage, MessageKind } from '../../domain/message.js';

/** Wechaty's kinds by name. A kind that is not here (a recall, a group's notice) is nobody talking to the bot. */
const KINDS: Readonly<Record<string, MessageKind>> = {
  Text: 'text',
  Image: 'image',
  Emoticon: 'sticker',
  Location: 'location',
  Audio: 'voice',
  Video: 'other',
  Attachment: 'other',
  ChatHistory: 'other',
  Contact: 'other',
  MiniProgram: 'other',
  Transfer: 'other',
  RedEnvelope: 'other',
  Url: 'other',
};

/** Kinds whose bytes a puppet may hand out. */
const FILES: ReadonlySet<string> = new Set(['Image', 'Attachment']);

export interface ReadingOptions {
  /** The name of a message's type, as in wechaty's own table. */
  typeName(message: Message): string | undefined;
  /** Who the bot is logged in as. */
  readonly self: Contact;
  /** What was sent before is not answered: it may be days old. */
  readonly since: Date;
  /** Whether the talker is a public account: two machines must not talk to each other for ever. */
  isMachine(contact: Contact): boolean;
}

/** A message to the bot; undefined for its own, for old ones, and in a group for what does not mention it. */
export async function readMessage(message: Message, options: ReadingOptions): Promise<IncomingMessage | undefined> {
  const type = options.typeName(message) ?? '';
  const kind = KINDS[type];
  const talker = message.talker();
  if (!kind || message.self() || options.isMachine(talker) || isOld(message, options.since)) return undefined;
  const room = message.room();
  const said = kind === 'text' ? message.text() : '';
  const text = room ? await mentionTaken(message, room, said, options.self) : said;
  if (text === undefined) return undefined;
  return {
    channel: 'wechaty',
    chat: room?.id ?? talker.id,
    sender: talker.id,
    id: message.id,
    kind,
    text: text.trim(),
    sentAt: message.date(),
    ...(FILES.has(type) ? { attachments: [attachmentOf(message)] } : {}),
    ...(room ? { group: { name: await room.topic() } } : {}),
  };
}

/** Read only where somebody asked for it: a puppet may have to fetch the bytes from the platform. */
function attachmentOf(message: Message): Attachment {
  return {
    name: '',
    async read(most) {
      const box = await message.toFileBox();
      const pieces: Buffer[] = [];
      let size = 0;
      for await (const piece of await box.toStream()) {
        const bytes = Buffer.from(piece as Uint8Array);
        pieces.push(bytes);
        size += bytes.length;
        // One piece too much says that it is too large; no more is taken in.
        if (size > most) break;
      }
      return Buffer.concat(pieces);
    },
  };
}

/** Platforms count in whole seconds: what came in the second of the start is new. */
function isOld(message: Message, since: Date): boolean {
  return Math.floor(message.date().getTime() / 1_000) < Math.floor(since.getTime() / 1_000);
}

/** The text without the bot's name; undefined where the bot is not mentioned. Some gateways give no list of mentions. */
async function mentionTaken(message: Message, room: Room, text: string, self: Contact): Promise<string | undefined> {
  const names = [await room.alias(self), self.name()].filter((name) => name !== undefined && name !== '');
  const mention = new RegExp(`@(?:${names.map(literal).join('|')})(?:[\\u2005\\s]+|$|(?=[，。,:：]))`, 'gu');
  const without = text.replace(mention, '');
  const mentioned = without !== text || (await message.mentionSelf());
  return mentioned ? without : undefined;
}

function literal(text: string | undefined): string {
  return (text ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
