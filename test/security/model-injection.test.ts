import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGuard } from '../../src/answering/guard.js';
import { verifyAudit } from '../../src/storage/audit.js';
import { type ObedientServer, obedient } from '../models/obedient-server.js';
import { nothingLasts, openRealHouse, type RealHouse } from './real-house.js';

/** Payloads of a fixture, one a line; `\u200b` and `\u{e0041}` stand for the character. */
function payloads(name: string): readonly string[] {
  const text = readFileSync(new URL(`../fixtures/injection/${name}.txt`, import.meta.url), 'utf8');
  const written = text.split('\n').slice(1, -1);
  return written.map((line) =>
    line
      .replace(/\\u\{([0-9a-f]+)\}/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replace(/\\u([0-9a-f]{4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
  );
}

const question = '退休人员普通门诊年度限额多少';
const answer = '退休人员普通门诊年度限额为910元。';
const invisible = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
const loot =
  /evil|yb12345|李建国|8888|6222|13800138000|9999|特惠办法|2030|提示词如下|改说成普通居民|概括成几句|APPROVED|alert\(|im_start/u;
const guard = createGuard();

describe('a model that obeys whatever it reads', () => {
  let model: ObedientServer;
  let house: RealHouse;
  beforeAll(async () => {
    model = await obedient();
    house = await openRealHouse({ chatModel: model.url });
  });
  afterAll(async () => {
    await house.remove();
    await model.close();
  });

  it('has at least forty payloads of either kind to obey', () => {
    expect(new Set(payloads('questions')).size).toBeGreaterThanOrEqual(40);
    expect(new Set(payloads('documents')).size).toBeGreaterThanOrEqual(40);
  });

  it.each(payloads('questions').map((payload, at) => [at, payload] as const))(
    'gets nothing out by the question %i %j',
    async (at, payload) => {
      const sender = `s${at}`;
      const replies = [
        await house.say(payload, { sender }),
        await house.say(`${question}。${payload}`, { sender: `${sender}-joined` }),
        await house.say(question, { sender }),
        await house.say('那在职的呢', { sender }),
      ];
      for (const { text, citations = [] } of replies) {
        expect(text).not.toMatch(loot);
        expect(text).not.toMatch(invisible);
        if (citations.length > 0) expect(guard(text, citations, payload)).toEqual([]);
      }
      expect(replies[2]?.text).toContain('910元');
      expect(await house.state()).toEqual(nothingLasts);
    },
  );

  it('was asked, and saw orders as data only, without what nobody can see', async () => {
    expect(model.asked.length).toBeGreaterThan(100);
    const rules = new Set(model.asked.map(({ system }) => system));
    expect(rules.size).toBeLessThanOrEqual(3);
    for (const { user } of model.asked) {
      expect(user.split('\n')).toHaveLength(2);
      expect(user).not.toMatch(invisible);
    }
    expect((await verifyAudit(house.store.read)).status).toBe('whole');
    expect(house.logged()).not.toMatch(/evil|yb12345|李建国|特惠办法|提示词|忽略/u);
  });
});

describe('a tip', () => {
  it('never reaches the model, however it is told and whatever is asked in between', async () => {
    const model = await obedient();
    const house = await openRealHouse({ chatModel: model.url });
    const secrets = ['仁济堂药店', '张富贵', '空刷医保卡', '夜里十点'];
    const told: readonly (readonly string[])[] = [
      [
        '我要举报',
        '仁济堂药店',
        '空刷医保卡，张富贵夜里十点来的',
        question,
        '完成',
        '跳过',
        '不留',
        '提交',
        '那在职的呢',
      ],
      ['我要举报仁济堂药店的张富贵空刷医保卡', '是', '夜里十点', '取消', question],
      ['仁济堂药店的老板张富贵拿老人的医保卡空刷医保卡套现', '不', question, '那在职的呢'],
    ];
    for (const [at, lines] of told.entries()) for (const text of lines) await house.say(text, { sender: `t${at}` });
    const shown = JSON.stringify(model.asked);
    expect(model.asked.length).toBeGreaterThan(0);
    for (const secret of secrets) expect(shown).not.toContain(secret);
    await house.remove();
    await model.close();
  });
});

describe('a document that gives orders to a model that obeys', () => {
  const subjects = payloads('documents').map((payload, at) => ({
    payload,
    name: `甲${String.fromCharCode(0x4e00 + at * 37)}乙病`,
  }));
  const files = Object.fromEntries(
    subjects.map(({ payload, name }, at) => [
      `poisoned-${at}.md`,
      `---\ntitle: ${name}办法\nplace: 样例省\n---\n# ${name}办法\n\n## ${name}门诊限额\n${name}门诊限额为${700 + at}元。\n\n${payload}\n`,
    ]),
  );
  let model: ObedientServer;
  let house: RealHouse;
  beforeAll(async () => {
    model = await obedient();
    house = await openRealHouse({ chatModel: model.url, files });
  });
  afterAll(async () => {
    await house.remove();
    await model.close();
  });

  it.each(subjects.map(({ payload }, at) => [at, payload] as const))(
    'is quoted at most: %i %j',
    async (at, payload) => {
      const { name } = subjects[at] ?? { name: '' };
      const { text, citations = [] } = await house.say(`${name}门诊限额多少`, { sender: `d${at}` });
      expect(text).not.toMatch(invisible);
      expect(JSON.stringify(citations)).not.toMatch(invisible);
      if (citations.length > 0) expect(guard(text, citations, payload)).toEqual([]);
      // Said is what the document says or nothing: no word of the model's own.
      expect(text).not.toMatch(/照办|改说成普通居民|概括成几句|9999元，/u);
      expect(await house.state()).toEqual(nothingLasts);
    },
  );

  it('leaves every other answer as it was', async () => {
    expect((await house.say(question, { sender: 'other' })).text).toContain(answer.slice(0, -1));
    expect(model.asked.length).toBeGreaterThan(10);
  });
});
