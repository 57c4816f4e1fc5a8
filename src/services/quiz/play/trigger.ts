import { commandOf } from '../../../chat/clean.js';
import { looksLikeQuestion } from '../../../chat/question-like.js';
import { normalise } from '../../../lib/chinese/normalise.js';

/** What somebody wants of the quiz, by the words alone. */
export type Wish =
  | { readonly kind: 'play' }
  /** `code` is '' where none was given. */
  | { readonly kind: 'rehearse'; readonly code: string }
  /** A button of an earlier question: 第3题 A. */
  | { readonly kind: 'tap' };

const PLAY =
  /^(?:我们?|俺|咱们?)?(?:也|就|还|再)?(?:想要?|要|来|可以|现在)?(?:去|来)?(?:开始|参加|参与|进入|玩|打开|点开?|继续|接着|再)?(?:一?[次局下轮])?(?:有奖)?(?:(?:医保|普法|法律)?(?:知识|普法)?)?(?:答题|竞答|问答竞赛|有奖问答)(?:活动|比赛|竞赛|开始|一?[次局下轮]|抽奖)?(?:吧|了|啊|哈|呗|咯|哦)?$/;
const AGAIN = /^(?:我?(?:想|要)?)?再(?:答|来|玩|做|考)(?:一|1)?[次局下轮遍](?:题|竞答)?(?:吧|了|啊)?$/;
const TAP = /^第(?:\d{1,2}|[一二三四五六七八九十]{1,3})题[:：,，.、\s]*(?:[a-f]+|对|错|√|×)[。.]?$/;
const REHEARSE = /^试答[:：\s]*([a-z0-9-]{0,24})$/;

export function wishOf(text: string): Wish | undefined {
  if (text.length > 40 || looksLikeQuestion(text)) return undefined;
  const folded = normalise(text);
  const code = REHEARSE.exec(folded)?.[1];
  if (code !== undefined) return { kind: 'rehearse', code: code.toUpperCase() };
  if (TAP.test(folded)) return { kind: 'tap' };
  const said = commandOf(folded);
  return PLAY.test(said) || AGAIN.test(said) ? { kind: 'play' } : undefined;
}

const GOING_ON = /^(?:继续|接着|继续吧|接着来|继续答|接着答|继续做|下一题|继续答题|接着答题|go|continue)$/;

/** 继续, or a letter by itself: meant for the quiz by who has an attempt open. */
export const goesOn = (text: string): boolean => GOING_ON.test(commandOf(normalise(text)));
export const isBareAnswer = (text: string): boolean => /^(?:[a-f]{1,6}|对|错|√|×)[。.]?$/.test(normalise(text));

const STOPPING = /^(?:不答了|先不答了|不答题了|退出答题|暂停|停|先停|不玩了|结束答题|下次再答|等会再答|待会再答)$/;
export const stops = (text: string): boolean => STOPPING.test(commandOf(text));

const PASSING = /^(?:跳过|不会|不知道|不懂|不清楚|下一题|过|不晓得|猜不出来)$/;
export const passes = (text: string): boolean => PASSING.test(commandOf(text));

const READY = /^(?:开始|好|好的|好了|可以|准备好了|是|是的|嗯|行|开始吧|继续|来吧|ok|1|走起|同意|知道了)$/;
export const isReady = (text: string): boolean => READY.test(commandOf(text));
