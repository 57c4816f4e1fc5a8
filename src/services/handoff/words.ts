import type { Bureau } from '../../domain/bureau.js';
import type { Choice, Reply } from '../../domain/message.js';
import { contactLines, NATIONAL_LINES } from '../contact.js';
import { type Hours, sayHours } from './hours.js';

const say = (text: string, choices: readonly Choice[] = []): Reply => ({
  ...{ status: 'service', service: 'handoff', text },
  ...(choices.length > 0 ? { choices } : {}),
});

const LEAVE_WORD: Choice = { label: '留言', text: '留言' };
const LEAVE: Choice = { label: '退出人工', text: '退出人工' };

/** Nothing is said: a person is talking. */
export const SILENT: Reply = { status: 'service', service: 'handoff', text: '', silent: true };

/** Where and when people are there to help. */
export function contact(bureau: Bureau): Reply {
  const lines = contactLines(bureau);
  const national = bureau.phones.length > 0 ? `也可以拨打${NATIONAL_LINES}。` : `请拨打${NATIONAL_LINES}。`;
  const text =
    lines.length > 0 ? ['可以这样找到工作人员：', ...lines, national].join('\n') : `${national}会有工作人员为您解答。`;
  return { status: 'service', text };
}

export function closedNow(bureau: Bureau, hours: readonly Hours[]): Reply {
  const when = `现在不是在线人工服务时间（${sayHours(hours)}）。可以回复“留言”，工作人员上班后联系您。`;
  return say(`${when}\n${contact(bureau).text}`, [LEAVE_WORD]);
}

const queued = (ahead: number) => (ahead === 0 ? '您排在第一位' : `您前面还有${ahead}位`);

export function asked(ahead: number): Reply {
  return say(
    [
      `正在为您转接工作人员，${queued(ahead)}。`,
      '您可以先说说要办什么事；您说的内容会加密，只有工作人员能看。',
      '工作人员说话时我不插话。不等了请回复“退出人工”。',
    ].join('\n'),
    [LEAVE],
  );
}

export const stillWaiting = (ahead: number): Reply =>
  say(`已记下，会转给工作人员。${queued(ahead)}，请稍等。不等了请回复“退出人工”。`, [LEAVE]);

export const alreadyTalking = say('您正在和工作人员对话，请直接说。结束请回复“退出人工”。', [LEAVE]);
export const leftQueue = say('已退出人工。可以继续问我，也可以回复“留言”。', [LEAVE_WORD]);
export const leftTalk = say('人工服务已结束。可以继续问我。');
export const taken = say('工作人员已接入，请直接说您的事。结束请回复“退出人工”。', [LEAVE]);
export const passedOn = say('已为您换一位同事，请稍等。');
export const endedByStaff = say('本次人工服务已结束。可以继续问我。');
export const fellSilent = say('很久没有新消息，人工服务已自动结束。还需要请再回复“转人工”。');

export function nobodyCame(bureau: Bureau): Reply {
  const { text } = contact(bureau);
  return say(`抱歉，工作人员都在忙，暂时没有人接入。可以回复“留言”，工作人员会联系您。\n${text}`, [LEAVE_WORD]);
}

export const fromStaff = (text: string): Reply => ({ ...say(`工作人员：${text}`), confidential: true });
