import { afterEach, describe, expect, it } from 'vitest';
import type { Answering } from '../../src/domain/answer.js';
import type { Reply } from '../../src/domain/message.js';
import { createLog } from '../../src/lib/log.js';
import { verifyAudit } from '../../src/storage/audit.js';
import { fixedAnswering } from '../support/fixed-answering.js';
import { createTestAssistant, type TestAssistant, type TestAssistantOptions } from '../support/test-assistant.js';

const question = '退休门诊报多少';
const extract = '退休人员普通门诊年度限额900元，报销比例60%。①';
const plain = '退休的一年能报900元，比例60%①';

/** A model that answers when it is told to, and gives up when it is told to. */
function slowModel() {
  const waiting: (() => void)[] = [];
  const asked: { withinMs?: number; aborted: boolean }[] = [];
  const answering: Answering = {
    ...fixedAnswering(),
    refine: async (_, extracted, { signal, withinMs } = {}) => {
      const call = { ...(withinMs === undefined ? {} : { withinMs }), aborted: false };
      asked.push(call);
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        signal?.addEventListener('abort', () => {
          call.aborted = true;
          resolve();
        });
      });
      if (call.aborted || extracted.answer.status !== 'answered') return extracted;
      return { ...extracted, answer: { ...extracted.answer, text: plain } };
    },
  };
  return {
    answering,
    asked,
    answer: () => {
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

const tests: TestAssistant[] = [];
afterEach(async () => {
  for (const test of tests.splice(0)) await test.close();
});

async function open(options: TestAssistantOptions = {}) {
  const model = slowModel();
  const test = await createTestAssistant({ answering: model.answering, ...options });
  tests.push(test);
  const sent: Reply[] = [];
  const post = () =>
    test.assistant.post('test', async (_, reply) => {
      sent.push(reply);
      return { status: 'sent' };
    });
  const settled = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { test, model, sent, post, settled };
}

describe('a model that is slower than the channel', () => {
  it('does not hold up the extract; its wording is sent later, once, and recorded', async () => {
    const { test, model, sent, post, settled } = await open();
    const reply = await test.receive({ text: question }, 560);
    expect(reply.text).toBe(extract);
    await post();
    expect(sent).toEqual([]);
    model.answer();
    await settled();
    expect(await test.count('outbox')).toBe(1);
    for (let time = 0; time < 3; time += 1) await post();
    expect(sent).toEqual([
      expect.objectContaining({
        text: `上面那条，换个好懂的说法：\n${plain}`,
        answerId: reply.answerId,
        status: 'answered',
      }),
    ]);
    expect(await test.rows('answers')).toMatchObject([{ id: reply.answerId, text: extract, reworded: plain }]);
    expect(await verifyAudit(test.store.read)).toMatchObject({ status: 'whole', rows: 2 });
  });

  it('gets no time at all where none is left, and the extract goes out', async () => {
    const { test, model } = await open();
    for (const within of [0, -5, 400]) expect((await test.receive({ text: question }, within)).text).toBe(extract);
    model.answer();
  });

  it('is waited for where the channel waits', async () => {
    const { test, model } = await open();
    const reply = test.receive({ text: question });
    while (model.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    model.answer();
    expect((await reply).text).toBe(plain);
    expect(await test.count('outbox')).toBe(0);
  });

  it('is told how long its wording is of use', async () => {
    const { test, model } = await open({ lateWithinMs: 7_000 });
    await test.receive({ text: question }, 520);
    expect(model.asked).toMatchObject([{ withinMs: 7_000 }]);
  });

  it('is given up where nothing late is wanted', async () => {
    const { test, model, settled } = await open({ lateWithinMs: 0 });
    await test.receive({ text: question }, 520);
    await settled();
    expect(model.asked).toMatchObject([{ aborted: true }]);
    expect(await test.count('outbox')).toBe(0);
  });

  it.each([
    ['asked something else', '门诊报多少'],
    ['began to report fraud', '我要举报'],
    ['began to rate', '我要打分'],
  ])('says nothing more when the person has %s in the meantime', async (_, next) => {
    const { test, model, settled } = await open();
    await test.receive({ text: question }, 520);
    const { answerId } = await test.receive({ text: next }, 520);
    model.answer();
    await settled();
    const rows = await test.rows('outbox');
    expect(rows.map(({ id }) => id)).toEqual(next === '门诊报多少' ? [`late-${answerId}`] : []);
  });

  it('is not sent once its time is over, and its words are dropped', async () => {
    const { test, model, sent, post, settled } = await open();
    await test.receive({ text: question }, 520);
    model.answer();
    await settled();
    test.clock.pass(11);
    await post();
    await test.assistant.sweep();
    expect(sent).toEqual([]);
    expect(JSON.stringify(await test.rows('outbox'))).not.toContain('退休的一年');
  });

  it('is asked nothing about a question inside a tip', async () => {
    const { test, model } = await open();
    for (const text of ['我要举报', '跳过']) await test.receive({ text }, 5_000);
    await test.receive({ text: '门诊报多少？' }, 5_000);
    expect(model.asked).toEqual([]);
  });
});

describe('a process that ends', () => {
  it('while the model still thinks leaves the extract, whole and once', async () => {
    const { test, sent, post, settled } = await open();
    const said = await test.receive({ id: 'q', text: question }, 520);
    await test.restart();
    await settled();
    await post();
    expect(await test.receive({ id: 'q', text: question }, 520)).toEqual(said);
    expect([sent, await test.count('outbox'), await test.count('answers')]).toEqual([[], 0, 1]);
  });

  it('before the wording was sent sends it after it has come up again, once', async () => {
    const { test, model, sent, post, settled } = await open();
    await test.receive({ id: 'q', text: question }, 520);
    model.answer();
    await settled();
    await test.restart();
    await test.receive({ id: 'q', text: question }, 520);
    for (let time = 0; time < 3; time += 1) await post();
    expect(sent.map(({ text }) => text)).toEqual([`上面那条，换个好懂的说法：\n${plain}`]);
  });

  it('does not wait for a model that never answers', async () => {
    const lines: string[] = [];
    const { test, model } = await open({ log: createLog({ destination: { write: (line) => lines.push(line) } }) });
    const pending = test.receive({ text: question });
    while (model.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await test.assistant.close();
    expect((await pending).text).toBe(extract);
    expect(lines).toEqual([]);
  });
});
