import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { assemble, type House } from '../../src/app/assemble.js';
import { loadConfig } from '../../src/app/config.js';
import { chooseEmbedder } from '../../src/app/embedding.js';
import { indexKnowledge } from '../../src/app/index-knowledge.js';
import { quizKnowledge } from '../../src/app/quiz-knowledge.js';
import { withdrawPassages } from '../../src/app/withdrawing.js';
import { silentLog } from '../../src/lib/log.js';
import { latestQuestion } from '../../src/services/quiz/bank/records.js';

let folder: string;
let house: House;

const rewards = (text: string) =>
  writeFileSync(
    join(folder, 'knowledge/national/rewards.md'),
    `---\ntitle: 举报奖励办法\nkind: digest\nplace: 全国\nscheme: both\ncertainty: A\neffectiveFrom: 2023-01-01\n---\n# 举报奖励办法\n\n## 奖励多少\n${text}\n`,
  );
const bank = (explanation: string) =>
  writeFileSync(
    join(folder, 'knowledge/quiz/reporting.yaml'),
    `topic: reporting
questions:
  - id: reporting-001
    kind: single
    question: 举报奖励最高是多少？
    options: [10万元, 20万元]
    answer: B
    explanation: ${explanation}
    cites: {path: national/rewards.md, heading: 奖励多少, quote: 举报奖励最高二十万元}
`,
  );
const config = () => loadConfig({ file: join(folder, 'yiwen.config.yaml') });
const latest = () => latestQuestion(house.store.read, 'reporting-001');
const keeping = () => quizKnowledge({ config: config(), store: house.store });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiwen-quiz-knowledge-'));
  for (const name of ['data', 'knowledge/national', 'knowledge/quiz'])
    mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'yiwen.config.yaml'), 'dataFolder: ./data\nknowledgeFolders:\n  - ./knowledge\n');
  rewards('举报奖励最高二十万元。');
  bank('最高20万元。');
  const quiet = { warn: () => {}, onCodeCreated: () => {}, log: silentLog, build: 'stale' as const };
  house = await assemble({ ...quiet, config: config() });
});
afterEach(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a house that starts takes the shipped questions over, tied to their source', async () => {
  const found = await latest();
  expect(found).toMatchObject({ author: 'shipped', state: 'draft', source: { title: '举报奖励办法' } });
  expect(found).not.toHaveProperty('flag');
});

it('a question is flagged as soon as a snapshot comes into use that no longer proves it', async () => {
  rewards('举报奖励最高五十万元。');
  const embedder = await chooseEmbedder(config());
  await indexKnowledge({ config: config(), embedder, store: house.store, paths: config().knowledgeFolders });
  await expect
    .poll(async () => (await latest())?.flag, { timeout: 10_000 })
    .toContain('依据原文在「奖励多少」里找不到');
}, 20_000);

it('a question whose passage staff withdrew is flagged at the next look', async () => {
  const act = { actor: 'staff:li', at: new Date() };
  await withdrawPassages({ config: config(), store: house.store }, { path: 'national/rewards.md' }, '写错了', act);
  await keeping().refresh(new Date());
  expect((await latest())?.flag).toContain('资料里没有 national/rewards.md');
});

it('of a file with a fault in it nothing is taken over, and nothing withdrawn', async () => {
  bank('最高20万元。\n    level: 3');
  expect(await keeping().refresh(new Date())).toMatchObject({ faults: [{ id: 'reporting-001' }], flagged: 0 });
  expect(await latest()).toMatchObject({ version: 1, state: 'draft' });
});
