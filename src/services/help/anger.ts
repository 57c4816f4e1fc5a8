import { defineOneShot } from '../../chat/flow.js';
import { asks } from '../../chat/question-like.js';
import type { Reply } from '../../domain/message.js';

const ANGRY = new RegExp(
  [
    '(?<![捡收倒扔])垃圾(?=服务|政策|医保|规定|机器|东西|系统|单位|部门|窗口|回复|软件|玩意|[!！。，, ]|$)|废物|饭桶|狗屁|屁用|(?:什么|啥)(?:鬼|破|烂|态度|世道)|(?:^|[答说讲])(?:的|这|都|是)*(?:什么|啥)(?:玩意|东西)|破(?:政策|规定|系统|机器|医保|玩意|服务|单位|制度|地方|软件)|烂(?:政策|透|服务|规定)',
    '气死|气人|气炸|烦死|恼火|火大|窝火|坑爹|坑人|坑老百姓|太坑|真坑|坑死|黑心|没良心|丧良心|不要脸|缺德|无耻|太过分|真过分|欺负(?:人|老百姓|我们|老人)|寒心|心寒|太失望|很失望|受够|无语|服了你们|离谱',
    '(?:就是|都是|全是|纯|一群|简直|专门|你们|医保).{0,4}(?:骗钱|骗人|骗子|坑人|坑钱|忽悠|吃干饭|混蛋)|忽悠(?:人|老百姓|我们)|(?:^|你们|就会|只会|就知道|光)(?:就会|只会|就知道|都|在|互相|又|老|会|知道)*(?:踢皮球|推来推去|推三阻四|推诿)|吃干饭|吃白饭|吃闲饭|干(?:什么|啥|嘛)吃的',
    '(?:一分|一毛|一点|半点|半分|啥|毛|屁|什么|一次)(?:钱|用|好处|处)?(?:都|也)?(?:没|不)(?:有)?(?:用|报|享受|拿|管|得)|没(?:一)?(?:点|毛|啥|个|卵|鸟|屁)用|(?:等于|全|都|算是?)?白(?:交|缴)了|不(?:管|顾).{0,4}死活|再也不(?:交|缴|参保)',
    '(?:服务|态度|办事|效率|素质)(?:实在|真的?|也|就是|这么|那么)*(?:太|很|极其?|非常|真)?(?:差|烂|糟|恶劣|不好|低|慢)|太(?:差|烂|黑|慢|折腾|气|麻烦)了?|差劲|折腾(?:人|死|老百姓)|(?:怎么|咋)?(?:这么|那么|如此)(?:差|烂|坑|黑|慢|折腾|麻烦)',
    '(?:要|养)(?:你|你们).{0,6}(?:用|干什么|干啥|干嘛)',
  ].join('|'),
);

/** What sounds like asking and only swears: 什么破政策, 怎么这么慢, 要你们有什么用. */
const EXCLAIMED =
  /(?:什么|啥)(?:鬼|破|烂|狗屁|垃圾|玩意|态度|东西|世道|服务)|(?:怎么|咋)(?:就)?(?:这么|那么|如此)|(?:要|养)(?:你们?)[^，。,]{0,6}(?:有?(?:什么|啥)用|干(?:什么|啥|嘛))|干(?:什么|啥|嘛)吃的|[！!？?]+$/g;

/** A question that is asked with its noun alone: 垃圾政策 住院报销比例. */
const ASKED_BY_NOUN = /(?:比例|标准|限额|流程|材料|条件|手续|起付线|封顶线|金额|期限|规定)[。！!]?$/;

/** Anger at a hospital or a pharmacy is a matter of its own, and the texts say who is in charge of it. */
const OTHERS = /医院|医生|大夫|护士|护理员|急诊|诊所|药店|药房|卫生院|卫生室/;

/** Whether somebody is angry and asks nothing: a question in anger is still a question. */
export function ventsAnger(text: string): boolean {
  return ANGRY.test(text) && !OTHERS.test(text) && !asks(text.replace(EXCLAIMED, '')) && !ASKED_BY_NOUN.test(text);
}

/** Anger is heard out, not searched for: three ways to somebody who can do something. */
export const angerFlow = defineOneShot({
  name: 'anger',
  title: '不满',
  confidential: false,
  where: 'anywhere',
  amidst: 'ignore',
  passing: true,
  wants: ({ text }) => ventsAnger(text),
  begin: () => ({ status: 'complete', effects: [], reply: () => CALM }),
});

const CALM: Reply = {
  status: 'service',
  text: '让您受气了，对不起。要找工作人员请回复 0；对服务不满意可以回复“评价”；也可以拨打 12345 反映。遇到的难处，您也可以直接跟我说。',
  choices: [
    { label: '转人工', text: '转人工' },
    { label: '评价', text: '我要评价' },
  ],
};
