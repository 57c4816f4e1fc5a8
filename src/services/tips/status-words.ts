import { sayDay } from '../../lib/calendar.js';
import { reporterStates } from './reporter-states.js';
import { choice, DONE, say } from './words.js';

const EXAMPLE = '1234-5678-9012-3456-7890';

export const askReceipt = say(`请发20位受理码，例如：${EXAMPLE}`);
export const notAReceipt = say(`这不像受理码。受理码是20位数字，例如：${EXAMPLE}`);
export const unknownReceipt = say('没有找到这个受理码。请核对20位数字后再发一次。');
export const tooManyTries = say('查询次数太多了，请过15分钟再试。');
export const receiptAgain = say(`为了保密，请再发一次受理码，例如：${EXAMPLE}。刚才这句还没有记下。`);

const TO_ADD = '要补充请直接说，可以分几条；没有请回复“完成”。';

/** The day, the state in plain words, what staff ask; never the story. */
export function status(day: string, state: string, questions: readonly string[]) {
  const asked = questions.map((question) => `承办人员问：${question}`);
  const next = asked.length > 0 ? '请直接回答，可以分几条；说完请回复“完成”。' : TO_ADD;
  return say([`您${sayDay(day)}的举报：${reporterStates[state] ?? '正在办理'}。`, ...asked, next].join('\n'), [DONE]);
}

export const askToAdd = say(TO_ADD, [DONE]);
export const askToAddAgain = (questions: readonly string[]) =>
  questions.length > 0
    ? say([...questions.map((question) => `承办人员问：${question}`), TO_ADD].join('\n'), [DONE])
    : askToAdd;
export const added = say('已加密转给承办人员。还有请接着说，说完请回复“完成”。', [DONE]);
export const addedEnough = say('这件举报补充的内容已经很多了，其余请联系承办人员当面提交。', [DONE]);
export const askWhich = say('这句话像是在提问。要写进补充内容，还是先回答您？', [
  choice('写进补充'),
  choice('先回答问题'),
]);
export const nothingAdded = say('好的。以后还可以用受理码查进度、补充情况。');
export const allAdded = say('好的，您补充的都已加密转给承办人员。以后还可以用受理码查进度、再补充。');
