import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Role, roles } from '../../../src/domain/staff.js';
import { tipsDesk } from '../../../src/services/tips/desk/desk.js';
import { createTestConsole, type TestBrowser, type TestConsole } from '../../support/test-console.js';
import { grantKeys, putTip } from '../../support/tip-cases.js';

/** Everybody who lists tips. */
const LISTING = ['intake', 'investigator', 'supervisor', 'custodian', 'reward-officer', 'auditor'] as const;
const READING = ['intake', 'investigator', 'supervisor'] as const;
const PEOPLE = ['intake', 'investigator', 'supervisor', 'custodian', 'reward-officer'] as const;

/** rules/tips.md, route by route: who gets past the door. A route that is not here fails the test. */
const doors: Readonly<Record<string, readonly Role[]>> = {
  'GET /': LISTING,
  'GET /:number': LISTING,
  'GET /requests': LISTING,
  'GET /search': READING,
  'POST /search': READING,
  'GET /ties': PEOPLE,
  'POST /ties': PEOPLE,
  'POST /ties/drop': PEOPLE,
  'POST /requests/decide': ['supervisor', 'custodian'],
  'POST /requests/export': ['custodian'],
  'POST /:number/open': READING,
  'POST /:number/file': READING,
  'POST /:number/move': ['intake', 'investigator', 'supervisor', 'reward-officer'],
  'POST /:number/assign': ['supervisor'],
  'POST /:number/note': READING,
  'POST /:number/ask': READING,
  'POST /:number/classify': READING,
  'POST /:number/duplicates': READING,
  'POST /:number/conflict': PEOPLE,
  'POST /:number/conflict/lift': ['supervisor'],
  'POST /:number/extend': ['investigator', 'supervisor'],
  'POST /:number/identity/request': ['investigator', 'supervisor'],
  'POST /:number/identity/open': ['investigator', 'supervisor', 'custodian'],
  'POST /:number/reward/propose': ['supervisor'],
  'POST /:number/reward/vote': ['reward-officer'],
  'POST /:number/reward/payee': ['reward-officer'],
  'POST /:number/reward/open': ['reward-officer'],
};

let desk: TestConsole;
beforeEach(async () => {
  desk = await createTestConsole();
});
afterEach(() => desk.close());

async function oneOfEach(): Promise<Map<Role, TestBrowser>> {
  const { zhao, qian } = await desk.found();
  const browsers = new Map<Role, TestBrowser>();
  for (const role of roles) {
    const member = await desk.hire(`the-${role}`, [role]);
    if (role === 'intake' || role === 'investigator' || role === 'supervisor')
      await grantKeys(desk, zhao, member, 'story');
    if (role === 'custodian') await grantKeys(desk, qian, member, 'identity');
    browsers.set(role, await desk.signIn(member));
  }
  return browsers;
}

describe('the doors of the tips desk', () => {
  it('are all in the table', () => {
    const routes = tipsDesk().routes.map(({ method, path }) => `${method} ${path}`);
    expect(routes.toSorted()).toEqual(Object.keys(doors).toSorted());
  });

  it('open to the roles of the table and to no other, and a denial stands in the audit', async () => {
    const browsers = await oneOfEach();
    const { number } = await putTip(desk.bot);
    const wrong: string[] = [];
    let denials = 0;
    for (const [role, browser] of browsers) {
      for (const [route, allowed] of Object.entries(doors)) {
        // What would change the tip for those who come after is asked with a form that is empty.
        const [method = '', path = ''] = route.split(' ');
        const at = `/tips${path === '/' ? '' : path.replace(':number', number)}`;
        const shown = method === 'GET' ? await browser.get(at) : await browser.post(at);
        const denied = shown.body.includes('console.denied');
        if (denied) denials += 1;
        if (denied === (allowed as readonly Role[]).includes(role)) wrong.push(`${role} ${route}: ${shown.status}`);
        if (denied && shown.status !== 403) wrong.push(`${role} ${route}: ${shown.status}`);
      }
    }
    expect(wrong).toEqual([]);
    const audited = (await desk.bot.rows('audit')).filter(({ action }) => action === 'console.denied');
    expect(audited).toHaveLength(denials);
    expect(denials).toBeGreaterThan(200);
  }, 60_000);
});

type Field = 'story' | 'identity' | 'amount' | 'proposal';

/** What each role ever sees of a tip that somebody else works on, in whichever state it is. */
const fields: Readonly<Partial<Record<Role, readonly Field[]>>> = {
  supervisor: ['story', 'amount', 'proposal'],
  custodian: ['identity', 'amount'],
  'reward-officer': ['amount', 'proposal'],
  auditor: ['amount', 'proposal'],
  intake: ['amount'],
  investigator: ['amount'],
};

const CANARIES: Readonly<Record<Field, string>> = {
  story: '金丝雀的故事',
  identity: '金丝雀的名字',
  amount: '88888元',
  proposal: '2666.64元',
};

describe('the fields of a tip', () => {
  it('are seen by the roles of the matrix and by no other, on any page', async () => {
    const browsers = await oneOfEach();
    const { number } = await putTip(desk.bot, { story: CANARIES.story, contact: CANARIES.identity });
    await desk.bot.store.transaction(async (tx) => {
      const { cases } = await import('../../../src/services/tips/work/tables.js');
      const set = { state: 'REWARD_REVIEW', owner: 'somebody else', outcome: 'true', case_value: 8_888_800 } as const;
      await cases(tx).updateTable('tips').set(set).where('number', '=', number).execute();
      const reward = { number, amount: 266_664, proposed_by: 'zhao', at: '2026-04-01', basis: '' };
      await cases(tx).insertInto('tip_rewards').values(reward).execute();
      const event = {
        id: 'e',
        number,
        at: '2026-04-01',
        actor: 'zhao',
        kind: 'reward-proposed',
        said: '提出奖励 2666.64元',
      };
      await cases(tx)
        .insertInto('tip_events')
        .values({ ...event, from_state: null, to_state: null, sealed: null })
        .execute();
    });
    const wrong: string[] = [];
    for (const [role, browser] of browsers) {
      const pages = [
        await browser.get('/'),
        await browser.get('/tips'),
        await browser.get(`/tips/${number}`),
        await browser.post(`/tips/${number}/open`),
        await browser.post(`/tips/${number}/identity/open`, { reason: '想看看是谁举报的' }),
        await browser.post(`/tips/${number}/reward/open`),
        await browser.post('/tips/search', { words: CANARIES.story }),
        await browser.post(`/tips/${number}/duplicates`),
        await browser.get('/tips/requests'),
        await browser.get('/audit'),
      ];
      const text = pages.map((page) => page.body.replaceAll(`value="${CANARIES.story}"`, '')).join('\n');
      const seen = (Object.keys(CANARIES) as Field[]).filter((field) => text.includes(CANARIES[field]));
      const allowed = fields[role] ?? [];
      if (seen.toSorted().join() !== allowed.toSorted().join())
        wrong.push(`${role} sees ${seen.join('、') || 'nothing'}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('are opened to intake while a tip is new, and to an investigator once it is theirs', async () => {
    const browsers = await oneOfEach();
    const { number } = await putTip(desk.bot, { story: CANARIES.story });
    const opens = async (role: Role) =>
      (await browsers.get(role)?.post(`/tips/${number}/open`))?.body.includes(CANARIES.story);
    expect([await opens('intake'), await opens('investigator'), await opens('supervisor')]).toEqual([
      true,
      false,
      true,
    ]);
    const investigator = (await desk.bot.rows('staff')).find(({ login }) => login === 'the-investigator');
    await browsers.get('supervisor')?.post(`/tips/${number}/assign`, { to: String(investigator?.id), version: '1' });
    expect([await opens('intake'), await opens('investigator'), await opens('supervisor')]).toEqual([
      false,
      true,
      true,
    ]);
  }, 60_000);
});
