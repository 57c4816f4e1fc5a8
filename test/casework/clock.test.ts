import { describe, expect, it } from 'vitest';
import { readClock } from '../../src/casework/clock.js';

const at = (day: string) => new Date(`${day}T02:00:00Z`);

describe('a clock of fifteen working days from 1 April 2026', () => {
  const read = (day: string) => readClock('2026-04-01', '2026-04-23', at(day));

  it.each([
    ['2026-04-02', 'calm', '还剩 14 个工作日'],
    ['2026-04-14', 'half', '还剩 7 个工作日'],
    ['2026-04-20', 'soon', '还剩 3 个工作日'],
    ['2026-04-23', 'soon', '今天到期'],
    ['2026-04-24', 'late', '已超过 1 个工作日'],
    ['2026-04-25', 'late', '已超过 1 个工作日'],
  ])('on %s is %s: %s', (day, tone, said) => {
    expect(read(day)).toMatchObject({ tone, said, verified: true });
  });

  it('turns at midnight in China, not in London', () => {
    const justBefore = readClock('2026-04-01', '2026-04-23', new Date('2026-04-23T15:59:59Z'));
    const justAfter = readClock('2026-04-01', '2026-04-23', new Date('2026-04-23T16:00:00Z'));
    expect([justBefore.tone, justAfter.tone]).toEqual(['soon', 'late']);
  });
});

it('a clock into a year without announced holidays is to be checked', () => {
  expect(readClock('2026-12-25', '2027-01-15', at('2026-12-26')).verified).toBe(false);
});
