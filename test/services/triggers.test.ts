import { describe, expect, it } from 'vitest';
import { levelChoices, levelNames } from '../../src/services/ratings/levels.js';
import { ratingFlow } from '../../src/services/ratings/rating.js';
import { wantsStatus, wantsToReport } from '../../src/services/tips/triggers.js';

const message = (text: string) => ({
  channel: 'test',
  chat: 'a',
  sender: 'a',
  id: 'm',
  kind: 'text' as const,
  text,
  sentAt: new Date(0),
});

describe('a tip', () => {
  it.each([
    '举报',
    '我要举报',
    '我想匿名举报',
    '实名举报',
    '我要举报幸福大药房',
    '举报一家诊所',
    '举报平安医院挂床',
    '我发现有人骗保',
    '我们这有家药店回收药，倒卖药品骗保',
  ])('begins with: %s', (text) => {
    expect(wantsToReport(text)).toBe(true);
  });

  it.each([
    '举报有奖吗',
    '举报奖励',
    '举报奖励标准是什么',
    '举报电话',
    '怎么举报',
    '举报的流程',
    '举报人信息会泄露吗',
    '我被人举报了',
    '我要举报吗',
    '骗保会怎么处罚',
    '举报进度',
    '门诊报多少',
  ])('does not begin with: %s', (text) => {
    expect(wantsToReport(text)).toBe(false);
  });
});

describe('asking how a tip is getting on', () => {
  it.each(['查举报', '查询举报进度', '举报进度', '我的举报进展', '1234567890123456', '受理码 1234-5678-9012-3456'])(
    'is understood: %s',
    (text) => {
      expect(wantsStatus(text)).toBe(true);
    },
  );

  it.each(['举报进度怎么查', '受理码1234-5678-9012-3456丢了怎么办', '我要举报', '查余额', '11010519491231002X'])(
    'is not meant by: %s',
    (text) => {
      expect(wantsStatus(text)).toBe(false);
    },
  );
});

describe('a rating', () => {
  it.each([
    '评价',
    '我要评价',
    '给你们打分',
    '我要给差评',
    '好评',
    '差评',
    '非常满意',
    '不满意',
    '我对你们的服务很不满意',
  ])('begins with: %s', (text) => {
    expect(ratingFlow.wants(message(text))).toBe(true);
  });

  it.each(['怎么评价你', '打不满意会找我吗', '好差评是什么', '5', '1', '差评怎么处理', '评价的规定', '满意度怎么算'])(
    'does not begin with: %s',
    (text) => {
      expect(ratingFlow.wants(message(text))).toBe(false);
    },
  );

  it('has its levels in an order in which number and level are the same', () => {
    expect(levelChoices.map(({ text }, at) => levelNames[(at + 1) as 1] === text)).toEqual(Array(5).fill(true));
  });
});
