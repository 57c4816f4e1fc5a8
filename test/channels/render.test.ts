import { describe, expect, it } from 'vitest';
import { plainText, renderReply, WECHAT_LIMITS } from '../../src/channels/render.js';
import { citationList } from '../../src/domain/cited-sources.js';
import type { Citation } from '../../src/domain/message.js';

const citation = (over: Partial<Citation>): Citation => ({
  number: 1,
  title: '门诊共济办法',
  heading: '',
  kind: 'digest',
  path: 'x.md',
  place: '某市',
  quote: '60%',
  certainty: 'B',
  facts: [],
  ...over,
});

describe('a reply as plain text', () => {
  it('puts the answer first, then its sources, then the choices', () => {
    const text = plainText({
      status: 'answered',
      text: '报销比例60%①。',
      citations: [citation({ year: 2023 })],
      choices: [
        { label: '职工医保', text: 'x' },
        { label: '居民医保', text: 'y' },
      ],
    });
    expect(text).toBe(
      '报销比例60%①。\n依据 ①〔摘编〕门诊共济办法，某市，2023年\n回复数字或文字：① 职工医保　② 居民医保',
    );
  });

  it('puts long choices on lines of their own, six at most', () => {
    const choices = Array.from({ length: 8 }, (_, index) => ({ label: `第${index}个很长的选项`, text: 'x' }));
    const lines = plainText({ status: 'ask-back', text: '您问的是？', choices }).split('\n');
    expect(lines).toHaveLength(1 + 1 + 6);
    expect(lines[2]).toBe('① 第0个很长的选项');
  });

  it('does not list sources twice when the text lists them itself', () => {
    const text = '60%①。\n依据 ①〔摘编〕门诊共济办法';
    expect(plainText({ status: 'answered', text, citations: [citation({})] })).toBe(text);
  });

  it('names a law by its number, and a report by its year unless the title says it', () => {
    expect(
      citationList([
        citation({ kind: 'original', title: '条例', place: '全国', documentNumber: '国务院令第735号', year: 2021 }),
      ]),
    ).toBe('依据 ①〔原文〕条例，全国，国务院令第735号');
    expect(citationList([citation({ title: '2023年述法报告', year: 2023 })])).toBe(
      '依据 ①〔摘编〕2023年述法报告，某市',
    );
  });

  it('names a document once however many passages are quoted', () => {
    expect(citationList([citation({}), citation({ number: 2 }), citation({ number: 3, title: '细则' })])).toBe(
      '依据 ①②〔摘编〕门诊共济办法，某市\n③〔摘编〕细则，某市',
    );
  });

  it('names letters, whose options stand in the text, without numbering them again', () => {
    const choices = ['A', 'B', 'C'].map((label) => ({ label, text: `第1题 ${label}` }));
    expect(plainText({ status: 'service', text: '第1题\nA. 甲\nB. 乙\nC. 丙', choices })).toBe(
      '第1题\nA. 甲\nB. 乙\nC. 丙\n回复字母：A、B 或 C',
    );
    expect(plainText({ status: 'service', text: '选哪个？', choices: [{ label: 'A', text: 'A' }] })).toContain('① A');
  });

  it('keeps within the size of a WeChat message', () => {
    const parts = renderReply({ status: 'answered', text: '长。'.repeat(1_000) }, WECHAT_LIMITS);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(2_048);
  });
});
