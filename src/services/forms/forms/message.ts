import { defineForm } from '../../../chat/form/define-form.js';

/** A word left for staff, where nobody was there to take the conversation over. */
export const messageForm = defineForm({
  name: 'message',
  title: '留言',
  prefix: 'LY',
  version: 1,
  triggers: /^(?:我?要|我想|请|帮我)*(?:给(?:你们|工作人员))?(?:留言|留个言|留一?条留?言)$/,
  notice: ['请留言，工作人员看到后联系您。急事请直接打电话或到窗口。'],
  fields: [
    {
      name: 'matter',
      label: '留言内容',
      ask: '您想说什么？',
      kind: 'story',
      example: '医保卡在药店刷不了，想请人看看',
    },
    { name: 'phone', label: '联系电话', ask: '怎么联系您？请留电话。', kind: 'phone', example: '13800000000' },
    { name: 'name', label: '怎么称呼', ask: '怎么称呼您？', kind: 'name', example: '张三', optional: true },
  ],
  after: '工作人员上班后会看，并按您留的电话联系。',
});
