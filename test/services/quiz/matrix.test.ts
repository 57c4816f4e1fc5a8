import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, roles } from '../../../src/domain/staff.js';
import { passagesIn } from '../../../src/services/quiz/bank/passages.js';
import { campaignRoutes } from '../../../src/services/quiz/desk/campaign-routes.js';
import { drawRoutes } from '../../../src/services/quiz/desk/draw-routes.js';
import { peopleRoutes } from '../../../src/services/quiz/desk/people-routes.js';
import { defaultQuizSettings } from '../../../src/services/quiz/settings.js';
import { createTestConsole, type TestBrowser, type TestConsole } from '../../support/test-console.js';
import { putBank, putOpen } from './rows.js';

const READING = ['quiz-editor', 'quiz-reviewer', 'quiz-drawer', 'analyst', 'auditor'] as const;

/** Who gets past the door, route by route. A route that is not here fails the test. */
const doors: Readonly<Record<string, readonly Role[]>> = {
  'GET /': [...READING, 'clerk'],
  'GET /new': ['quiz-editor'],
  'POST /new': ['quiz-editor'],
  'GET /:number': READING,
  'GET /:number/edit': ['quiz-editor'],
  'POST /:number/edit': ['quiz-editor'],
  'GET /:number/review': READING,
  'POST /:number/review': ['quiz-reviewer'],
  'POST /:number/revise': ['quiz-reviewer'],
  'POST /:number/open': ['quiz-reviewer'],
  'POST /:number/close': ['quiz-reviewer'],
  'GET /:number/questions': READING,
  'POST /:number/questions/withdraw': ['quiz-reviewer'],
  'GET /:number/people': READING,
  'POST /:number/people/void': ['quiz-reviewer'],
  'POST /:number/flags/dismiss': ['quiz-reviewer'],
  'GET /:number/draw': READING,
  'POST /:number/draw/plan': ['quiz-drawer'],
  'POST /:number/draw/commit': ['quiz-drawer', 'quiz-reviewer'],
  'POST /:number/draw/freeze': ['quiz-drawer'],
  'POST /:number/draw/entropy': ['quiz-drawer', 'quiz-reviewer'],
  'POST /:number/draw/draw': ['quiz-drawer'],
  'POST /:number/draw/publish': ['quiz-drawer'],
  'GET /:number/claims': ['quiz-drawer'],
  'POST /:number/claims/:place/open': ['quiz-drawer'],
  'POST /:number/claims/:place/handed-over': ['quiz-drawer'],
  'POST /:number/claims/:place/declined': ['quiz-drawer'],
  'GET /verify': ['clerk'],
  'POST /verify': ['clerk'],
};

let desk: TestConsole;
let number: string;
const browsers = new Map<Role, TestBrowser>();
beforeAll(async () => {
  desk = await createTestConsole();
  await putBank(desk.bot.store);
  number = await putOpen(desk.bot.store, desk.bot.clock.now());
  for (const role of roles) browsers.set(role, await desk.signIn(await desk.hire(`the-${role}`, [role])));
}, 60_000);
afterAll(() => desk.close());

const noTexts = async () => passagesIn([]);

describe('the doors of the quiz desk', () => {
  it('are all in the table', () => {
    const options = { localKey: desk.bot.localKey, settings: defaultQuizSettings, bureau: '', passages: noTexts };
    const routes = [...campaignRoutes(options), ...peopleRoutes(options), ...drawRoutes(options)].map(
      ({ method, path }) => `${method} ${path}`,
    );
    expect(routes.toSorted()).toEqual(Object.keys(doors).toSorted());
  });

  it('open to the roles of the table and to no other, and a denial stands in the audit', async () => {
    const wrong: string[] = [];
    let denials = 0;
    for (const [role, browser] of browsers) {
      await browser.get('/me');
      for (const [route, allowed] of Object.entries(doors)) {
        // Forms are empty, so that nothing changes for those who come after.
        const [method = '', path = ''] = route.split(' ');
        const at = `/quiz${path === '/' ? '' : path.replace(':number', number)}`;
        const shown = method === 'GET' ? await browser.get(at) : await browser.post(at);
        const denied = shown.body.includes('console.denied');
        if (denied) denials += 1;
        if (denied === allowed.includes(role)) wrong.push(`${role} ${route}: ${shown.status}`);
        if (denied ? shown.status !== 403 : shown.status >= 500) wrong.push(`${role} ${route}: ${shown.status}`);
      }
    }
    expect(wrong).toEqual([]);
    const audited = (await desk.bot.rows('audit')).filter(({ action }) => action === 'console.denied');
    expect(audited).toHaveLength(denials);
    expect((await desk.bot.rows('quiz_campaigns')).map(({ state, version }) => [state, version])).toEqual([
      ['OPEN', 3],
    ]);
  }, 60_000);
});
