import { periodOf } from '../../domain/validity.js';
import type { Finding } from './finding.js';
import { type Check, lineOfChunk, named, sectionsOf } from './texts.js';

const REPORT = /报告|汇报|年报|总结/;
const RULE = /条例|办法|规定|细则|意见|通知/;

/** Beginnings that are missing, reports without their year, ends before the beginning. */
export const dates: Check = (texts) =>
  sectionsOf(texts.chunks).flatMap((chunk): Finding[] => {
    const { path, effectiveFrom, effectiveTo, year, undated, source = '', title } = chunk;
    const reversed = effectiveFrom !== undefined && effectiveTo !== undefined && effectiveTo < periodOf(chunk).from;
    const dated = effectiveFrom !== undefined || year !== undefined || undated !== undefined;
    if (dated && !reversed) return [];
    const at = { path, line: lineOfChunk(texts, chunk) };
    if (reversed) {
      return [
        {
          ...at,
          severity: 'error',
          code: 'check.period-reversed',
          cause: `${named(chunk)}在 ${effectiveTo} 失效，却从 ${effectiveFrom} 才施行`,
          remedy: '核对原文，改正 effectiveFrom 或 effectiveTo。',
        },
      ];
    }
    const report = REPORT.test(`${title}${source}`) && !RULE.test(title);
    return [
      report
        ? {
            ...at,
            severity: 'error',
            code: 'check.year-missing',
            cause: `${named(chunk)}出自报告或汇报，没有写是哪一年的情况`,
            remedy: '补上 year，回答时才能说明是哪一年。',
          }
        : {
            ...at,
            severity: 'warning',
            code: 'check.start-missing',
            cause: `${named(chunk)}没有写从哪天起施行`,
            remedy: '补上 effectiveFrom；说的是某一年的情况写 year；来源确实没有日期的，写 undated 说明。',
          },
    ];
  });
