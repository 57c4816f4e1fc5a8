import { commandOf } from '../../chat/clean.js';
import { defineOneShot } from '../../chat/flow.js';
import { defineService, type Service } from '../../chat/service.js';
import type { Bureau } from '../../domain/bureau.js';
import type { Reply } from '../../domain/message.js';
import { contactLines, NATIONAL_LINES } from '../contact.js';

const ASKED =
  /^(?:0|(?:我要|我想)?投诉(?:你们|窗口)?|(?:我要|我想|帮我|请|麻烦)?(?:转|找|接|要)?(?:人工|真人|客服)(?:客服|服务|坐席|咨询)?)$/;

/** 转人工: where and when people are there to help. Asked in the middle of anything, which then goes on. */
export function handoffService(bureau: Bureau): Service {
  const flow = defineOneShot({
    name: 'handoff',
    title: '转人工',
    confidential: false,
    where: 'anywhere',
    amidst: 'answer',
    wants: ({ text }) => ASKED.test(commandOf(text)),
    begin: () => ({ status: 'complete', effects: [], reply: () => handoffReply(bureau) }),
  });
  return defineService({ name: 'handoff', flows: [flow] });
}

function handoffReply(bureau: Bureau): Reply {
  const lines = contactLines(bureau);
  const national = bureau.phones.length > 0 ? `也可以拨打${NATIONAL_LINES}。` : `请拨打${NATIONAL_LINES}。`;
  return {
    status: 'service',
    text:
      lines.length > 0
        ? ['可以这样找到工作人员：', ...lines, national].join('\n')
        : `${national}会有工作人员为您解答。`,
  };
}
