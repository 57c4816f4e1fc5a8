import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withSpokenDigits } from '../../src/answering/rewrite.js';
import { asksPast, asksPastRule, timeNamed, withoutPastWords } from '../../src/answering/time-named.js';

const today = '2026-11-26';
const period = (question: string, day = today) => {
  const named = timeNamed(withSpokenDigits(question), day);
  return named && `${named.period.from}~${named.period.to}`;
};
const year = (question: string) => timeNamed(question, today)?.year;

describe('the time that a question names', () => {
  it.each([
    ['2022年举报最高奖多少', '2022-01-01~2022-12-31'],
    ['二〇二二年举报最高奖多少', '2022-01-01~2022-12-31'],
    ['二零二二年五月怎么报', '2022-05-01~2022-05-31'],
    ['屈原2022追回多少', '2022-01-01~2022-12-31'],
    ['22年的规定是多少', '2022-01-01~2022-12-31'],
    ['天津南开24年立案几家', '2024-01-01~2024-12-31'],
    ['去年举报最高奖多少', '2025-01-01~2025-12-31'],
    ['前年上半年追回多少', '2024-01-01~2024-06-30'],
    ['大前年报几成', '2023-01-01~2023-12-31'],
    ['三年前的规定', '2023-01-01~2023-12-31'],
    ['去年5月能报多少', '2025-05-01~2025-05-31'],
    ['去年底能报多少', '2025-12-01~2025-12-31'],
    ['上个月改了吗', '2026-10-01~2026-10-31'],
    ['昨天还能报吗', '2026-11-25~2026-11-25'],
    ['2022年12月31日能报多少', '2022-12-31~2022-12-31'],
    ['2022-12-31能报多少', '2022-12-31~2022-12-31'],
    ['明年居民医保交多少', '2027-01-01~2027-12-31'],
    ['2021-2023年罚多少', '2021-01-01~2023-12-31'],
    ['2022年和2023年各奖多少', '2022-01-01~2023-12-31'],
  ])('%s', (question, expected) => {
    expect(period(question)).toBe(expected);
  });

  it('of what lies before a time is the day before it', () => {
    expect(period('2023年以前最高奖多少')).toBe('2022-12-31~2022-12-31');
    expect(period('2022年5月之前')).toBe('2022-04-30~2022-04-30');
    expect(year('2023年以前最高奖多少')).toBeUndefined();
  });

  it('of what begins with a time goes on to today', () => {
    expect(period('今年1月起怎么报')).toBe(`2026-01-01~${today}`);
    expect(period('2024年以后的规定')).toBe(`2024-01-01~${today}`);
  });

  it('crosses the end of a year', () => {
    expect(period('上个月改了吗', '2026-01-05')).toBe('2025-12-01~2025-12-31');
    expect(period('昨天能报吗', '2026-01-01')).toBe('2025-12-31~2025-12-31');
  });

  it.each([
    '退休工人门诊看了2000，给报多少',
    '花了2022元能报多少',
    '交了22年能退休吗',
    '医保办发〔2022〕22号讲什么',
    '国办发(2024)38号讲什么',
    '连续参保满4年后有什么奖励',
    '举报有奖吗',
    '现在还是这数不',
  ])('is none in %s', (question) => {
    expect(timeNamed(question, today)).toBeUndefined();
  });

  it('is today where a story of the past ends in the present', () => {
    expect(timeNamed('去年断缴今年能补吗', today)).toBeUndefined();
    expect(timeNamed('2022年退休的现在能报多少', today)).toBeUndefined();
    expect(period('今年能报多少')).toBe('2026-01-01~2026-12-31');
  });

  it('of any named day is that day, however it is written', () => {
    const days = fc.date({ min: new Date('2015-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom('年', '-', '.', '/'), (date, mark) => {
        const iso = date.toISOString().slice(0, 10);
        const [y, m, d] = iso.split('-').map(Number);
        const written = mark === '年' ? `${y}年${m}月${d}日` : `${y}${mark}${m}${mark}${d}`;
        expect(period(`${written} 能报多少`)).toBe(`${iso}~${iso}`);
      }),
    );
  });

  it('never begins after its end, whatever is typed', () => {
    const pieces = fc.constantFrom(
      '2022',
      '年',
      '5',
      '月',
      '31',
      '日',
      '去年',
      '以前',
      '起',
      '今年',
      '底',
      '上半年',
      '多少',
      '-',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 9 }), (words) => {
        const named = timeNamed(words.join(''), today);
        if (named) expect(named.period.from <= named.period.to).toBe(true);
      }),
    );
  });
});

describe('asking for what held before', () => {
  it.each(['以前举报奖励最高多少', '旧规定最高奖多少', '新规之前举报能奖多少', '原来封顶多少', '新办法施行前怎么奖'])(
    '%s',
    (question) => {
      expect(asksPast(question)).toBe(true);
    },
  );

  it.each(['举报奖励最高多少', '老人门诊报多少', '新生儿之前要登记吗', '拖多久不领就作废'])('is not %s', (question) => {
    expect(asksPast(question)).toBe(false);
  });

  it('is for a rule only where a rule is named', () => {
    expect(asksPastRule('旧规定门诊报多少')).toBe(true);
    expect(asksPastRule('我以前在深圳交的能转吗')).toBe(false);
  });

  it('says when, not what: the matter is searched without it', () => {
    expect(withoutPastWords('以前举报奖励最高多少')).toBe('举报奖励最高多少');
    expect(withoutPastWords('以前')).toBe('以前');
  });
});
