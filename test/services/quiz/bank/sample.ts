import type { Chunk } from '../../../../src/domain/passage.js';
import { type Passages, passagesIn } from '../../../../src/services/quiz/bank/passages.js';
import type { Question } from '../../../../src/services/quiz/bank/question.js';

export const DAY = '2026-04-01';

/** A section of a text in force. */
export const chunk = (change: Partial<Chunk> = {}): Chunk => ({
  ...{ id: 'national/rewards.md#1', path: 'national/rewards.md', headings: ['举报奖励办法', '奖励多少'] },
  text: '举报奖励最高二十万元，自受理之日起三十日内告知，按查实金额的 2% 计算。',
  ...{ kind: 'digest', title: '举报奖励办法', place: '全国', scheme: 'both', certainty: 'A', facts: [] },
  effectiveFrom: '2023-01-01',
  ...change,
});

export const passages = (...chunks: readonly Chunk[]): Passages => passagesIn(chunks.length > 0 ? chunks : [chunk()]);

/** A question that the section above proves. */
export const question = (change: Partial<Question> = {}): Question => ({
  ...{ id: 'reporting-001', topic: 'reporting', kind: 'single', stem: '举报奖励最高是多少？' },
  ...{ options: ['10万元', '20万元', '50万元'], answer: [1], inOrder: true },
  explanation: '举报奖励最高20万元，30日内告知。',
  cites: { path: 'national/rewards.md', heading: '奖励多少', quote: '举报奖励最高二十万元' },
  difficulty: 'easy',
  ...change,
});
