import { commandOf } from '../../chat/clean.js';
import { defineOneShot } from '../../chat/flow.js';
import type { Choice, Reply } from '../../domain/message.js';
import { maskPersonalData } from '../../lib/personal-data.js';
import type { FeedbackRecord } from './records.js';

export interface FeedbackEffect extends FeedbackRecord {
  readonly kind: 'feedback';
}

export const feedbackChoices: readonly Choice[] = [
  { label: '有用', text: '有用' },
  { label: '没用', text: '没用' },
];

const USEFUL = /^(?:很|非常|挺)?(?:有用|有帮助)(?:谢谢|了)?$/;
const USELESS = /^(?:没用|没有用|没啥用|不管用|没帮助|没有帮助|答非所问)$/;
const USELESS_BECAUSE = /^(?:没用|没有用|没帮助)[，,：:；;\s]+(\S[\s\S]{1,299})$/;

const say = (text: string): Reply => ({ status: 'service', text });

/** 有用 and 没用, tied to the answer this conversation saw last. */
export const feedbackFlow = defineOneShot({
  name: 'feedback',
  title: '反馈',
  confidential: false,
  where: 'anywhere',
  amidst: 'ignore',
  wants: ({ text }) => parseFeedback(text) !== undefined,
  begin({ message, answerId }) {
    const mark = parseFeedback(message.text);
    if (!mark || !answerId) {
      return { status: 'complete', effects: [], reply: () => say('好的。您有医保方面的问题，请直接打字告诉我。') };
    }
    const effect: FeedbackEffect = { kind: 'feedback', answerId, ...mark };
    return {
      status: 'complete',
      effects: [effect],
      reply: () => say(mark.useful ? '谢谢反馈。还有问题请接着问。' : TURN_ELSEWHERE),
    };
  },
});

const TURN_ELSEWHERE = '抱歉没有帮上忙，已经记下。可以换个说法再问一次；要找工作人员请回复 0，或拨打 12393。';

/** Undefined for anything that is not a mark. */
function parseFeedback(text: string): Omit<FeedbackRecord, 'answerId'> | undefined {
  const said = commandOf(text);
  if (USEFUL.test(said)) return { useful: true };
  if (USELESS.test(said)) return { useful: false };
  const reason = USELESS_BECAUSE.exec(text)?.[1];
  return reason ? { useful: false, reason: maskPersonalData(reason.trim()) } : undefined;
}
