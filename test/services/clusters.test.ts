import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cluster, findCluster, LIKE, type OpenQuestion } from '../../src/services/questions/cluster.js';

const asked = (question: string, unsure = true, at = '2026-04-01T02:00:00.000Z'): OpenQuestion => ({
  question,
  unsure,
  at,
});

const membership = (rows: readonly OpenQuestion[]) =>
  cluster(rows).map(({ representative, wordings }) => [representative, wordings.map(({ text }) => text)]);

/** Made from few words, so that many are alike. */
const question = fc
  .array(fc.constantFrom('退休', '门诊', '住院', '报销', '人工耳蜗', '换', '几台', '怎么', '多少', '吗', '？', ' '), {
    minLength: 1,
    maxLength: 6,
  })
  .map((words) => words.join(''));
const row = fc.record({
  question,
  unsure: fc.boolean(),
  at: fc.constantFrom('2026-04-01T02:00:00.000Z', '2026-04-02T02:00:00.000Z', '2026-04-03T02:00:00.000Z'),
});

/** Dice's coefficient, counted anew. */
function likeness(one: string, other: string): number {
  const pairs = (text: string) => new Set([...text].slice(1).map((letter, at) => `${[...text][at]}${letter}`));
  const [a, b] = [pairs(one), pairs(other)];
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
}

describe('clustering questions', () => {
  it('puts together what is said alike, and keeps apart what differs in what it is about', () => {
    const clusters = cluster([
      asked('人工耳蜗处理器更换最多赔几台'),
      asked('人工耳蜗更换处理器赔几台？'),
      asked('门诊怎么报销'),
      asked('住院怎么报销'),
    ]);
    expect(clusters.map(({ count }) => count)).toEqual([2, 1, 1]);
  });

  it('takes other widths, traditional characters and punctuation for the same words', () => {
    const [only, ...others] = cluster([asked('门诊能报多少？'), asked('門診能報多少'), asked('门诊，能报多少 ！')]);
    expect(others).toEqual([]);
    expect(only?.wordings).toEqual([expect.objectContaining({ count: 3 })]);
  });

  it('counts what was not known and what was no use, and tells the last time and the usual wording', () => {
    const [only] = cluster([
      asked('人工耳蜗换几台', true, '2026-04-01T02:00:00.000Z'),
      asked('人工耳蜗换几台吗', false, '2026-04-03T02:00:00.000Z'),
      asked('人工耳蜗换几台', true, '2026-04-02T02:00:00.000Z'),
    ]);
    expect(only).toMatchObject({ representative: '人工耳蜗换几台', count: 3, unsure: 2, useless: 1 });
    expect(only?.lastSeen).toBe('2026-04-03T02:00:00.000Z');
  });

  it('comes to the same whatever the order of the rows, and loses and doubles none', () => {
    fc.assert(
      fc.property(
        fc
          .array(row, { maxLength: 40 })
          .chain((rows) =>
            fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length })),
          ),
        ([rows, shuffled]) => {
          expect(cluster(shuffled)).toEqual(cluster(rows));
          const speaking = rows.filter(({ question: text }) => /[\p{L}\p{N}]/u.test(text)).length;
          expect(cluster(rows).reduce((sum, { count }) => sum + count, 0)).toBe(speaking);
        },
      ),
    );
  });

  it('holds no wording that is less like its representative than said', () => {
    const letters = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '丁', '戊'), minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(
          letters.map((text) => asked(text)),
          { maxLength: 30 },
        ),
        (rows) => {
          for (const { representative, wordings } of cluster(rows))
            for (const { text } of wordings) expect(likeness(text, representative)).toBeGreaterThanOrEqual(LIKE);
        },
      ),
    );
  });

  it('finds a cluster by the id of any of its wordings, or by a question as somebody types it', () => {
    const clusters = cluster([asked('人工耳蜗换几台'), asked('人工耳蜗换几台呢？'), asked('门诊')]);
    for (const one of clusters) for (const { id } of one.wordings) expect(findCluster(clusters, id)).toBe(one);
    expect(findCluster(clusters, ' 人工耳蜗，换几台？')?.representative).toBe('人工耳蜗换几台');
    expect(findCluster(clusters, '没人问过的')).toBeUndefined();
  });

  it('leaves out what has no words', () => {
    expect(membership([asked('？？'), asked(' ')])).toEqual([]);
  });
});
