import type { Bureau } from '../../domain/bureau.js';
import type { Choice, Reply } from '../../domain/message.js';
import { phonesToCall } from '../contact.js';

const say = (text: string, choices?: readonly Choice[]): Reply => ({
  status: 'service',
  text,
  ...(choices ? { choices } : {}),
});

const choice = (text: string, label = text): Choice => ({ label, text });
// 取消 is no choice where people write freely: a stray 2 must not throw away what they told.
const SKIP = choice('跳过');
const DONE = choice('完成');
const NO_CONTACT = choice('不留');

const ASK_TARGET = '请问举报谁、哪家机构？例如：某某药店。不清楚请回复“跳过”。';

/** Five lines: what kind of confidence this is, the other ways, the way out, the first question. */
export function consent(bureau: Bureau, begun: boolean): Reply {
  const window = bureau.address ? `，或到窗口（${bureau.address}）` : '，或到经办窗口';
  return say(
    [
      '可以在这里举报。您说的内容会加密，只有承办人员能看。',
      '这是保密，不是匿名：聊天平台知道是您发的消息。',
      `也可以拨打 ${phonesToCall(bureau)}${window}。`,
      '随时回复“取消”退出，不留任何内容。',
      begun ? `您刚才说的已加密记下。${ASK_TARGET}` : ASK_TARGET,
    ].join('\n'),
    [SKIP],
  );
}

/** To an accusation: what was said is sealed already, and goes again unless the person says yes. */
export const offer = say(
  '您说的情况可以举报：内容加密，只有承办人员能看。要举报请回复“我要举报”；也可以拨打 12393。想问政策请直接问。',
  [choice('我要举报')],
);
export const askTarget = say(ASK_TARGET, [SKIP]);
export const askStory = say('请说说发生了什么，可以分几条发。说完请回复“完成”。', [DONE]);
export const noStoryYet = say('还没有内容。请先说说发生了什么，例如：没有住院却记了住院。');
export const onlyTarget = say('还没有说发生了什么，例如：没有住院却记了住院。没有别的要说，请再回复一次“完成”。', [
  DONE,
]);
export const askWhen = say('大概什么时间、什么地点？不清楚请回复“跳过”。', [SKIP]);
export const askContact = say('需要联系您吗？可留姓名和电话，单独加密保存；不留请回复“不留”。', [NO_CONTACT]);
export const askName = say('好的，请发姓名和电话，例如：张三 13800000000。不留请回复“不留”。', [NO_CONTACT]);
export const askWhich = say('这句话像是在提问。要写进举报内容，还是先回答您？', [
  choice('写进举报'),
  choice('先回答问题'),
]);
export const tooMany = say('内容已经很多了，请回复“完成”进入下一步；其余材料可以交给承办人员。', [DONE]);

export function noted(pieces: number): Reply {
  return say(`已加密记下第${pieces}条。还有请接着说，说完请回复“完成”。`, [DONE]);
}

export function askToSubmit(pieces: number, named: boolean): Reply {
  const contact = named ? '联系方式已留' : '没有留联系方式';
  return say(`共${pieces}条内容，${contact}。要提交吗？需要补充可以直接说。`, [choice('提交'), choice('取消')]);
}

/** The receipt comes last, so that it is what remains on the screen. */
export function filed(receipt: string): Reply {
  return say(`举报已收到，会由承办人员核查。\n查进度要用受理码，请抄下来，只显示这一次。\n受理码：${receipt}`);
}

export const left = say('已取消，未保存任何内容。');

export const askReceipt = say('请发16位受理码，例如：1234-5678-9012-3456');
export const notAReceipt = say('这不像受理码。受理码是16位数字，例如：1234-5678-9012-3456');
export const unknownReceipt = say('没有找到这个受理码。请核对16位数字后再发一次。');
export const tooManyTries = say('查询次数太多了，请过15分钟再试。');

/** States are told in plain words; the story never is. */
const stateNames: Readonly<Record<string, string>> = { RECEIVED: '已收到，等待承办人员核查' };

export function status(day: string, state: string): Reply {
  const [year, month, date] = day.split('-').map(Number);
  return say(`您${year}年${month}月${date}日的举报：${stateNames[state] ?? '正在办理'}。`);
}
