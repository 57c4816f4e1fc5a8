import type { EventEmitter } from 'node:events';
import type { payloads } from 'wechaty-puppet';
import { mock, PuppetMock } from 'wechaty-puppet-mock';

type Mocker = InstanceType<typeof mock.Mocker>;
type ContactMock = ReturnType<Mocker['createContact']>;
type RoomMock = ReturnType<Mocker['createRoom']>;
type Payload = payloads.Message;

/** Wechaty's own table of message types. */
export const TEXT = 7;

export interface MockedWechat {
  readonly puppet: PuppetMock;
  readonly mocker: Mocker;
  readonly self: ContactMock;
  contact(id: string): ContactMock;
  room(id: string, members: readonly ContactMock[]): RoomMock;
  /** Hands a message to the bot, or the one with this id again. */
  receive(payload: Partial<Payload> & { id: string; talkerId: string }): void;
  /** Called with every text that the bot says, and to whom. */
  onSaid(heard: (said: { to: string; text: string }) => void): void;
}

/** A WeChat of its own, where the bot is logged in as soon as it starts, unless told otherwise. */
export function mockWechat({ login = true } = {}): MockedWechat {
  const mocker = new mock.Mocker();
  const puppet = new PuppetMock({ mocker });
  const self = mocker.createContact({ id: 'bot', name: '医问' });
  const contacts = new Map([[self.id, self]]);
  const listeners: ((said: { to: string; text: string }) => void)[] = [];
  if (login) {
    mocker.use(() => {
      mocker.login(self);
      return () => {};
    });
  }
  const listen = (place: unknown, id: string): void => {
    // Under NodeNext the mock's types lose the emitter that they inherit.
    (place as EventEmitter).on('message', (message: InstanceType<Mocker['MessageMock']>) => {
      if (message.talker().id === self.id) for (const heard of listeners) heard({ to: id, text: message.text() ?? '' });
    });
  };
  return {
    puppet,
    mocker,
    self,
    contact(id) {
      const contact = contacts.get(id) ?? mocker.createContact({ id, name: `居民${id}` });
      if (!contacts.has(id)) listen(contact, id);
      contacts.set(id, contact);
      return contact;
    },
    room(id, members) {
      const room = mocker.createRoom({ id, topic: '幸福小区', memberIdList: members.map((member) => member.id) });
      listen(room, id);
      return room;
    },
    receive(payload) {
      if (!mocker.cacheMessagePayload.has(payload.id)) {
        mocker.MessageMock.create({ listenerId: self.id, timestamp: Date.now(), type: TEXT, ...payload } as Payload);
      }
      puppet.emit('message', { messageId: payload.id });
    },
    onSaid: (heard) => void listeners.push(heard),
  };
}
