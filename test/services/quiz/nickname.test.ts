import { describe, expect, it } from 'vitest';
import { readNickname, shownName } from '../../../src/services/quiz/play/nickname.js';
import { participantCode, readCode, showCode } from '../../../src/services/quiz/play/person.js';

const localKey = { derive: (purpose: string) => Buffer.from(purpose.padEnd(32, '.')) };

describe('a nickname', () => {
  it.each(['爱学习的老王', '李大姐', 'Tom 2026', '<b>王</b>'])('may be %s', (name) => {
    expect(readNickname(name)).toEqual({ status: 'taken', name });
  });

  it('loses what cannot be seen', () => {
    expect(readNickname('老\u202e王\u200b头')).toEqual({ status: 'taken', name: '老王头' });
  });

  it.each([
    ...[
      '王',
      '一二三四五六七八九十一二三',
      '！！！',
      '13812345678',
      '加微信聊',
      '加 q q',
      'Ｑ-Ｑ群',
      'www.a.com',
      'abc.cn',
    ],
    ...['医保局小王', '官 方', '客服01', '管理員', '傻 逼', '傻.逼', '煞1笔', 'f u c k', '11010119900101'],
  ])('is not %s', (name) => {
    expect(readNickname(name).status).toBe('refused');
  });

  it('is the end of the code where there is none', () => {
    expect(shownName('', 'K7QF2M9DXPTA')).toBe('参与者 XPTA');
  });
});

describe('a participant code', () => {
  it('has twelve letters of its campaign, and is read however it is typed', () => {
    const code = participantCode(localKey, 'QZ2026-01', 'someone');
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    expect(participantCode(localKey, 'QZ2026-02', 'someone')).not.toBe(code);
    expect(readCode(showCode(code))).toBe(code);
    expect(readCode(` ${showCode(code).toLowerCase().replaceAll('-', ' ')} `)).toBe(code);
    expect(readCode('ｋ７ｑｆ２ｍ９ｄｘｐｔａ')).toBe('K7QF2M9DXPTA');
    expect(readCode('oooo-iiii-llll')).toBe('000011111111');
    expect(readCode('K7QF-2M9D')).toBeUndefined();
  });
});
