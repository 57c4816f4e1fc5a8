import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answering, Topic } from '../../src/domain/answer.js';
import { answeringOver } from '../support/answering-over.js';

const text = (scheme: string, name: string, figure: number) => `---
title: ${name}医保办法
kind: digest
place: 样例市
scheme: ${scheme}
effectiveFrom: 2024-01-01
source: 样例
certainty: B
---
# ${name}医保办法

## 住院起付标准是多少
${name}住院起付标准是${figure}元。

## 转诊证明谁来开
转诊证明由经治医院开具。
`;

const home = mkdtempSync(join(tmpdir(), 'yiwen-ask-back-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
let answering: Answering;
beforeAll(async () => {
  const files = { 'employee.md': text('employee', '职工', 510), 'resident.md': text('resident', '居民', 320) };
  ({ answering } = await answeringOver(home, files, '样例市'));
});

/** Asks one after the other, each with the topic that the one before left. */
async function conversation(...questions: string[]) {
  let previous: Topic | undefined;
  const answers = [];
  for (const question of questions) {
    const { answer, topic } = await answering.extract({
      question,
      asOf: '2026-11-26',
      ...(previous ? { previous } : {}),
    });
    previous = topic;
    answers.push(answer);
  }
  return answers;
}

const ASKED = '职工医保还是居民医保';

describe('asking back', () => {
  it('asks for the scheme at the end of an answer that depends on it, with quick replies', async () => {
    const [answer] = await conversation('住院起付标准是多少');
    expect(answer?.status).toBe('answered');
    expect(answer?.text).toContain(ASKED);
    expect(answer).toMatchObject({ choices: [{ text: '职工医保' }, { text: '居民医保' }] });
  });

  it('answers by the scheme that is replied, and remembers it for the conversation', async () => {
    const [, resident, again] = await conversation('住院起付标准是多少', '居民医保', '住院的起付标准到底多少');
    for (const answer of [resident, again]) {
      expect(answer?.text).toContain('320');
      expect(answer?.text).not.toContain('510');
      expect(answer?.text).not.toContain(ASKED);
    }
  });

  it('asks once in a conversation', async () => {
    const [first, second] = await conversation('住院起付标准是多少', '住院的起付标准到底多少');
    expect(first?.text).toContain(ASKED);
    expect(second?.text).not.toContain(ASKED);
  });

  it('asks nothing where the question names the scheme, or both schemes say the same', async () => {
    const [named] = await conversation('职工医保住院起付标准是多少');
    expect(named?.text).toContain('510');
    expect(named?.text).not.toContain(ASKED);
    const [same] = await conversation('转诊证明谁来开');
    expect(same?.text).not.toContain(ASKED);
  });

  it('asks which matter is meant where a question names none, and not where one was named before', async () => {
    const [bare] = await conversation('能报多少');
    expect(bare?.status).toBe('ask-back');
    const [, leaning] = await conversation('住院起付标准是多少', '多少');
    expect(leaning?.status).toBe('answered');
  });
});
