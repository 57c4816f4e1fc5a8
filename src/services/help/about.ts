import { commandOf } from '../../chat/clean.js';
import { defineOneShot } from '../../chat/flow.js';
import type { Bureau } from '../../domain/bureau.js';
import type { Reply } from '../../domain/message.js';
import { phonesToCall } from '../contact.js';

const OPENING = '(?:你好|您好|请问|那|喂|所以|到底|究竟)*';
const MACHINE =
  '机器人?|机器客服|ai|人工智能|智能客服|智能助手|智能体|程序|软件|自动回复|电脑|系统|语言模型|大?模型|chatgpt|gpt|deepseek|豆包';
const BEING = `(?:个|一个|真的?|活的?|什么|哪个|哪家|医保局|局里|窗口|单位)*(?:的)?(?:谁|真人|人工|人类|活人|人|工作人员|客服|单位|官方|官方的|骗子|哪位|哪里的?|东西|什么|啥|${MACHINE})`;
const WHO = new RegExp(
  [
    `^${OPENING}(?:你们?|您|对面|这边?|这里|这个|后台|回复的?|回答的?|跟我说话的|和我说话的)(?:到底|究竟|现在|应该|不会|就)*(?:是不是|是)(?:${BEING})(?:(?:在)?(?:回复|回答|说话|聊天|打字)|的|啊|呀|吧|呢|嘛|吗|么|不|来的|还是|或者|${BEING})*$`,
    `^${OPENING}(?:你|您)(?:是)?(?:做|干)(?:什么|啥|嘛)的(?:呀|啊|呢)?$`,
    `^${OPENING}(?:你|您)是(?:做|干)(?:什么|啥|嘛)(?:用)?的(?:呀|啊|呢)?$`,
    `^${OPENING}(?:你|您)?(?:叫|姓|的名字(?:是|叫)?|名字(?:是|叫)?)(?:什么|啥)(?:名字?)?(?:呀|啊|呢)?$`,
    `^${OPENING}(?:怎么|咋|如何)称呼(?:你|您)?(?:呀|啊|呢)?$|^(?:你|您)(?:怎么|咋|如何|贵)(?:称呼|姓)$`,
    `^${OPENING}(?:是不是|是)?(?:真人|人工|活人|${MACHINE})(?:在)?(?:回复|回答|说话)?(?:还是(?:真人|人工|${MACHINE}))?(?:吗|么|吧|不)$`,
    `^${OPENING}(?:是|是个)?(?:真?人|人工)还是(?:真人|人工|${MACHINE})(?:啊|呀|呢)?$`,
    `^${OPENING}(?:我)?(?:是)?(?:在)?(?:跟|和|同|与)(?:谁|真?人|${MACHINE})(?:在)?(?:说话|聊天|对话|聊)(?:吗|呢|啊)?$`,
    `^${OPENING}有没?有?(?:真人|活人)(?:客服|在|回复)*(?:吗|么|呀|啊|不)?$`,
    '^(?:你|您)?(?:做个|来个|请)?(?:自我介绍|介绍一?下?(?:你|您)?自己)(?:一下|吧)?$|^谁(?:开发|设计|做|造|发明)(?:的|了|出)*(?:你|您)(?:的)?$|^(?:你|您)(?:是)?谁(?:开发|设计|做|造|发明)(?:出来)?的$',
  ].join('|'),
);

/** 你是谁, 你是真人吗: what the bot is and is not, and how to reach a person. */
export function aboutFlow(bureau: Bureau) {
  return defineOneShot({
    name: 'about',
    title: '我是谁',
    confidential: false,
    where: 'anywhere',
    amidst: 'answer',
    passing: true,
    wants: ({ text }) => text.length <= 30 && WHO.test(commandOf(text)),
    begin: () => ({ status: 'complete', effects: [], reply: () => about(bureau) }),
  });
}

function about(bureau: Bureau): Reply {
  const of = bureau.name ? `${bureau.name}的` : '';
  return {
    status: 'service',
    text: `我是${of}医保自动问答程序，叫“医问”，不是真人。我按公开的政策自动回复，以窗口核算为准。要找工作人员请回复 0，或拨打 ${phonesToCall(bureau)}。`,
  };
}
