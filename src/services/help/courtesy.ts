import { defineOneShot } from '../../chat/flow.js';
import type { Reply } from '../../domain/message.js';
import { saysOnly } from './phrases.js';

const FILLERS =
  '啦|了|咯|哈|呀|啊|吧|的|哟|噻|呐|嘛|你们|你|您|们|大家|非常|很|太|真|十分|都|我|这下|那|就|先|原来如此|原来是这样|医问|小助手|师傅|同志|老师|解答|回答|帮助|帮忙|耐心|提醒|告知|这么|暂时|目前|已经|没有?(?:什么|啥|别的|其他|其它)?(?:问题|事|疑问)?';

/** 好的，知道了，谢谢: the person is done for now. 好 by itself is none of 你好. */
const closes = saysOnly(
  '谢谢|谢|多谢|感谢|感恩|3q|thx|thanks|thankyou|tks|辛苦|麻烦(?:你|您)了|(?<![你您们家])好(?:的|嘞|咧|滴|哒|吧)?|行|中|可以|嗯|恩|哦|噢|喔|ok|okay|收到|明白|知道|晓得|懂|清楚|了解|不用了|就这样|就这些|没事|没问题|没有问题|没有其他问题|没别的|没了|没有了',
  FILLERS,
);

const leaves = saysOnly('再见|拜拜|拜|bye|回见|回头见|晚安|下次再(?:聊|问|来|说)|先这样', `${FILLERS}|谢谢|好`);

const say = (text: string): Reply => ({ status: 'service', text });
const CLOSING = say('不客气。还有问题直接说。');
const GOODBYE = say('再见，祝您健康。还有问题随时来问。');

/** 谢谢, 好的 and 再见: a short word back. Nothing is searched, and the choices shown before can still be answered. */
export const courtesyFlow = defineOneShot({
  name: 'courtesy',
  title: '客气话',
  confidential: false,
  where: 'anywhere',
  amidst: 'ignore',
  passing: true,
  wants: ({ text }) => closes(text) || leaves(text),
  begin: ({ message }) => ({
    status: 'complete',
    effects: [],
    reply: () => (leaves(message.text) ? GOODBYE : CLOSING),
  }),
});
