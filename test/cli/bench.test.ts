import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextLine } from '../channels/next-line.js';
import { runCommand, startCommand } from '../support/command.js';

const documents = [
  { id: 'd1', title: '异地就医', text: '参保人员跨省异地就医前应当办理备案。' },
  { id: 'd2', title: '长期护理保险', text: '失能人员可以享受护理服务，护理员上门。' },
  { id: 'd3', title: '生育津贴', text: '女职工生育享受产假，产假期间发给生育津贴。' },
];

describe('yiwen bench retrieval', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'yiwen-bench-'));
    file = join(folder, 'docs.jsonl');
    writeFileSync(file, documents.map((document) => JSON.stringify(document)).join('\n'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('says when it is ready, then answers each line before the next is asked', async () => {
    const child = await startCommand(['bench', 'retrieval', file]);
    const read = nextLine(child.stdout);
    expect(JSON.parse(await read())).toEqual({ ready: true, index_ms: expect.any(Number) });
    const questions = [
      ['q1', '去外省看病要备案吗', 'd1'],
      ['q2', '護理員上門服務', 'd2'],
      ['q3', '生育津贴发多少', 'd3'],
    ];
    for (const [qid, text, best] of questions) {
      child.stdin.write(`${JSON.stringify({ qid, text })}\n`);
      const reply = JSON.parse(await read());
      expect(reply).toEqual({
        qid,
        ids: expect.arrayContaining([best]),
        score: expect.any(Array),
        conf: expect.any(Number),
        ms: expect.any(Number),
      });
      expect(reply.ids[0]).toBe(best);
      expect(reply.score).toHaveLength(reply.ids.length);
    }
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.stdin.end();
    expect(await ended).toBe(0);
  });

  it('names the line that is no document', async () => {
    const bad = join(folder, 'bad.jsonl');
    writeFileSync(bad, `${JSON.stringify(documents[0])}\n{"id":"d2"}\n`);
    const { code, stdout, stderr } = await runCommand(['bench', 'retrieval', bad]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('第 2 行');
  });
});
