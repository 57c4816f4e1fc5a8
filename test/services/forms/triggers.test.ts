import { describe, expect, it } from 'vitest';
import { formFlow } from '../../../src/chat/form/form-flow.js';
import { findNumber, followUpFlow } from '../../../src/services/forms/follow-up.js';
import { formOffers, forms } from '../../../src/services/forms/forms/index.js';

const message = (text: string) => ({
  ...{ channel: 'test', chat: 'a', sender: 'a', id: 'm', kind: 'text' as const, text, sentAt: new Date(0) },
});
const wanted = (text: string) => forms.filter((form) => formFlow(form).wants(message(text))).map(({ name }) => name);

describe('a form', () => {
  it.each([
    ['我要办异地就医备案', 'registration'],
    ['异地备案协办', 'registration'],
    ['需要协办', 'registration'],
    ['帮我办异地备案', 'registration'],
    ['请帮忙办理异地就医备案。', 'registration'],
    ['我想预约上门代办', 'visit'],
    ['申请上门服务', 'visit'],
    ['请派人上门办理', 'visit'],
    ['留言', 'message'],
    ['我要给你们留言', 'message'],
  ])('begins with: %s', (text, name) => {
    expect(wanted(text)).toEqual([name]);
  });

  it.each([
    ...['异地就医怎么备案', '异地就医备案需要什么材料', '我要办异地就医备案吗', '异地备案有效期', '没备案能报吗'],
    ...['异地就医备案', '代办员是干什么的', '可以上门办吗', '上门服务收费吗', '留言板在哪', '我妈走不动怎么办医保'],
  ])('does not begin with: %s', (text) => {
    expect(wanted(text)).toEqual([]);
  });

  it.each(['异地就医怎么备案', '没备案去异地住院怎么报', '可以上门办吗', '老人走不动怎么办医保'])(
    'is offered beside the answer to: %s',
    (text) => {
      expect(formOffers.some(({ about }) => about.test(text))).toBe(true);
    },
  );

  it.each(['长护险上门服务多少钱', '医生能上门服务吗', '门诊报多少'])(
    'is not offered beside the answer to: %s',
    (text) => {
      expect(formOffers.some(({ about }) => about.test(text))).toBe(false);
    },
  );
});

describe('asking how a form is getting on', () => {
  it.each([
    'XB20260401-0001',
    'xb20260401－0001',
    '查一下ＸＢ20260401-0001',
    '查协办进度',
    '我的办件进度',
    '备案办得怎么样了',
  ])('is understood: %s', (text) => {
    expect(followUpFlow.wants(message(text))).toBe(true);
  });

  it.each(['AB20260401-0001', '1234-5678-9012-3456', '办件', '协办', '备案要多久'])('is not meant by: %s', (text) => {
    expect(followUpFlow.wants(message(text))).toBe(false);
  });

  it('finds the number however it was typed', () => {
    expect(findNumber('编号 xb20260401 0012')).toBe('XB20260401-0012');
  });
});
