import type { Choice, Reply } from '../../domain/message.js';
import { sayDay } from '../../lib/calendar.js';
import { chinaDay } from '../../lib/clock.js';
import { type Level, levelChoices, levelNames } from './levels.js';
import { type Reason, reasonChoices, sayReasons } from './reasons.js';

export const say = (text: string, choices?: readonly Choice[]): Reply => ({
  status: 'service',
  text,
  ...(choices ? { choices } : {}),
});

/** What is rated, as people hear of it: `title` is 窗口办理, `day` when it was finished. */
export interface Subject {
  readonly title: string;
  readonly day: string;
}

const named = (subject: Subject | undefined) =>
  subject ? `「${subject.title}」（${sayDay(subject.day).slice(5)}）` : '这次服务';

export const askLevel = (subject?: Subject): Reply =>
  say(`请为${named(subject)}打分，1 最低，5 最高。自愿评价，不影响您办事。`, levelChoices);

export const notALevel = (subject?: Subject): Reply =>
  say(`没看懂。${askLevel(subject).text}例如回复 5 或“满意”。`, levelChoices);

export const askReason = (level: Level): Reply =>
  say(`已记下：${levelNames[level]}。方便说说哪里不好吗？可以选，也可以直接写。会转给工作人员核实。`, reasonChoices);

const IS_REASON: Choice = { label: '写进原因', text: '写进原因' };
const IS_QUESTION: Choice = { label: '先回答问题', text: '先回答问题' };
export const ASK_WHICH = say('这句话像是在提问。要写进评价原因，还是先回答您？', [IS_REASON, IS_QUESTION]);

export const THANKS_FOR_REASON = say('谢谢，原因已记下，会转给工作人员核实。');
export const thanksForPicked = (picked: readonly Reason[]): Reply =>
  say(`谢谢，原因已记下：${sayReasons(picked)}。会转给工作人员核实。`);
export const WITHOUT_REASON = say('好的。您的评价已记下，会转给工作人员核实。');
export const LEFT_REASON = say('好的，不填原因了。您的评价已记下。');
export const LEFT = say('已取消评价，未保存任何内容。');

export function rated(level: Level, version: string | undefined, subject: Subject | undefined): Reply {
  const what = subject ? `对「${subject.title}」的评价` : '今天的评价';
  if (version === '1') return say(`已记下：${levelNames[level]}。谢谢您的评价。`);
  return say(`已把${what}改为：${levelNames[level]}。谢谢。`);
}

export const STAFF = say('这是工作人员的账号，不能参与评价。');
export const UNKNOWN_CODE = say('没有找到这个评价码。请对照窗口给您的八位数字再输一次，例如 评价 4829-1306。');
export const TOO_MANY = say('评价码输错的次数多了，请过15分钟再试，或请窗口人员核对。');
export const TAKEN = say('这次服务已经评价过了，一次服务只评一次。');

export const locked = (ratedAt: Date, editDays: number): Reply =>
  say(`这次服务您在${sayDay(chinaDay(ratedAt))}评价过。评价${editDays}天内可以改，现在不能再改了。`);

/** Which of several is meant: earlier services that can still be changed, or today's talk with the bot. */
export function askAbout(subjects: readonly Subject[]): Reply {
  const choices = subjects.map(({ title, day }, at) => ({
    label: `改对「${title}」的评价（${sayDay(day).slice(5)}）`,
    text: earlierChoice(at),
  }));
  return say('您要评价哪一项？', [...choices, TODAY]);
}
export const earlierChoice = (at: number): string => `改第${at + 1}项`;
export const TODAY: Choice = { label: '今天的自动问答', text: '今天的自动问答' };

export const PUT_RIGHT = say('谢谢您的回复，已转告工作人员。');
export const NOT_PUT_RIGHT = say('谢谢您告诉我们，没改好的地方会请工作人员接着处理。');
