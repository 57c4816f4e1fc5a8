import { commandOf } from '../../chat/clean.js';
import { defineFlow, defineOneShot, type Flow, type Turn, type TurnContext } from '../../chat/flow.js';
import type { Bureau } from '../../domain/bureau.js';
import type { Address, IncomingMessage, MessageKind } from '../../domain/message.js';
import { attendance, type Hours } from './hours.js';
import { countWaiting, type Handoff, openOf } from './records.js';
import * as words from './words.js';

export type HandoffEffect =
  | { readonly kind: 'ask'; readonly address: Address }
  | { readonly kind: 'say'; readonly handoff: string; readonly words: string }
  | { readonly kind: 'leave' };

interface Loaded {
  readonly open: Handoff | undefined;
  /** How many were there before, or would be. */
  readonly ahead: number;
}

type State = { readonly step: 'with-staff' };
type Context = TurnContext<Loaded>;

const ASKED =
  /^(?:0|(?:我要|我想)?投诉(?:你们|窗口)?|(?:我要|我想|帮我|请|麻烦)?(?:转|找|接|要)?(?:人工|真人|客服)(?:客服|服务|坐席|咨询)?)$/;
const LEAVING = /^(?:取消|退出|退出人工|结束|结束人工|结束对话|不等了|退出对话|取消人工)$/;

const wantsPerson = ({ text }: IncomingMessage) => ASKED.test(commandOf(text));

/** 转人工 of a bureau that has no hours for it in the chat: where and when people are there. */
export const contactFlow = (bureau: Bureau) =>
  defineOneShot({
    name: 'handoff',
    title: '转人工',
    confidential: false,
    where: 'anywhere',
    amidst: 'answer',
    wants: wantsPerson,
    begin: () => ({ status: 'complete', effects: [], reply: () => words.contact(bureau) }),
  });

/** In a group nobody is handed over: who is there is told, and the talk is for the private chat. */
export const groupContactFlow = (bureau: Bureau) => ({
  ...contactFlow(bureau),
  name: 'handoff-group',
  wants: (message: IncomingMessage) => message.group !== undefined && wantsPerson(message),
});

/** A person takes over: every message is theirs, and the bot says nothing while they talk. */
export function handoffFlow(bureau: Bureau, hours: readonly Hours[]): Flow<State, Loaded> {
  return defineFlow<State, Loaded>({
    name: 'handoff-talk',
    title: '人工服务',
    version: 1,
    confidential: true,
    where: 'private',
    amidst: 'answer',
    aside: () => words.contact(bureau),
    holds: true,
    wants: wantsPerson,
    async load(_message, _state, { db, sender }) {
      const open = await openOf(db, sender);
      return { open, ahead: await countWaiting(db, open?.askedAt) };
    },
    begin({ message: { channel, chat, sender }, loaded, now }) {
      const { open, ahead } = loaded;
      const state: State = { step: 'with-staff' };
      if (open)
        return { status: 'asking', state, reply: open.state === 'TALKING' ? words.alreadyTalking : words.asked(ahead) };
      if (!attendance(hours, now).open)
        return { status: 'complete', effects: [], reply: () => words.closedNow(bureau, hours) };
      const effects: HandoffEffect[] = [{ kind: 'ask', address: { channel, chat, sender } }];
      return { status: 'asking', state, effects, reply: words.asked(ahead) };
    },
    advance: withStaff,
    prompt: () => words.alreadyTalking,
  });
}

const unreadable: Readonly<Partial<Record<MessageKind, string>>> = {
  image: '[图片]',
  sticker: '[表情]',
  location: '[位置]',
  voice: '[语音，没有转成文字]',
};

/** Where staff, silence or nobody ended it, the message is dealt with as any other. */
function withStaff(state: State, { message, loaded, seal }: Context): Turn<State> {
  const { open, ahead } = loaded;
  if (!open) return { status: 'yielded' };
  const talking = open.state === 'TALKING';
  if (message.kind === 'event') return { status: 'asking', state, reply: words.SILENT };
  if (LEAVING.test(commandOf(message.text))) {
    const effects: HandoffEffect[] = [{ kind: 'leave' }];
    return { status: 'complete', effects, reply: () => (talking ? words.leftTalk : words.leftQueue) };
  }
  const said = message.text === '' ? (unreadable[message.kind] ?? '[文件或其他内容]') : message.text;
  const effects: HandoffEffect[] = [{ kind: 'say', handoff: open.id, words: seal('form', said) }];
  return { status: 'asking', state, effects, reply: talking ? words.SILENT : words.stillWaiting(ahead) };
}
