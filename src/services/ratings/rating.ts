import { commandOf } from '../../chat/clean.js';
import { defineFlow, type Turn } from '../../chat/flow.js';
import { looksLikeQuestion } from '../../chat/question-like.js';
import type { Address, Choice, IncomingMessage, Reply } from '../../domain/message.js';
import { chinaDay } from '../../lib/clock.js';
import { maskPersonalData } from '../../lib/personal-data.js';
import { answeredLevel, isBad, type Level, levelChoices, levelNames, namedLevel } from './levels.js';
import { wishedLevel, wishesToRate } from './wish.js';

export type RatingEffect =
  | { readonly kind: 'rate'; readonly level: Level; readonly address: Address }
  | { readonly kind: 'reason'; readonly day: string; readonly reason: string };

type RatingState =
  | { readonly step: 'level' }
  | { readonly step: 'reason'; readonly level: Level; readonly day: string }
  /** The reason reads like a question: the person says which it is. */
  | { readonly step: 'which'; readonly level: Level; readonly day: string; readonly reason: string };

const SENTENCE = /^(?:我)?对.{0,12}(?:服务|态度|回答|办事).{0,4}?((?:非常|很|特别)?不?满意)$/;
const SKIPPING = /^(?:跳过|不说了|没有|没了|无|不想说|不用了|算了吧)$/;
const LONGEST_REASON = 500;

export const ratingFlow = defineFlow<RatingState>({
  name: 'rating',
  title: '评价',
  version: 1,
  confidential: false,
  where: 'private',
  amidst: 'ignore',
  wants: ({ text }) => !looksLikeQuestion(text) && (wishesToRate(text) || levelIn(text) !== undefined),
  begin({ message, now }) {
    const level = levelIn(message.text);
    return level ? rated(level, message, now) : { status: 'asking', reply: ASK_LEVEL, state: { step: 'level' } };
  },
  advance(state, { message, now }) {
    switch (state.step) {
      case 'level':
        return levelTurn(state, message, now);
      case 'reason':
        return reasonTurn(state, message.text);
      case 'which':
        return whichTurn(state, message.text);
    }
  },
  prompt: (state) => (state.step === 'level' ? ASK_LEVEL : askReason(state.level)),
  leave: (state) =>
    state.step === 'level' ? say('已取消评价，未保存任何内容。') : say('好的，不填原因了。您的评价已记下。'),
});

const levelIn = (text: string): Level | undefined => {
  const sentence = SENTENCE.exec(commandOf(text))?.[1];
  return sentence ? namedLevel(sentence) : (namedLevel(text) ?? wishedLevel(text));
};

const say = (text: string, choices?: readonly Choice[]): Reply => ({
  status: 'service',
  text,
  ...(choices ? { choices } : {}),
});

const ASK_LEVEL = say('请为这次服务打分，1 最低，5 最高。自愿评价，不影响您办事。', levelChoices);
const SKIP: Choice = { label: '跳过', text: '跳过' };
const IS_REASON: Choice = { label: '写进原因', text: '写进原因' };
const IS_QUESTION: Choice = { label: '先回答问题', text: '先回答问题' };
const ASK_WHICH = say('这句话像是在提问。要写进评价原因，还是先回答您？', [IS_REASON, IS_QUESTION]);
const THANKS_FOR_REASON = say('谢谢，原因已记下，会转给工作人员核实。');

function askReason(level: Level): Reply {
  return say(`已记下：${levelNames[level]}。方便说说哪里不好吗？会转给工作人员核实。`, [SKIP]);
}

function levelTurn(state: RatingState, message: IncomingMessage, now: Date): Turn<RatingState> {
  const level = answeredLevel(message.text);
  if (level) return rated(level, message, now);
  if (ratingFlow.wants(message)) return { status: 'asking', reply: ASK_LEVEL, state };
  if (looksLikeQuestion(message.text) || message.text.length > 6) return { status: 'unrelated', about: 'this', state };
  return { status: 'asking', reply: say(`没看懂。${ASK_LEVEL.text}例如回复 5 或“满意”。`, levelChoices), state };
}

/** A level counts as soon as it is given: a bad one is not lost because nobody went on to say why. */
function rated(level: Level, { channel, chat, sender }: IncomingMessage, now: Date): Turn<RatingState> {
  const effects: RatingEffect[] = [{ kind: 'rate', level, address: { channel, chat, sender } }];
  if (isBad(level)) {
    return { status: 'asking', reply: askReason(level), state: { step: 'reason', level, day: chinaDay(now) }, effects };
  }
  const name = levelNames[level];
  const reply = (version: string | undefined) =>
    version === '1' ? say(`已记下：${name}。谢谢您的评价。`) : say(`已把今天的评价改为：${name}。谢谢。`);
  return { status: 'complete', reply: ({ version }) => reply(version), effects };
}

type ReasonState = Extract<RatingState, { step: 'reason' }>;
type WhichState = Extract<RatingState, { step: 'which' }>;

function reasonTurn(state: ReasonState, text: string): Turn<RatingState> {
  const said = commandOf(text);
  if (SKIPPING.test(said)) return { status: 'abandoned', reply: say('好的。您的评价已记下，会转给工作人员核实。') };
  if (/^(?:我)?(?:要|想)?举报$/.test(said)) return { status: 'unrelated', about: 'this', state };
  const reason = maskPersonalData(text).slice(0, LONGEST_REASON);
  if (looksLikeQuestion(text)) {
    return { status: 'asking', reply: ASK_WHICH, state: { ...state, step: 'which', reason } };
  }
  return reasoned(state.day, reason);
}

function reasoned(day: string, reason: string): Turn<RatingState> {
  const effects: RatingEffect[] = [{ kind: 'reason', day, reason }];
  return { status: 'complete', reply: () => THANKS_FOR_REASON, effects };
}

/** Anything but 先回答问题 leaves the words where they were given: with the reason. */
function whichTurn({ level, day, reason }: WhichState, text: string): Turn<RatingState> {
  const back: RatingState = { step: 'reason', level, day };
  const question = /回答|提问|问题|咨询/.test(text) && text.length <= 10;
  return question ? { status: 'unrelated', about: 'before', state: back } : reasoned(day, reason);
}
