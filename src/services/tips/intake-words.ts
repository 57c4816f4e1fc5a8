import type { Bureau } from '../../domain/bureau.js';
import type { Reply } from '../../domain/message.js';
import { phonesToCall } from '../contact.js';
import { type ActGroup, actGroups, actOf, unclearAct } from './acts.js';
import type { Step, Told } from './told.js';
import { choice, DONE, first, say } from './words.js';

// 取消 and 提交 are no choices where people write freely: a stray 2 must neither throw away nor send what they told.
const SKIP = choice('跳过');
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
      '随时回复“上一步”返回，回复“取消”退出、不留任何内容。',
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
export const askStory = say('请说说发生了什么，可以分几条发。说完请回复“完成”。', [DONE]);
export const goOn = say('还有请接着说，说完请回复“完成”。', [DONE]);
export const noStoryYet = say('还没有内容。请先说说发生了什么，例如：没有住院却记了住院。');
export const onlyTarget = say('还没有说发生了什么，例如：没有住院却记了住院。没有别的要说，请再回复一次“完成”。', [
  DONE,
]);
export const askName = say('好的，请发姓名和电话，例如：张三 13800000000。不留请回复“不留”。', [NO_CONTACT]);
export const askWhich = say('这句话像是在提问。要写进举报内容，还是先回答您？', [
  choice('写进举报'),
  choice('先回答问题'),
]);
export const tooMany = '这一步的内容已经很多了，请进入下一步；其余材料可以交给承办人员。';
export const firstStep = '已经是第一步了。';
/** Whom is told and nothing else: a kind of act makes it enough. */
export const kindToSubmit = say(
  '还差一点：请选是哪一类事，选好就能提交。',
  [...actGroups, unclearAct].map(({ words }) => choice(words)),
);
const ALMOST_DONE = '下面几个小问题都可以跳过；想现在就交，请回复“提交”。';

const prompts: Readonly<Record<'when' | 'where' | 'amount' | 'evidence' | 'contact', Reply>> = {
  when: say('大概是什么时间？不清楚请回复“跳过”。', [SKIP]),
  where: say('在什么地方？例如：南门店。不清楚请回复“跳过”。', [SKIP]),
  amount: say('大概涉及多少钱？不清楚请回复“跳过”。', [SKIP]),
  evidence: say('有什么凭据或知情人？例如：有收费单。没有请回复“跳过”。', [SKIP]),
  contact: say('要留姓名和电话吗？单独加密保存，留了才方便联系您。不留请回复“不留”。', [NO_CONTACT]),
};

/** What a step asks. Said again where something was told there before: what is there, and that it stays. */
export function ask(step: Step, told: Told, group?: ActGroup): Reply {
  switch (step) {
    case 'target':
      return again(told.target.length, say(ASK_TARGET, [SKIP]));
    case 'story':
      return told.story.length > 0 ? noted(told.story.length) : askStory;
    case 'kind':
      return askKind(told, group);
    case 'confirm':
      return askToSubmit(told);
    default:
      return again(told[step].length, prompts[step]);
  }
}

const again = (pieces: number, reply: Reply): Reply =>
  pieces > 0 ? first(`这一步已加密记下${pieces}条，可以再补充；不补充请回复“跳过”。`, reply) : reply;

function askKind({ kind }: Told, group?: ActGroup): Reply {
  const among = group ? group.acts : actGroups;
  const choices = [...among, unclearAct].map(({ words }) => choice(words));
  if (group) return say('具体是哪一种？', choices);
  const chosen = kind ? `已选：${actOf(kind)?.words ?? kind}。要改请重选，不改请回复“跳过”。\n` : `${ALMOST_DONE}\n`;
  return say(`${chosen}是哪一类事？`, choices);
}

export function noted(pieces: number): Reply {
  return say(`已加密记下第${pieces}条。还有请接着说，说完请回复“完成”。`, [DONE]);
}

export function askToSubmit({ story, contact, files, kind }: Told): Reply {
  const parts = [
    `共${story.length}条内容`,
    ...(files > 0 ? [`${files}个图片或文件`] : []),
    ...(kind && kind !== unclearAct.code ? [`类别：${actOf(kind)?.words ?? kind}`] : []),
    contact.length > 0 ? '联系方式已留' : '没有留联系方式',
  ];
  const choices = [choice('提交'), choice('上一步'), choice('取消')];
  return say(`${parts.join('，')}。要提交吗？需要补充可以直接说。`, choices);
}

/** The receipt comes last, so that it is what remains on the screen. */
export function filed(receipt: string): Reply {
  return say(
    `举报已收到，会由承办人员核查。\n查进度、看提问、再补充，都用受理码。请抄下来，只显示这一次。\n受理码：${receipt}`,
  );
}

export const left = say('已取消，未保存任何内容。');
