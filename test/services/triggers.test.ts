import { describe, expect, it } from 'vitest';
import { levelChoices, levelNames } from '../../src/services/ratings/levels.js';
import { wantsToRate } from '../../src/services/ratings/rating.js';
import { wishedLevel } from '../../src/services/ratings/wish.js';
import { accuses } from '../../src/services/tips/accusation.js';
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
    '药店用我妈的卡套现 我要反映',
    '我要检举一家医院挂床',
    '我要反映问题',
    '我要投诉有家诊所空刷医保卡',
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
    '我要反映窗口态度差',
    '我发现有人骗保',
  ])('does not begin with: %s', (text) => {
    expect(wantsToReport(text)).toBe(false);
  });

  it.each([
    '我们村卫生室拿老人的卡刷药',
    '药店用我妈的卡套现',
    '我知道一家医院骗保',
    '我发现有人骗保',
    '我们这有家药店回收药，倒卖药品骗保',
    '药店用医保卡换鸡蛋大米',
    '邻居冒名住院，这不是骗保吗',
    `隔壁诊所没人住院却天天开住院单，${'他们每天都这样，'.repeat(8)}都是空刷医保卡。`,
  ])('is offered to who says: %s', (text) => {
    expect(accuses(text)).toBe(true);
  });

  it.each([
    '拿别人卡买药算骗保吗',
    '药店帮人套现医保卡会怎么处理',
    '药店套现的处罚',
    '医院挂床罚不罚',
    '如果药店用我妈的卡套现',
    '我去药店用我妈的卡买药',
    '我用我妈的医保卡买药',
    '药店不让我刷医保卡',
    '有人打电话说我骗保要我转账',
    `我弟弟在药店上班，${'他们每天都很忙，'.repeat(8)}药店拿老人的卡刷药会怎么处罚`,
  ])('is not offered to who says: %s', (text) => {
    expect(accuses(text)).toBe(false);
  });
});

describe('asking how a tip is getting on', () => {
  it.each([
    '查举报',
    '查询举报进度',
    '举报进度',
    '我的举报进展',
    '12345678901234567890',
    '受理码 1234-5678-9012-3456-7890',
  ])('is understood: %s', (text) => {
    expect(wantsStatus(text)).toBe(true);
  });

  it.each(['举报进度怎么查', '受理码1234-5678-9012-3456-7890丢了怎么办', '我要举报', '查余额', '11010519491231002X'])(
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
    '我想给窗口打分',
    '给你们打个五星',
    '想评价一下你们',
    '给工作人员打5分',
    '我要给3号窗口差评',
    '评价一下刚才的服务',
  ])('begins with: %s', (text) => {
    expect(wantsToRate(message(text))).toBe(true);
  });

  it.each([
    '怎么评价你',
    '打不满意会找我吗',
    '好差评是什么',
    '5',
    '1',
    '差评怎么处理',
    '评价的规定',
    '满意度怎么算',
    '好评率多少',
    '一共分几档',
    '五星',
    '5分',
    '政务服务好差评',
    '你们评价分几级',
  ])('does not begin with: %s', (text) => {
    expect(wantsToRate(message(text))).toBe(false);
  });

  it.each([
    ['给你们打个五星', 5],
    ['给工作人员打4分', 4],
    ['打一星', 1],
    ['我要给差评', undefined],
    ['我想给窗口打分', undefined],
  ])('of %s names the level %s', (text, level) => {
    expect(wishedLevel(text)).toBe(level);
  });

  it('has its levels in an order in which number and level are the same', () => {
    expect(levelChoices.map(({ text }, at) => levelNames[(at + 1) as 1] === text)).toEqual(Array(5).fill(true));
  });
});
