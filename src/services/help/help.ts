import { commandOf } from '../../chat/clean.js';
import { defineOneShot } from '../../chat/flow.js';
import { defineService, type Service } from '../../chat/service.js';
import type { Bureau } from '../../domain/bureau.js';
import type { Choice, Reply } from '../../domain/message.js';

const ASKED =
  /^(?:菜单|主菜单|帮助|help|menu|hi|hello|你好|您好|你好啊|您好啊|在吗|在不在|有人吗|早上好|上午好|中午好|下午好|晚上好|开始|功能|使用说明|你是谁|你会什么|你能做什么|你能干什么|能做什么|怎么用)$/;

const ASK_POLICY = '问医保政策';

const choices: readonly Choice[] = [
  { label: ASK_POLICY, text: ASK_POLICY },
  { label: '举报骗保线索', text: '我要举报' },
  { label: '查举报进度', text: '查举报进度' },
  { label: '评价服务', text: '我要评价' },
  { label: '转人工', text: '转人工' },
];

/** 菜单, 帮助, 你好: what the bot can do, as choices. */
export function helpService(bureau: Bureau): Service {
  const menu = defineOneShot({
    name: 'menu',
    title: '菜单',
    confidential: false,
    where: 'anywhere',
    amidst: 'remind',
    greets: true,
    wants: ({ text }) => ASKED.test(commandOf(text)),
    begin: () => ({ status: 'complete', effects: [], reply: () => menuReply(bureau) }),
  });
  const howToAsk = defineOneShot({
    name: 'how-to-ask',
    title: '提问说明',
    confidential: false,
    where: 'anywhere',
    amidst: 'ignore',
    wants: ({ text }) => commandOf(text) === ASK_POLICY,
    begin: () => ({ status: 'complete', effects: [], reply: () => HOW_TO_ASK }),
  });
  return defineService({ name: 'help', flows: [menu, howToAsk] });
}

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
