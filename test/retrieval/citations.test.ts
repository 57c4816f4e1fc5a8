import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUTHORITY_STEP } from '../../src/retrieval/lexical/citations.js';
import { LexicalBuilder } from '../../src/retrieval/lexical/lexical-builder.js';

function authoritiesOf(documents: readonly { title: string; body: string }[]): number[] {
  const builder = new LexicalBuilder();
  for (const { title, body } of documents) builder.add(title, body);
  return [...builder.finish().arrays.authorities];
}

const steps = (citing: number) => Math.round(Math.log1p(citing) / AUTHORITY_STEP);

describe('the authority of a text', () => {
  it('is how many texts name its work, each counted once', () => {
    const work = fc.constantFrom('刑法', '民法典', '保险法');
    const named = fc.array(work, { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.record({ title: work, named }), { minLength: 1, maxLength: 20 }), (texts) => {
        const documents = texts.map(({ title, named: names }) => ({
          title: `${title}第三条`,
          body: names.map((name) => `依照《${name}》`).join('，'),
        }));
        const expected = texts.map(({ title }) =>
          steps(texts.filter(({ named: names }) => names.includes(title)).length),
        );
        expect(authoritiesOf(documents)).toEqual(expected);
      }),
    );
  });

  it('takes a law with and without the name of the state for one', () => {
    const documents = [
      { title: '中华人民共和国刑法第二十条', body: '' },
      { title: '解释', body: '《刑法》和《中华人民共和国刑法》' },
      { title: '说明', body: '《刑法》' },
    ];
    expect(authoritiesOf(documents)).toEqual([steps(2), 0, 0]);
  });
});
