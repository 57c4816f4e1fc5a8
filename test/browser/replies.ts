import type { Citation, IncomingMessage, Reply } from '../../src/domain/message.js';

export const WELCOME = {
  text: '您好，我可以查医保政策，并告诉您依据在哪一条。\n请直接写下问题，或点一个试试：',
  samples: [
    { label: '退休的门诊一年能报多少', text: '退休的门诊一年能报多少' },
    { label: '去外地看病要先备案吗', text: '去外地看病要先备案吗' },
    { label: '新生儿多久内要参保', text: '新生儿多久内要参保' },
    { label: '我要举报', text: '我要举报' },
  ],
};

const CITATIONS: readonly Citation[] = [
  {
    number: 1,
    title: '2023年述法报告',
    heading: '职工门诊共济',
    kind: 'digest',
    path: 'regions/city/practice.md',
    place: '某市',
    quote: '职工门诊统筹：退休人员年度限额900元，报销比例60%。',
    year: 2023,
    certainty: 'C',
    facts: [],
  },
  {
    number: 2,
    title: '医疗保障基金使用监督管理条例',
    heading: '第二章 基金使用',
    kind: 'original',
    path: 'national/regulation-735.md',
    place: '全国',
    quote: '参保人员应当持本人医疗保障凭证就医、购药，并主动出示接受查验。',
    documentNumber: '国务院令第735号',
    article: '第十七条',
    effectiveFrom: '2021-05-01',
    certainty: 'A',
    facts: [],
  },
];

const ANSWER: Reply = {
  status: 'answered',
  service: 'questions',
  answerId: 'answer-1',
  text: '职工门诊统筹，退休人员一年的限额是900元，报销比例60%①。\n这是一个未具名城市2023年的做法，原文没有说明900元是支付额还是费用额；您所在地的标准请以当地为准②。\n想知道哪里的？回复城市名，或拨打12393。',
  citations: CITATIONS,
};

const SCHEMES: Reply = {
  status: 'ask-back',
  service: 'questions',
  text: '您参加的是哪一种医保？',
  choices: [
    { label: '职工医保', text: '我参加的是职工医保' },
    { label: '居民医保', text: '我参加的是居民医保' },
  ],
};

/** Answers that depend on the words alone. */
export function replyTo({ text }: IncomingMessage): Reply {
  if (text.includes('举报'))
    return { status: 'service', service: 'tips', confidential: true, text: '请说说您发现的问题。' };
  if (text.includes('备案')) return SCHEMES;
  if (text.includes('门诊')) return ANSWER;
  if (text.includes('全文')) return { status: 'answered', text: '参保人员应当按时缴费。\n'.repeat(80) };
  return { status: 'service', text: `收到：${text}` };
}
