import type { Chunk, SourceDocument } from '../../src/domain/passage.js';

/** A few texts as ingestion would give them, written for tests: no figure in them is a real one. */
export function sampleChunk(id: string, text: string, more: Partial<Chunk> = {}): Chunk {
  return {
    id,
    path: id.split('#')[0] ?? id,
    kind: 'digest',
    title: '示例办法',
    place: '全国',
    scheme: 'both',
    certainty: 'A',
    headings: [],
    facts: [],
    text,
    ...more,
  };
}

export function sampleDocument(path: string, text: string): SourceDocument {
  return {
    path,
    text,
    contentHash: 'x',
    kind: 'digest',
    title: '示例办法',
    place: '全国',
    scheme: 'both',
    certainty: 'A',
  };
}

export const sampleTexts: readonly Chunk[] = [
  sampleChunk('a.md#1', '异地就医备案可以在网上办理，备案后在就医地直接结算。', { headings: ['异地就医'] }),
  sampleChunk('a.md#2', '退休人员门诊统筹年度限额为二千元，报销比例百分之六十。', {
    headings: ['门诊待遇'],
    scheme: 'employee',
  }),
  sampleChunk('b.md#1', '居民医保门诊报销比例百分之五十。', {
    headings: ['门诊待遇'],
    scheme: 'resident',
    place: '湖南省',
  }),
  sampleChunk('b.md#2', '门诊慢特病需要申请认定。', { place: '湖南省岳阳市', effectiveFrom: '2024-01-01' }),
  sampleChunk('c.md#1', '旧的门诊办法到期作废。', { effectiveTo: '2023-12-31' }),
  sampleChunk('c.md#2', '生育津贴按天计发。', { rows: ['顺产：98天；难产：113天'], place: '上海市浦东新区' }),
];
