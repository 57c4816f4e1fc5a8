import { describe, expect, it } from 'vitest';
import { attendance, type Hours, sayHours } from '../../../src/services/handoff/hours.js';

const hours: readonly Hours[] = [
  { days: '工作日', from: '09:00', to: '12:00' },
  { days: '工作日', from: '14:00', to: '17:00' },
  { days: '周日', from: '10:00', to: '11:00' },
];
/** A moment in China. */
const at = (text: string) => new Date(`${text}+08:00`);
const open = (text: string) => attendance(hours, at(text)).open;

describe('the hours in which staff take conversations over', () => {
  it('begin and end to the minute, in China, with a break at noon', () => {
    const times = ['08:59', '09:00', '11:59', '12:00', '13:59', '14:00', '16:59', '17:00'];
    expect(times.filter((time) => open(`2026-04-01T${time}`))).toEqual(['09:00', '11:59', '14:00', '16:59']);
  });

  it('know public holidays, make-up days and single days of the week', () => {
    expect(open('2026-05-01T10:00')).toBe(false);
    expect(open('2026-05-09T10:00')).toBe(true);
    expect(open('2026-04-04T10:00')).toBe(false);
    expect(open('2026-04-12T10:30')).toBe(true);
    expect(open('2026-04-12T09:30')).toBe(false);
  });

  it('say that a year is not verified whose holidays are not known yet', () => {
    expect(attendance(hours, at('2026-04-01T10:00')).verified).toBe(true);
    expect(attendance(hours, at('2031-04-01T10:00')).verified).toBe(false);
  });

  it('read as people say them', () => {
    expect(sayHours(hours)).toBe('工作日 09:00—12:00、14:00—17:00；周日 10:00—11:00');
  });
});
