import type { Bureau } from '../domain/bureau.js';
import type { Choice, Reply } from '../domain/message.js';

/** Questions to begin with: what people ask most, each answered by the shipped knowledge. */
export const sampleQuestions: readonly Choice[] = [
  '退休的门诊一年能报多少',
  '去外地看病要备案吗',
  '医保断缴了怎么补',
  '举报骗保有奖吗',
].map((text) => ({ label: text, text }));

/** The first words of a conversation. */
export function welcome(bureau: Bureau): Reply {
  const who = bureau.name ? `${bureau.name}的` : '';
  return {
    status: 'service',
    service: 'help',
    text: `您好，我是${who}医保问答助手“医问”。有问题直接说，或点下面的问题试试，答案都附出处。举报、评价、找人工，回复“举报”“评价”“转人工”。`,
    choices: sampleQuestions,
  };
}
