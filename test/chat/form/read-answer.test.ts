import { describe, expect, it } from 'vitest';
import type { TypedField } from '../../../src/chat/form/define-form.js';
import { readAnswer, readDay } from '../../../src/chat/form/read-answer.js';

const now = new Date('2026-04-01T02:00:00Z');
const read = (kind: TypedField['kind'], text: string) =>
  readAnswer({ name: 'x', label: 'x', ask: '？', kind, example: '' }, text, now);

describe('what people type into a form', () => {
  it.each([
    ['name', '我叫欧阳锋。', '欧阳锋', '欧阳*'],
    ['name', '买买提·艾力', '买买提·艾力', '买*****'],
    ['phone', '１３８-0013 8000', '13800138000', '138****8000'],
    ['phone', '我的手机是+86 138 0013 8000', '13800138000', '138****8000'],
    ['phone', '0730-8765432', '07308765432', '073****5432'],
    ['id-number', '11010519491231002x', '11010519491231002X', '110***********002X'],
    ['id-number', '440524 18800101 0014', '440524188001010014', '440***********0014'],
    ['place', '去长沙。', '长沙', '长沙'],
    ['date', '2026年4月6号', '2026-04-06', '2026-04-06'],
    ['date', '4.6', '2026-04-06', '2026-04-06'],
    ['date', '明年1月2日', '2027-01-02', '2027-01-02'],
    ['date', '后天', '2026-04-03', '2026-04-03'],
    ['story', '卡号13800138000，丢在药店门口了', '卡号13800138000，丢在药店门口了', '卡号138****800…（共21字）'],
  ] as const)('%s: %s', (kind, text, value, shown) => {
    expect(read(kind, text)).toEqual({ status: 'answer', value, shown });
  });

  it.each([
    ['name', '13800138000'],
    ['name', '我要举报'],
    ['phone', '12393'],
    ['phone', '没有电话'],
    ['id-number', '110105194912310021'],
    ['id-number', '不记得'],
    ['date', '2026年2月30日'],
    ['date', '过两天'],
    ['place', '我想问问'],
    ['place', 'x'],
  ] as const)('%s is not: %s', (kind, text) => {
    expect(read(kind, text).status).toBe('unfit');
  });

  it('knows leap days', () => {
    expect([readDay('2028-2-29', '2026-04-01'), readDay('2026-2-29', '2026-04-01')]).toEqual(['2028-02-29', undefined]);
  });
});
