import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declared, isForOthers, personIn, saysOnlyWho } from '../../src/answering/person.js';

describe('who a question is for', () => {
  it('is told by the scheme and the state that it names', () => {
    expect(personIn('职工医保门诊报多少')).toEqual({ scheme: 'employee' });
    expect(personIn('新农合住院报几成')).toEqual({ scheme: 'resident' });
    expect(personIn('退休的门诊一年能报多少')).toEqual({ state: 'retired' });
    expect(personIn('低保户怎么申请救助')).toEqual({ state: 'assisted' });
    expect(personIn('还没退休的门诊报多少')).toEqual({ state: 'working' });
    expect(personIn('门诊报多少')).toEqual({});
  });

  it('stays open where a text names two', () => {
    expect(personIn('我是职工 摔伤了能按居民那个报吗')).toEqual({});
    expect(personIn('在职和退休差多少')).toEqual({});
  });

  it('is remembered only where people speak of themselves', () => {
    expect(declared('我是退休职工，门诊报多少')).toEqual({ state: 'retired' });
    expect(declared('居民医保')).toEqual({ scheme: 'resident' });
    expect(declared('退休的门诊一年能报多少')).toEqual({});
  });

  it('is all that some messages say', () => {
    for (const text of ['职工医保', '我是退休的', '低保户', '居民', '在职职工']) expect(saysOnlyWho(text)).toBe(true);
    for (const text of ['职工医保报多少', '退休手续', '你好', '', '医保']) expect(saysOnlyWho(text)).toBe(false);
  });

  it('never depends on what stands around the words', () => {
    fc.assert(
      fc.property(fc.constantFrom('请问', '那', '麻烦问下'), fc.constantFrom('退休', '在职'), (before, word) => {
        expect(personIn(`${before}${word}的门诊报多少`).state).toBe(word === '退休' ? 'retired' : 'working');
      }),
    );
  });
});

describe('a section for others', () => {
  const section = (heading: string) => ({ headings: ['门诊', heading] });

  it('is one that names another state and not the own', () => {
    expect(isForOthers({ state: 'retired' }, section('在职职工门诊限额'))).toBe(true);
    expect(isForOthers({ state: 'retired' }, section('在职和退休对照'))).toBe(false);
    expect(isForOthers({ state: 'retired' }, section('门诊起付线'))).toBe(false);
    expect(isForOthers({ state: 'assisted' }, section('退休人员限额'))).toBe(false);
    expect(isForOthers({}, section('在职职工门诊限额'))).toBe(false);
  });
});
