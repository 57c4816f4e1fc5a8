import type { IncomingMessage, MessageKind, Reply } from '../../src/domain/message.js';
import { answerFor, closeQuiz, openQuiz, withdrawQuestion } from './quiz-stage.js';
import { finishService, followUpBadRating, registerAtWindow } from './rating-stage.js';
import type { TestAssistant } from './test-assistant.js';

/** One line of a `.chat` file, with where it stands. */
export interface Step {
  readonly line: number;
  readonly kind: 'user' | 'reply' | 'absent' | 'choices' | 'records' | 'directive';
  readonly text: string;
}

export interface Conversation {
  readonly title: string;
  readonly steps: readonly Step[];
}

const MARKS: readonly (readonly [RegExp, Step['kind']])[] = [
  [/^用户[:：]\s?(.*)$/, 'user'],
  [/^助手[:：]\s?(.*)$/, 'reply'],
  [/^不含[:：]\s*(.*)$/, 'absent'],
  [/^选项[:：]\s*(.*)$/, 'choices'],
  [/^记录[:：]\s*(.*)$/, 'records'],
  [/^\[(.+)\]$/, 'directive'],
];

/** Lines without a mark go on with what the bot or the person said before; `#` is the title, then a note. */
export function parseConversation(text: string): Conversation {
  let title = '';
  const steps: Step[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw.trimEnd();
    if (line.startsWith('#')) {
      title ||= line.replace(/^#\s*/, '');
      return;
    }
    const mark = MARKS.find(([pattern]) => pattern.test(line));
    const last = steps.at(-1);
    if (mark) steps.push({ line: index + 1, kind: mark[1], text: mark[0].exec(line)?.[1] ?? '' });
    else if (line && last) steps[steps.length - 1] = { ...last, text: `${last.text}\n${line.trim()}` };
  });
  return { title, steps };
}

const KINDS: Readonly<Record<string, MessageKind>> = {
  图片: 'image',
  表情: 'sticker',
  位置: 'location',
  语音: 'voice',
  关注: 'event',
  名片: 'other',
};

interface Stage {
  readonly test: TestAssistant;
  readonly setBroken: (broken: boolean) => void;
  sender: string;
  group: boolean;
  last: Partial<IncomingMessage>;
  reply: Reply | undefined;
  receipt: string;
  /** The code that the window gave last. */
  code: string;
  /** Of a form that was submitted. */
  number: string;
  /** Seconds that pass before each message: people read what they answer. */
  pace: number;
}

/** Plays a conversation; throws with the line, what was expected and what was said. */
export async function playConversation(
  { steps }: Conversation,
  test: TestAssistant,
  setBroken: (broken: boolean) => void = () => {},
): Promise<void> {
  const stage: Stage = {
    test,
    setBroken,
    sender: '甲',
    group: false,
    last: {},
    reply: undefined,
    ...{ receipt: '', code: '', number: '', pace: 0 },
  };
  for (const step of steps) await play(stage, step);
}

async function play(stage: Stage, step: Step): Promise<void> {
  switch (step.kind) {
    case 'user':
      return deliver(stage, { kind: 'text', text: await filledIn(stage, step.text) });
    case 'reply':
      return expectMatch(step, stage.reply?.silent ? '（不说话）' : (stage.reply?.text ?? '（没有回复）'));
    case 'absent':
      return expectAbsent(step, stage.reply?.text ?? '');
    case 'choices':
      return expectMatch(step, (stage.reply?.choices ?? []).map(({ label }) => label).join(' / '));
    case 'records':
      return checkRecords(stage, step);
    case 'directive':
      return direct(stage, step);
  }
}

/** What a conversation cannot know beforehand: codes, and which letter is right. */
async function filledIn({ test, receipt, code, number }: Stage, text: string): Promise<string> {
  const known = text.replaceAll('{受理码}', receipt).replaceAll('{评价码}', code).replaceAll('{编号}', number);
  const letter = /\{([对错])\}/.exec(known)?.[1];
  return letter ? known.replaceAll(`{${letter}}`, await answerFor(test, letter === '对')) : known;
}

async function deliver(stage: Stage, message: Partial<IncomingMessage>): Promise<void> {
  const place = stage.group ? { chat: '群', group: { name: '小区群' } } : {};
  const id = `${stage.sender}-${Math.random()}`;
  stage.test.clock.pass(stage.pace / 60);
  stage.last = { id, sender: stage.sender, ...place, ...message };
  await redeliver(stage);
}

async function redeliver(stage: Stage): Promise<void> {
  stage.reply = await stage.test.receive(stage.last);
  stage.number = /\b([A-Z]{2}\d{8}-\d{4})\b/.exec(stage.reply.text)?.[1] ?? stage.number;
  stage.receipt = /受理码：([\d-]{24})/.exec(stage.reply.text)?.[1] ?? stage.receipt;
}

async function direct(stage: Stage, { text, line }: Step): Promise<void> {
  const [name = '', argument = ''] = text.split(/[\s:：]+/);
  const kind = KINDS[name];
  if (kind) return deliver(stage, { kind, text: argument });
  switch (name) {
    case '重启':
      return stage.test.restart();
    case '重复':
      return redeliver(stage);
    case '群聊':
    case '私聊':
      stage.group = name === '群聊';
      return;
    case '换人':
      stage.sender = argument;
      return;
    case '过去':
      return stage.test.clock.pass(Number(argument) * (text.includes('小时') ? 60 : 1));
    case '清扫':
      return stage.test.assistant.sweep();
    case '资料库故障':
    case '资料库恢复':
      return stage.setBroken(name === '资料库故障');
    case '办结':
    case '自动关闭':
    case '没办成':
      return finishService(stage.test, stage.sender, name, argument);
    case '窗口登记':
      stage.code = await registerAtWindow(stage.test, argument);
      return;
    case '差评处理到回访':
      return followUpBadRating(stage.test);
    case '竞答开放':
      stage.pace = 10;
      return openQuiz(stage.test, text.slice(name.length).trim());
    case '竞答关闭':
      return closeQuiz(stage.test);
    case '撤题':
      return withdrawQuestion(stage.test, Number(argument));
    case '间隔秒':
      stage.pace = Number(argument);
      return;
    case '主动消息':
      stage.reply = await spokenFirst(stage);
      return;
    case '连发':
      for (let count = 0; count < Number(argument); count++)
        await deliver(stage, { kind: 'text', text: '门诊报销多少' });
      return;
    default:
      throw new Error(`第${line}行：不认识的动作 [${text}]`);
  }
}

/** What the bot sends of its own accord: the last of it. */
async function spokenFirst({ test }: Stage): Promise<Reply | undefined> {
  const sent: Reply[] = [];
  await test.assistant.post('test', async (_, reply) => {
    sent.push(reply);
    return { status: 'sent' };
  });
  return sent.at(-1);
}

/** `…` stands for anything; empty lines do not count. */
function expectMatch(step: Step, reply: string): void {
  const said = reply.replace(/\n+/g, '\n');
  const pattern = step.text
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]*');
  if (!new RegExp(`^${pattern}$`).test(said)) throw new Error(`第${step.line}行\n期望：${step.text}\n实际：${said}`);
}

/** `不含: 900 / 上海`: none of these stands in the reply. */
function expectAbsent(step: Step, reply: string): void {
  const said = step.text.split(' / ').filter((words) => reply.includes(words));
  if (said.length > 0) throw new Error(`第${step.line}行\n不该有：${said.join(' / ')}\n实际：${reply}`);
}

async function checkRecords({ test }: Stage, { text, line }: Step): Promise<void> {
  for (const [, table = '', expected] of text.matchAll(/(\w+)=(\d+)/g)) {
    const count = await test.count(table);
    if (count !== Number(expected)) throw new Error(`第${line}行\n期望：${table}=${expected}\n实际：${table}=${count}`);
  }
}
