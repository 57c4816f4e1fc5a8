import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataWithKnowledge, runCommand } from '../support/command.js';

interface Line {
  readonly id?: string;
  readonly status: string;
  readonly text: string;
  readonly [key: string]: unknown;
}

describe('yiwen chat --jsonl', () => {
  let house: Awaited<ReturnType<typeof dataWithKnowledge>>;
  beforeAll(async () => {
    house = await dataWithKnowledge();
  }, 60_000);
  afterAll(() => house.remove());

  async function chat(lines: readonly (object | string)[]): Promise<readonly Line[]> {
    const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
    const { code, stdout } = await runCommand(['chat', '--jsonl'], { ...house, input });
    expect(code).toBe(0);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  it('answers a question with its citation, and offers what can be said next', async () => {
    const [reply] = await chat([{ id: 'q1', sender: 'a', text: '退休的门诊一年能报多少' }]);
    expect(reply).toMatchObject({
      id: 'q1',
      status: 'answered',
      citations: expect.arrayContaining([expect.objectContaining({ quote: expect.stringContaining('900') })]),
      choices: expect.arrayContaining([expect.objectContaining({ text: '有用' })]),
    });
    for (const figure of ['900', '2023']) expect(reply?.text).toContain(figure);
  });

  it('answers in the order of the lines, whoever speaks', async () => {
    const texts = ['举报有奖吗', '门诊报销比例', '长护险一天补多少', '你好', '养老金哪里问'];
    const lines = Array.from({ length: 60 }, (_, at) => ({
      id: `o${at}`,
      sender: `s${at % 7}`,
      text: texts[at % texts.length],
    }));
    expect((await chat(lines)).map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
  });

  it('keeps the conversations of senders apart', async () => {
    const replies = await chat([
      { id: 't1', sender: 'reporter', text: '我要举报' },
      { id: 't2', sender: 'other', text: '退休的门诊一年能报多少' },
      { id: 't3', sender: 'reporter', text: '幸福大药房' },
      { id: 't4', sender: 'other', text: '有用' },
      { id: 't5', sender: 'reporter', text: '取消' },
    ]);
    expect(replies.map(({ id, status, service }) => [id, status, service])).toEqual([
      ['t1', 'service', 'tips'],
      ['t2', 'answered', 'questions'],
      ['t3', 'service', 'tips'],
      ['t4', 'service', 'questions'],
      ['t5', 'service', 'tips'],
    ]);
    expect(replies[2]?.text).toContain('完成');
    expect(replies[4]?.text).toContain('取消');
  });

  it('goes on with a conversation after it was started anew', async () => {
    await chat([{ id: 'r1', sender: 'back', text: '我要举报' }]);
    const [reply] = await chat([{ id: 'r2', sender: 'back', text: '跳过' }]);
    expect(reply).toMatchObject({ service: 'tips', text: expect.stringContaining('完成') });
    await chat([{ id: 'r3', sender: 'back', text: '取消' }]);
  });

  it('gives the same reply to a message that comes again, also in a later run', async () => {
    const message = { id: 'again', sender: 'twice', text: '不满意' };
    const [first, second] = await chat([message, message]);
    expect(second).toEqual(first);
    expect(first).toMatchObject({ status: 'service', service: 'ratings' });
    expect(await chat([message])).toEqual([first]);
  });

  it('says unsure, redirect and answered where they are due, and starts nothing at a question about reporting', async () => {
    const said = await chat([
      { id: 'u', sender: 'u', text: '人工耳蜗处理器更换最多赔几台' },
      { id: 'v', sender: 'v', text: '我的养老金什么时候发' },
      { id: 'w', sender: 'w', text: '举报骗保有奖吗' },
    ]);
    expect(said.map(({ status }) => status)).toEqual(['unsure', 'redirect', 'answered']);
    expect(said[0]?.text).toContain('12393');
  });

  it('answers a line that it cannot read with what is wrong and how to write it, and goes on', async () => {
    const said = await chat([
      'not json',
      { id: 'b2', sender: 'bad' },
      '',
      { id: 'b3', sender: 'bad', text: '退休的门诊一年能报多少' },
    ]);
    const fault = { message: expect.any(String), remedy: expect.stringContaining('{"id"') };
    expect(said).toEqual([
      { status: 'error', error: { code: 'channel.line-not-json', ...fault } },
      { id: 'b2', status: 'error', error: { code: 'channel.line-invalid', ...fault } },
      expect.objectContaining({ id: 'b3', status: 'answered' }),
    ]);
  });

  it('talks with a person in words alone', async () => {
    const { code, stdout } = await runCommand(['chat'], { ...house, input: '退休的门诊一年能报多少\n' });
    expect(code).toBe(0);
    for (const part of ['900', '依据 ①', '有用']) expect(stdout).toContain(part);
  });
});
