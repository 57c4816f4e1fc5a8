import { describe, expect, it } from 'vitest';
import { bookFlows, route } from '../../src/chat/route.js';
import { createServices } from '../../src/services/index.js';
import { openLocalKey } from '../../src/storage/local-key.js';
import { createTestAssistant } from '../support/test-assistant.js';

const booked = bookFlows(
  createServices({ bureau: { phones: [] }, localKey: openLocalKey('', Buffer.alloc(32, 1).toString('base64')) }),
);

/** Which flow takes a message where nothing is open, or that it is a question. */
function taker(text: string): string {
  const address = { channel: 'test', chat: 'a', sender: 'a' };
  const way = route({ ...address, id: 'm', kind: 'text', text, sentAt: new Date(0) }, booked, undefined);
  return 'booked' in way ? way.booked.flow.name : way.to;
}

const said: Readonly<Record<string, readonly string[]>> = {
  menu: ['你好', '您好，在吗', '在吗？', '有人吗', '喂', '早上好', '你会什么', '菜单'],
  'how-to-ask': ['问医保政策', '我想问一下', '有个问题想问', '你好 我想咨询个问题'],
  courtesy: ['谢谢', '好的 知道了', '谢谢您的耐心解答！', '嗯嗯', 'OK', '晓得咯', '没有其他问题了', '再见', '了解'],
  lost: ['我听不懂', '不懂你说什么', '说简单点', '能不能说简单一点', '什么意思', '讲人话', '太复杂了'],
  missed: ['没回答我的问题', '你搞错了', '不是这个意思', '我问的不是这个', '不对'],
  again: ['再说一遍', '麻烦再说一次', '没看清', '刚才说的什么'],
  about: ['你是真人吗', '你是谁', '你叫什么', '你是人还是机器人', '你是医保局的工作人员吗', '真人在回复吗'],
  anger: ['什么破政策', '垃圾服务', '交了二十年一分没用', '这是什么垃圾服务？', '怎么这么慢', '你们就会踢皮球'],
  window: ['局里几点上班', '你们地址在哪', '电话多少', '周末上班吗', '医保局在哪', '联系方式', '怎么去你们那'],
  question: [
    '谢谢，那住院呢',
    '好的 异地怎么备案',
    '你好 门诊报多少',
    '个人账户是什么意思',
    '我不懂怎么报销',
    '没回答我的医保余额能不能提现',
    '你是怎么算报销的',
    '什么破政策 住院到底报多少',
    '垃圾政策 住院报销比例',
    '凭什么不给我报',
    '医生态度差',
    '12393几点上班',
    '医院几点上班',
    '医保热线是多少',
    '异地备案在哪办',
    '在哪办',
  ],
};

describe('what is said to the bot rather than asked of it', () => {
  const cases = Object.entries(said).flatMap(([flow, texts]) => texts.map((text) => [text, flow] as const));
  it.each(cases)('%s is for %s', (text, flow) => {
    expect(taker(text)).toBe(flow);
  });
});

describe("the bureau's own window", () => {
  it('of a bureau that configured nothing is said not to be known, with the national lines', async () => {
    const test = await createTestAssistant({ bureau: { phones: [] } });
    expect((await test.say('你们地址在哪')).text).toBe(
      '地址我这里没有登记，请拨打医保服务热线 12393、政务服务热线 12345问一下。',
    );
    await test.close();
  });

  it('of a bureau that configured another particular says what is missing and tells the rest', async () => {
    const test = await createTestAssistant({ bureau: { address: '样例路1号', phones: [] } });
    expect((await test.say('局里几点上班')).text).toBe(
      '办公时间我这里没有登记，请拨打医保服务热线 12393、政务服务热线 12345问一下。\n地址：样例路1号',
    );
    await test.close();
  });
});

describe('anger', () => {
  it('is answered, where a life may be at stake, with what to do first', async () => {
    const urgent = '请马上拨打120。';
    const test = await createTestAssistant({ emergency: (text) => (text.includes('没呼吸') ? urgent : undefined) });
    expect((await test.say('什么破政策，人没呼吸了')).text).toMatch(/^请马上拨打120。/);
    await test.close();
  });
});
