import type { Choice, MessageKind, Reply } from '../domain/message.js';

/** What the assistant itself says, whichever service is at work. */
const say = (text: string, choices?: readonly Choice[]): Reply => ({
  status: 'service',
  service: 'chat',
  text,
  ...(choices ? { choices } : {}),
});

export const tooFast = say('您发得有点快，我一条一条来。请过一分钟再发；急事请拨打医保服务热线 12393。');
export const tooLong = say('这条消息太长了（超过4000字），我没能收下。请分成几条发给我。');
export const empty = say('没有看到文字。请直接打字说您的问题，例如：退休的门诊一年能报多少');
export const nothingToLeave = say('好的。现在没有正在办理的事项，有问题随时问我。');
export const privateOnly = say('这件事涉及个人信息，请私聊我办理。群里的这条消息我没有保存。');
export const alreadyHandled = say('这条消息之前已经处理过了，回复内容为保密已清除。');
export const askAgain = say('请把刚才的问题再发一遍，我来回答。');
export const failed = say(
  '抱歉，系统出了点问题，这条消息没有办成，也没有保存。请过几分钟再发一次；急事请拨打医保服务热线 12393 或 12345。',
);

const unreadableKinds: Readonly<Partial<Record<MessageKind, string>>> = {
  image: '图片我还看不懂',
  sticker: '表情我还看不懂',
  location: '位置我还不会用',
  voice: '这段语音没有转成文字',
};

export function unreadable(kind: MessageKind): Reply {
  return say(`${unreadableKinds[kind] ?? '这种消息我还看不懂'}，请用文字告诉我。例如：在外地住院怎么报销`);
}

export function left(title: string): Reply {
  return say(`已取消${title}，未保存任何内容。有问题随时问我。`);
}

export const expired = (title: string) => `刚才的${title}超过30分钟没有继续，已自动结束，没有保存内容。`;
export const outdated = (title: string) => `系统刚更新过，刚才的${title}需要重新开始，没有保存内容。`;
export const busyWith = (title: string) => `正在办理${title}。想先做别的，请回复“取消”退出。`;
export const PERSONAL_DATA_NOTE = '提示：您的消息里有证件号、电话或卡号，我已隐去，没有保存。咨询政策不需要这些。';

/** One reply of two: what is said first, then what the open flow still waits for. */
export function followedBy(first: Reply, then: Reply): Reply {
  const { choices: _, ...rest } = first;
  const joined = { ...rest, text: `${first.text}\n\n${then.text}` };
  return then.choices ? { ...joined, choices: then.choices } : joined;
}

export function precededBy(notice: string, { silent, ...reply }: Reply): Reply {
  if (silent) return { ...reply, text: notice };
  return { ...reply, text: `${notice}\n${reply.text}` };
}
