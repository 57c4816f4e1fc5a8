import { describe, expect, it } from 'vitest';
import { bookFlows } from '../../src/chat/route.js';
import { createServices, serviceMigrations } from '../../src/services/index.js';
import { openLocalKey } from '../../src/storage/local-key.js';
import { createTestAssistant, testBureau } from '../support/test-assistant.js';

const localKey = openLocalKey('', Buffer.alloc(32, 1).toString('base64'));
const services = createServices({ bureau: testBureau, localKey });
const names = (values: readonly { readonly name: string }[]) => values.map(({ name }) => name);
const distinct = (values: readonly string[]) => new Set(values).size === values.length;

describe('the table of services', () => {
  it('names every service, flow and migration once', () => {
    expect(distinct(names([...services.others, services.questions]))).toBe(true);
    expect(distinct(names(bookFlows(services).map(({ flow }) => flow)))).toBe(true);
    expect(distinct(names(serviceMigrations(services)))).toBe(true);
  });

  it('lets no confidential flow run in a group', () => {
    const open = bookFlows(services).filter(({ flow }) => flow.confidential && flow.where !== 'private');
    expect(open).toEqual([]);
  });
});

describe('the menu', () => {
  it('offers six choices at most, each of which leads somewhere', async () => {
    const test = await createTestAssistant();
    const menu = await test.say('菜单', { sender: 'menu' });
    expect(menu.choices?.length).toBeLessThanOrEqual(6);
    for (const [at, { text }] of (menu.choices ?? []).entries()) {
      const reply = await test.say(text, { sender: `tapper-${at}` });
      expect([text, reply.status]).toEqual([text, 'service']);
    }
    expect(await test.count('answers')).toBe(0);
    await test.close();
  });
});

describe('the hand-over', () => {
  it('of a bureau that configured nothing names the national lines and makes nothing up', async () => {
    const test = await createTestAssistant({ bureau: { phones: [] } });
    expect((await test.say('转人工')).text).toBe(
      '请拨打医保服务热线 12393、政务服务热线 12345。会有工作人员为您解答。',
    );
    expect((await test.say('我要举报')).text).toContain(
      '也可以拨打 医保服务热线 12393、政务服务热线 12345，或到经办窗口。',
    );
    await test.close();
  });

  it('of a bureau that configured a part tells that part', async () => {
    const test = await createTestAssistant({ bureau: { hours: '工作日9:00—17:00', phones: [] } });
    expect((await test.say('0')).text).toBe(
      '可以这样找到工作人员：\n时间：工作日9:00—17:00\n请拨打医保服务热线 12393、政务服务热线 12345。',
    );
    await test.close();
  });
});
