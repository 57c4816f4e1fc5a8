import type { FreeStep } from './told.js';

/** Commands as people type them, matched against `commandOf`: no punctuation, no blanks. */
export const ACCEPTING = /^(?:是|是的|要|要的|好|好的|可以|行|对|嗯|想|愿意|我?(?:要|想)?举报|我?(?:要|想)?反映)$/;
export const REFUSING = /^(?:不|不要|不用|不用了|不想|不了|不举报|先不|先不举报|否)$/;
export const GOING_BACK = /^(?:返?回?到?上一步|返回|回上一题|上一题|上一个|上一条|往回|退回)$/;
/** 提交 at any step; a mere 好的 or 是 says so at the last one alone. */
export const SUBMITTING = /^(?:我要|现在|马上|直接|立即|就)?(?:提交|交了|确认提交)(?:吧|了)?$/;
export const CONFIRMING = /^(?:确认|确定|是|是的|好|好的|可以|对|要|ok|行|嗯|交)$/;
/** Said for politeness; no part of a story. */
export const FILLERS = /^(?:嗯+|哦+|噢+|啊+|呃+|谢谢|谢谢你|谢谢您|\d)?$/;
export const IS_QUESTION =
  /^(?:先)?(?:回答|提问|问题|咨询|是问题|是提问|回答我|回答您|回答问题|先回答问题|回答我的问题|先回答)$/;
export const IS_TOLD = /^(?:写进|记下|是举报|举报|是补充|补充)/;

export const SKIPPING =
  /^(?:跳过|完成|没有了|下一步|没有|无|不说|略|不改|不想说|(?:我)?(?:也)?不(?:太|大)?(?:知道|清楚|记得|晓得|确定|了解)(?:了|在哪|在哪里|是谁|多少|叫什么|什么时候)?|忘了|忘记了|记不清|记不清了|说不清|说不准)$/;
const DECLINING =
  /^(?:不留|不留名|完成|没有了|匿名|不用|不用了|不需要|不要|不想留|不方便|不说|不清楚|不知道|跳过|下一步|没有|无|不|不改)$/;
const FINISHED =
  /^(?:完成|完成了|没有了|没了|说完了|完了|就这些|就这些了|结束|好了|下一步|跳过|不清楚|不知道|没有|没有其他|没有其他了)$/;
export const WILLING = /^(?:是|是的|要|需要|可以|好|好的|想|愿意|留|留名|实名|联系我)$/;

/** Moves on from a step without saying anything more. */
export const movesOn: Readonly<Record<FreeStep, RegExp>> = {
  target: SKIPPING,
  story: FINISHED,
  when: SKIPPING,
  where: SKIPPING,
  amount: SKIPPING,
  evidence: SKIPPING,
  contact: DECLINING,
};
