import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/lib/log.js';
import { verifyAudit } from '../../src/storage/audit.js';
import { fixedAnswering } from '../support/fixed-answering.js';
import { createTestAssistant, type TestAssistant } from '../support/test-assistant.js';

describe('the assistant', () => {
  let test: TestAssistant;
  let answering: ReturnType<typeof fixedAnswering>;
  const lines: string[] = [];

  beforeEach(async () => {
    lines.length = 0;
    answering = fixedAnswering();
    test = await createTestAssistant({
      answering,
      log: createLog({ destination: { write: (line) => lines.push(line) } }),
    });
  });
  afterEach(() => test.close());

  it('records what was said to a question and why', async () => {
    const reply = await test.say('退休门诊报多少');
    expect(reply).toMatchObject({ status: 'answered', service: 'questions', citations: [{ path: 'sample.md' }] });
    expect(await test.rows('answers')).toEqual([
      expect.objectContaining({
        id: reply.answerId,
        question: '退休门诊报多少',
        status: 'answered',
        text: reply.text,
        citations: JSON.stringify(reply.citations),
        snapshot: 'test',
        at: '2026-04-01T02:00:00.000Z',
      }),
    ]);
  });

  it('asks as of the day it is in China', async () => {
    test.clock.pass(15 * 60);
    await test.say('门诊报多少');
    expect(answering.asked[0]?.asOf).toBe('2026-04-02');
  });

  it('shows answering and the records only what is masked, also where a number goes over two messages', async () => {
    await test.say('门诊报多少，我的号1101051949');
    await test.say('1231002X，再说说门诊');
    await test.say('打13812345678，门诊');
    const kept = (await test.rows('answers')).map(({ question }) => question);
    expect(kept).toEqual(['门诊报多少，我的号110*******', '****002X，再说说门诊', '打138****5678，门诊']);
    expect(answering.asked.map(({ question }) => question).slice(1)).toEqual(kept.slice(1));
  });

  it('names no sender, chat or message id in any table', async () => {
    await test.receive({ sender: 'openid-canary', chat: 'openid-canary', id: 'id-canary', text: '门诊报多少' });
    await test.receive({ sender: 'openid-canary', chat: 'openid-canary', id: 'id-canary-2', text: '非常满意' });
    for (const table of ['inbox', 'sessions', 'answers', 'ratings', 'audit']) {
      expect(JSON.stringify(await test.rows(table))).not.toContain('canary');
    }
  });

  it('passes the topic on for a follow-up', async () => {
    await test.say('退休门诊报多少');
    await test.say('那限额呢');
    expect(answering.asked[1]?.previous).toEqual({ question: '退休门诊报多少' });
    test.clock.pass(31);
    await test.say('那限额呢');
    expect(answering.asked[2]).not.toHaveProperty('previous');
  });

  it('keeps one mark for each answer and sender', async () => {
    await test.say('门诊报多少');
    for (const mark of ['有用', '没用', '没用，答非所问', '有用']) await test.say(mark);
    expect(await test.rows('feedback')).toEqual([expect.objectContaining({ useful: 1, reason: null })]);
  });

  it('does not tie a mark to anything where nothing was answered', async () => {
    expect((await test.say('没用')).text).toContain('请直接打字');
    expect(await test.count('feedback')).toBe(0);
  });

  it('does not count what is delivered again as written too fast', async () => {
    const first = await test.receive({ id: 'first', text: '门诊报多少' });
    for (let time = 0; time < 30; time++)
      expect(await test.receive({ id: 'first', text: '门诊报多少' })).toEqual(first);
    expect((await test.say('退休门诊报多少')).status).toBe('answered');
  });

  it('refuses what is too long, and keeps nothing of it', async () => {
    expect((await test.say('长'.repeat(4_001))).text).toContain('太长');
    expect((await test.say(`门诊报多少${'长'.repeat(3_990)}`)).status).toBe('answered');
    expect(await test.count('inbox')).toBe(1);
  });

  it('keeps its word where the store fails: nothing is recorded and the person is told', async () => {
    await test.say('我要举报');
    await test.say('跳过');
    await test.say('canary-story');
    for (const text of ['完成']) await test.say(text);
    await sql`create trigger broken before insert on tips begin select raise(abort, 'disk'); end`.execute(
      test.store.read,
    );
    const failed = await test.say('提交');
    expect(failed.text).toContain('没有办成');
    expect(await test.count('tips')).toBe(0);
    expect(lines.join('')).toContain('chat.turn-failed');
    expect(lines.join('')).not.toContain('canary');
    await sql`drop trigger broken`.execute(test.store.read);
    expect((await test.say('提交')).text).toMatch(/受理码：\d{4}-\d{4}-\d{4}-\d{4}-\d{4}$/);
    expect(await test.count('tips')).toBe(1);
  });

  it('logs a fault of answering with its code, without the question', async () => {
    answering.broken = true;
    expect((await test.say('canary门诊')).text).toContain('抱歉');
    expect(lines.join('')).toMatch(/chat\.answering-failed.*answering\.failed/);
    expect(lines.join('')).not.toContain('canary');
    expect(await test.rows('answers')).toEqual([expect.objectContaining({ status: 'failed' })]);
  });

  it('works a turn out anew where another process moved the conversation on', async () => {
    await test.say('我要评价');
    const { extract } = answering;
    answering.extract = async (request) => {
      answering.extract = extract;
      await sql`update sessions set version = version + 1`.execute(test.store.read);
      return extract.call(answering, request);
    };
    await test.say('门诊报多少？');
    expect(answering.asked).toHaveLength(2);
    expect(await test.count('answers')).toBe(1);
    expect((await test.say('5')).text).toContain('非常满意');
  });

  it('starts a flow anew whose stored state is of an older version', async () => {
    await test.say('我要评价');
    const key = (await import('../../src/storage/local-key.js')).openLocalKey(test.folder);
    const [row] = await test.rows('sessions');
    const memory = JSON.parse(key.decrypt(String(row?.data)) ?? '');
    const old = key.encrypt(JSON.stringify({ ...memory, flow: { ...memory.flow, version: 0 } }));
    await sql`update sessions set data = ${old}`.execute(test.store.read);
    expect((await test.say('5')).text).toContain('系统刚更新过，刚才的评价需要重新开始');
    expect((await test.say('5')).text).not.toContain('系统刚更新过');
    expect(await test.count('ratings')).toBe(0);
  });

  it('answers people beside each other while one waits', async () => {
    const { extract } = answering;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    answering.extract = async (request) => {
      if (request.question.includes('慢')) await held;
      return extract.call(answering, request);
    };
    const slow = test.say('慢门诊', { sender: '甲' });
    expect((await test.say('门诊', { sender: '乙' })).status).toBe('answered');
    release();
    expect((await slow).status).toBe('answered');
  });

  it('asks a chat model only outside confidential flows', async () => {
    const refined: string[] = [];
    const withModel = Object.assign(fixedAnswering(), {
      refine: async (request: { question: string }, extract: never) => {
        refined.push(request.question);
        return extract;
      },
    });
    const other = await createTestAssistant({ answering: withModel });
    await other.say('门诊报多少');
    await other.say('我要举报');
    await other.say('举报有奖吗');
    expect(withModel.asked).toHaveLength(1);
    expect((await other.say('先回答问题')).text).toContain('给予奖励');
    expect(refined).toEqual(['门诊报多少']);
    const [, withheld] = await other.rows('answers');
    expect(withheld).toMatchObject({ question: '', searched: '', sender: '' });
    await other.close();
  });

  it('says the line to call first, also in the middle of a flow', async () => {
    const emergency = (text: string) => (text.includes('晕倒') ? '请立即拨打 120。' : undefined);
    const other = await createTestAssistant({ emergency });
    await other.say('我要举报');
    await other.say('跳过');
    expect((await other.say('有人晕倒了')).text).toMatch(/^请立即拨打 120。\n已加密记下第1条/);
    await other.close();
  });

  it('leaves an unbroken audit of everything recorded', async () => {
    await test.say('门诊报多少');
    await test.say('有用');
    await test.say('不满意');
    await test.say('跑了三趟');
    const actions = (await test.rows('audit')).map(({ action }) => action);
    expect(actions).toEqual(['questions.answer', 'questions.feedback', 'ratings.rate', 'ratings.reason']);
    expect(await verifyAudit(test.store.read)).toMatchObject({ status: 'whole', rows: 4 });
  });

  it('masks the reason of a bad rating and opens one case', async () => {
    await test.say('不满意');
    await test.say('经办人13812345678态度差');
    expect(await test.rows('ratings')).toEqual([
      expect.objectContaining({ level: 2, reason: '经办人138****5678态度差', source: 'active', day: '2026-04-01' }),
    ]);
    expect(await test.rows('rating_cases')).toEqual([expect.objectContaining({ state: 'OPEN' })]);
  });
});
