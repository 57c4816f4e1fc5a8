import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/app/config.js';
import { indexKnowledge } from '../../src/app/index-knowledge.js';
import { knowledgeWork } from '../../src/app/knowledge-work.js';
import { openRecords } from '../../src/app/records.js';
import { hashedEmbedder } from '../../src/retrieval/hashed-embedder.js';
import { createDesks } from '../../src/services/desks.js';
import { STAFFED } from '../services/handoff/staffed.js';
import { huntScripts } from '../support/script-hunt.js';
import { scriptPayloads } from '../support/script-payloads.js';
import { testRatings } from '../support/test-assistant.js';
import { createTestConsole } from '../support/test-console.js';

describe(`${scriptPayloads.length} scripts in every field that anybody may type into`, () => {
  it('stay text on every page of every desk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yiwen-scripts-'));
    mkdirSync(join(folder, 'texts'));
    const text =
      '---\ntitle: 样例\nplace: 全国\nsource: 样例\nundated: 样例\n---\n# 样例\n\n## 限额\n年度限额为910元。\n';
    writeFileSync(join(folder, 'texts/rule.md'), text);
    writeFileSync(join(folder, 'yiwen.config.yaml'), 'dataFolder: data\nknowledgeFolders: texts\n');
    const config = loadConfig({ environment: {}, workingFolder: folder });
    const records = await openRecords(config);
    await indexKnowledge({ config, embedder: hashedEmbedder(), store: records.store });
    const knowledge = knowledgeWork({ config, store: records.store });
    const desks = createDesks({ localKey: records.localKey, ratings: testRatings, handoff: STAFFED, knowledge });
    const rateLimit = { messages: 1_000_000, withinMs: 60_000 };
    const desk = await createTestConsole({ folder: config.dataFolder, handoff: STAFFED, rateLimit, desks });
    const report = await huntScripts(desk, scriptPayloads);
    await desk.close();
    await records.store.close();
    rmSync(folder, { recursive: true, force: true });
    const members = Object.values(report.byMember);
    const sum = (of: (one: (typeof members)[number]) => number) => members.reduce((all, one) => all + of(one), 0);
    const fields = new Set(members.flatMap((one) => one.fields));
    console.log(
      `${sum(({ sent }) => sent)} forms sent, ${fields.size} fields, ${sum(({ pages }) => pages)} pages looked at`,
    );
    console.log([...fields].sort().join('\n'));
    expect(report.alive).toEqual([]);
  });
});
