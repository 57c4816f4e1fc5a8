import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DrawFile, digestOf } from '../../../../src/services/quiz/draw/draw-file.js';
import { type Check, verifyText } from '../../../../src/services/quiz/draw/verify.js';
import { verifierPage } from '../../../../src/services/quiz/public/verifier.js';
import { another, changed, leavesOf, randomDraw } from '../../../support/draws.js';

let page = '';
let verifyInPage: (text: string) => readonly Check[];
let findInPage: (text: string, code: string) => string;
beforeAll(async () => {
  page = await verifierPage();
  const context = createContext({ TextEncoder });
  runInContext(/<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? '', context);
  verifyInPage = runInContext('verifyDrawText', context);
  findInPage = runInContext('findCode', context);
});

const verdicts = (checks: readonly Check[]) => checks.map(({ name, passed }) => `${name} ${passed}`).join(', ');
const both = (text: string) => [verdicts(verifyInPage(text)), verdicts(verifyText(text))] as const;

describe('the page that verifies', () => {
  it('finds what the command finds, point by point, in a thousand draws', () => {
    for (let seed = 0; seed < 1_000; seed += 1) {
      const [here, there] = both(JSON.stringify(randomDraw(seed)));
      if (here !== there || here.includes('false')) expect.fail(`draw ${seed}: ${here}; ${there}`);
    }
  }, 60_000);

  it('agrees on every single changed value, with the old digest and with a new one', () => {
    for (const seed of [21, 22, 23]) {
      const file = randomDraw(seed, 12);
      for (const path of leavesOf(file)) {
        const forged = changed(file, path, another);
        for (const text of [forged, { ...forged, digest: digestOf(forged) }].map((one) => JSON.stringify(one))) {
          const [here, there] = both(text);
          expect(here, path.join('.')).toBe(there);
        }
      }
    }
  });

  it('agrees on what is no draw file at all', () => {
    const file = randomDraw(3, 5);
    const { rules: _, ...without } = file;
    const strange = ['', '{', 'null', '7', '[]', '{}', '['.repeat(100_000), JSON.stringify(without)];
    const extra: readonly unknown[] = [
      { ...file, extra: 1 },
      { ...file, entrants: [] },
      { ...file, alternateCount: 1.5 },
    ];
    for (const text of [...strange, ...extra.map((one) => JSON.stringify(one))])
      expect(both(text)).toEqual(['format false', 'format false']);
  });

  it('tells somebody where their code stands, however they type it', () => {
    const file: DrawFile = randomDraw(7, 100);
    const code = file.winners[0]?.code ?? '';
    const typed = `${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)}`.toLowerCase();
    expect(findInPage(JSON.stringify(file), typed)).toContain('第1名，中了一等奖');
    expect(findInPage(JSON.stringify(file), 'ZZZZ-ZZZZ-ZZZZ')).toBe('不在入围名单里。');
    expect(findInPage(JSON.stringify(file), '你好')).toContain('12位');
  });

  it('asks nothing of anybody: no address, no source but its own', () => {
    expect(page).not.toMatch(/https?:|\ssrc=|<link|@import|url\(|fetch\(|XMLHttpRequest|\{\{/);
    expect(page).toContain("content=\"default-src 'none'; script-src 'sha256-");
  });
});
