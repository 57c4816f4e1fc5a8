import { defineOneShot } from '../../chat/flow.js';
import type { Reply } from '../../domain/message.js';
import { saysOnly } from './phrases.js';

const FILLERS =
  '我|你们|你|您|还是|完全|根本|真的|一点|也|都|就|的|了|啊|呀|哦|吧|呢|吗|嘛|老是|老|在|啦|喂|请|麻烦|能不能|能|可以|可不可以|太|好像|有点|实在|对不起|不好意思|这个|这些|这|那个|那|他|到底|究竟|刚才|刚刚|说|讲|话|内容|回答|意思';

const ONCE_MORE = '(?:一|1)(?:遍|次|回|下)';

const wantsAgain = saysOnly(
  `再(?:给我)?(?:说|讲|发|来|回答|重复|念)${ONCE_MORE}|重复(?:${ONCE_MORE})?|重(?:新)?(?:说|讲|发)(?:${ONCE_MORE})?|(?:刚才|刚刚)(?:你|您)?(?:说|讲)(?:的)?(?:是)?(?:了)?(?:什么|啥)|没(?:有)?(?:听清|看清|听见|看见|看到)(?:楚)?|上一?条(?:再发|再说)${ONCE_MORE}`,
  `${FILLERS}|给我`,
);

const lost = saysOnly(
  [
    '(?:听|看|搞|弄|读)不(?:太)?(?:懂|明白|清楚|清)|没(?:有)?(?:太)?(?:听|看|搞|弄)?(?:懂|明白)|不(?:太|是很|大|怎么)?(?:懂|明白|理解)',
    '(?:说|讲|答|回答)的?(?:都)?(?:是)?(?:什么|啥)(?:意思|东西|玩意)?|(?:是)?(?:什么|啥)意思',
    '(?:说|讲|解释|回答)?(?:得|的)?(?:再)?(?:简单|通俗|清楚|明白|具体|详细|直白|慢|短|容易懂|易懂|好懂)(?:一?点|些|一些|一下)(?:儿)?',
    '(?:说|讲)人话|(?:说|讲|用)?大白话|(?:说|讲)?(?:得|的)?太(?:复杂|啰嗦|罗嗦|长|深奥|专业)|解释(?:一下|一遍)',
  ].join('|'),
  FILLERS,
);

const missed = saysOnly(
  [
    '没(?:有)?(?:回答|答|解答|回复|说)(?:我|到|上|出|清楚|清|明白)*(?:的)?(?:问题|提问|点子上)?|答非我问',
    '(?:不是|没|没有)(?:想)?(?:要)?问(?:你)?(?:的)?(?:这个|那个|这些|这)?|(?:问|说|要)的不是(?:这个|那个|这些|这)?',
    '不是(?:这|那|我|我的|这个|那个)*意思|牛头不对马嘴|驴唇不对马嘴|文不对题|所答非所问|跑题|扯远|答偏|偏题',
    '(?:搞|弄|理解|说|答|回答|讲|听|看|会|误会)?错(?:意|意思)?|误会|理解有误|不对|不是|不准确?|不正确',
  ].join('|'),
  FILLERS,
);

const REPAIR: Reply = {
  status: 'service',
  text: '对不起，我没说清楚。请换个说法再问一次，例如「门诊能报多少」；也可以回复 0 转人工。',
};

/** 再说一遍: the last reply once more, where it is still kept. In the middle of something its question is asked again. */
export const againFlow = defineOneShot<Reply | undefined>({
  name: 'again',
  title: '重复',
  confidential: false,
  where: 'anywhere',
  amidst: 'remind',
  passing: true,
  wants: ({ text }) => wantsAgain(text),
  load: (_message, _state, read) => read.lastReply(),
  begin: ({ loaded }) => ({ status: 'complete', effects: [], reply: () => loaded ?? REPAIR }),
});

/** 我听不懂, 说简单点: an apology and the two ways on. Searching these words would only repeat the mistake. */
export const lostFlow = defineOneShot({
  name: 'lost',
  title: '没听懂',
  confidential: false,
  where: 'anywhere',
  amidst: 'remind',
  passing: true,
  wants: ({ text }) => lost(text),
  begin: () => ({ status: 'complete', effects: [], reply: () => REPAIR }),
});

/** 没回答我的问题, 你搞错了: the same. In the middle of a rating it may be the reason for it, and is left to it. */
export const missedFlow = defineOneShot({
  name: 'missed',
  title: '答错了',
  confidential: false,
  where: 'anywhere',
  amidst: 'ignore',
  passing: true,
  wants: ({ text }) => missed(text),
  begin: () => ({ status: 'complete', effects: [], reply: () => REPAIR }),
});
