import { commandOf } from '../../chat/clean.js';
import { defineOneShot } from '../../chat/flow.js';
import type { Bureau } from '../../domain/bureau.js';
import type { Choice, Reply } from '../../domain/message.js';
import { saysOnly } from './phrases.js';

const MENU =
  /^(?:菜单|主菜单|帮助|help|menu|开始|功能|使用说明|(?:你|您)?(?:会|能|可以)(?:做|干|帮我|帮忙做|帮我做|帮|问|回答)?(?:些|点)?(?:什么|啥)(?:问题|事|事情|忙)?|(?:你|您)?都?有(?:什么|啥|哪些)功能|怎么用|这个怎么用)$/;

const greets = saysOnly(
  '你好|您好|大家好|hi|hello|hey|哈喽|哈啰|哈罗|嗨|喂|在不在|在吗|在么|在不|有没有人|有人吗|有人么|有人在|早上好|上午好|中午好|下午好|晚上好|早安|请问|打扰一下|打扰了|打扰',
  '啊|呀|哦|哈|吗|么|呢|同志|老师|师傅|客服|医问|小助手|机器人|医保局|你们|大家',
);

const ASK_POLICY = '问医保政策';

/** 我想问一下, 有个问题: a question is announced, and not yet asked. */
const ANNOUNCES =
  /^(?:你好|您好|请问|请|那|我|俺)*(?:(?:(?:想|要|想要|来|先)(?:问|咨询|请教|了解|打听)|问|咨询|请教|打听)(?:一?下|一?个|一?点|一?些|几个|你们?|您|问)*(?:事情?|问题|情况|医保|政策|的|儿)*|有(?:一?个|一?点|一?些|几个)*(?:问题|事情?|疑问)(?:想|要)?(?:问|咨询|请教)?(?:一?下|你们?|您)*)$/;

const choices: readonly Choice[] = [
  { label: ASK_POLICY, text: ASK_POLICY },
  { label: '举报骗保线索', text: '我要举报' },
  { label: '查举报进度', text: '查举报进度' },
  { label: '评价服务', text: '我要评价' },
  { label: '转人工', text: '转人工' },
  { label: '异地备案协办', text: '异地备案协办' },
];

/** 菜单, 帮助, 你好: what the bot can do, as choices. */
export function menuFlow(bureau: Bureau) {
  return defineOneShot({
    name: 'menu',
    title: '菜单',
    confidential: false,
    where: 'anywhere',
    amidst: 'remind',
    greets: true,
    wants: ({ text }) => MENU.test(commandOf(text)) || greets(text),
    begin: () => ({ status: 'complete', effects: [], reply: () => menuReply(bureau) }),
  });
}

export const howToAskFlow = defineOneShot({
  name: 'how-to-ask',
  title: '提问说明',
  confidential: false,
  where: 'anywhere',
  amidst: 'ignore',
  wants: ({ text }) => commandOf(text) === ASK_POLICY || ANNOUNCES.test(commandOf(text)),
  begin: () => ({ status: 'complete', effects: [], reply: () => HOW_TO_ASK }),
});

const HOW_TO_ASK: Reply = {
  status: 'service',
  text: '请直接打字提问，最好带上城市和参保类型。例如：\n退休职工门诊一年能报多少\n在外地住院怎么备案',
};

function menuReply({ name }: Bureau): Reply {
  return {
    status: 'service',
    text: `您好，我是${name ?? '医保'}自动问答助手。您可以直接提问，也可以选一项：`,
    choices,
  };
}
