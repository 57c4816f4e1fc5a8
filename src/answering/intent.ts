/** What kind of thing a question wants to hear. A heading that says the same kind fits better than one of another. */
export type Intent =
  | 'amount'
  | 'duration'
  | 'where'
  | 'how'
  | 'papers'
  | 'calculation'
  | 'who'
  | 'permission'
  | 'definition'
  | 'penalty'
  | 'phone';

const signs: readonly (readonly [Intent, RegExp])[] = [
  ['calculation', /怎么算|咋算|如何算|怎么计算|按(什么|啥|哪个|多少).{0,4}算|计发|算法|怎么定/],
  ['papers', /带什么|带啥|材料|要什么|要啥|需要什么|证件|手续|准备什么|哪些证明/],
  [
    'duration',
    /多久|几天|多少天|多长时间|几个月|时限|期限|啥时候|什么时候|何时|几年|管多久|几点|多少日|有效期|最长|等多/,
  ],
  ['where', /在哪|哪里|哪儿|去哪|哪办|哪一级|哪个窗口|渠道|往哪/],
  ['phone', /电话|热线|号码|打什么|拨/],
  ['amount', /多少|几成|几多|比例|限额|封顶|起付|最高|最低|几家|几项|几倍|几名|几个|几件|几次|几分|金额|占比|率/],
  ['who', /谁|哪个部门|找哪个|哪些人|什么人|几种人|哪几种|归谁|哪类/],
  ['definition', /是什么|是啥|什么是|啥是|什么意思|指什么|指啥/],
  ['penalty', /罚|处罚|坐牢|判|后果|暂停|违法|算不算|违规|扣几分|扣多少/],
  ['how', /怎么(?!算|计算|定)|咋(?!算)|如何(?!算)|流程|步骤|分几步/],
  ['permission', /能不能|可不可以|可以|要不要|用不用|能.{0,12}[吗么不]|给.{0,4}[吗不]|还能/],
];

/** All the kinds that a question or a heading shows. */
export function intentsOf(text: string): ReadonlySet<Intent> {
  return new Set(signs.filter(([, sign]) => sign.test(text)).map(([intent]) => intent));
}

/** 1 where the kinds meet, 0.5 where either shows none, 0 where they differ. */
export function intentMatch(question: ReadonlySet<Intent>, heading: ReadonlySet<Intent>): number {
  if (question.size === 0 || heading.size === 0) return 0.5;
  for (const intent of question) if (heading.has(intent)) return 1;
  return 0;
}
