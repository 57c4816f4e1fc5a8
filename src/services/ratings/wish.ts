import { commandOf } from '../../chat/clean.js';
import { answeredLevel, type Level } from './levels.js';

const RATED =
  '(?:你们?|您|它|这次|本次|今天|刚才|刚刚|昨天|这个|那个|这位|那位|这里|局里?|医保局?|医保局的|政务|办事|窗口|大厅|中心|服务|经办|工作|人员|工作人员|办事员|经办员|客服|机器人|小姐姐|小哥哥?|大姐|同志|单位|回答|态度|效率|的|\\d{1,4}号)';
const WISH =
  '(?:我们?|俺|咱们?)?(?:就|也|还|现在|马上)*(?:可以|能)?(?:要|想要|想|来|准备|打算|必须)?(?:再|来|在这里?|现在|去)?';
const TO = `(?:(?:给|对|为|跟|把)?${RATED}*)`;
const VERB = '(?:打|做|进行|来|写|点|留|给|送)?(?:上|了|出)?(?:一?个|一?下|一?次|一?条)?';
const STARS = '[一二三四五12345](?:颗)?(?:星|分)(?:级)?(?:的)?(?:好评|差评|评价)?';
const TAIL = `(?:(?:一?下|一?次|${RATED}|给|吧|了|呗|哈|啊|哦|嘛))*`;

const RATING = '(?:评价|打分|评分|评星|评个分|打个分|评一?下分|打一?下分|好评|差评|好差评|服务评价|满意度评价)';
const WANTED = new RegExp(`^${WISH}${TO}${VERB}(?:的)?${RATING}${TAIL}$`);
/** Without a word for wanting or giving only the thing itself: 政务服务好差评 is a topic. */
const GIVING = new RegExp(`[要想来给对为打做写留我]|进行|一下|^${RATING}`);
/** Stars need a word that gives them: a bare 五分 may belong to a menu or a quiz. */
const STARRED = new RegExp(`^${WISH}${TO}(?:打|给|评|点|送)(?:${RATED}|上|了|出|一?个|一?下|满)*(${STARS})${TAIL}$`);

/** Whether a message says that its sender wants to rate: 我想给窗口打分, 想评价一下你们. Questions are told apart before. */
export function wishesToRate(text: string): boolean {
  const said = commandOf(text);
  return said.length <= 30 && ((WANTED.test(said) && GIVING.test(said)) || STARRED.test(said));
}

/** The level that such a wish names: 给你们打个五星. */
export function wishedLevel(text: string): Level | undefined {
  const said = commandOf(text);
  const stars = said.length <= 30 ? STARRED.exec(said)?.[1] : undefined;
  return stars ? answeredLevel(stars.slice(0, 1)) : undefined;
}
