import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk, Route } from '../../src/casework/desk.js';
import { conflictIn, may, type Permission, type Role, roles } from '../../src/domain/staff.js';
import { questionDesk } from '../../src/services/questions/desk/desk.js';
import { ratingDesk } from '../../src/services/ratings/desk.js';
import { openLocalKey } from '../../src/storage/local-key.js';
import { testRatings } from '../support/test-assistant.js';
import { createTestConsole, type TestBrowser, type TestConsole } from '../support/test-console.js';

const localKey = openLocalKey('', Buffer.alloc(32, 1).toString('base64'));
const desks: readonly Desk[] = [ratingDesk({ localKey, settings: testRatings }), questionDesk()];
const routes = desks.flatMap((desk) =>
  desk.routes.map((route) => ({ route, path: `/${desk.name}${route.path === '/' ? '' : route.path}` })),
);

const needed = ({ needs }: Route): readonly Permission[] => (typeof needs === 'string' ? [needs] : needs);
const allowed = (route: Route, role: Role) => needed(route).some((permission) => may({ roles: [role] }, permission));

const filled = (path: string, ratingId: string, answerId: string) =>
  path.replace(':id', path.startsWith('/questions') ? answerId : ratingId);

/** A console of one's own each: the server slows down who asks for too much. */
describe.each(roles)('somebody who is %s', (role) => {
  let desk: TestConsole;
  let browser: TestBrowser;
  let at: (path: string) => string;
  beforeAll(async () => {
    desk = await createTestConsole();
    await desk.bot.say('退休门诊报多少');
    await desk.bot.say('不满意');
    await desk.bot.say('跳过');
    const ratingId = String((await desk.bot.rows('rating_cases'))[0]?.rating_id);
    const answerId = String((await desk.bot.rows('answers'))[0]?.id);
    at = (path) => filled(path, ratingId, answerId);
    browser = await desk.signIn(await desk.hire(role, [role]));
    await browser.get('/me');
  });
  afterAll(() => desk.close());

  const ask = ({ method }: Route, path: string) =>
    method === 'GET' ? browser.get(at(path)) : browser.post(at(path), { version: 'none' });

  it('is turned away, and it is noted, wherever their permissions do not reach', async () => {
    for (const { route, path } of routes.filter((one) => !allowed(one.route, role))) {
      const before = await desk.bot.count('audit');
      const shown = await ask(route, path);
      expect([path, shown.status, shown.text]).toEqual([path, 403, expect.stringContaining('您没有这一页的权限')]);
      expect((await desk.bot.rows('audit')).slice(before).map(({ action }) => action)).toEqual(['console.denied']);
    }
  });

  it('is let in wherever they do', async () => {
    for (const { route, path } of routes.filter((one) => one.route.method === 'GET' && allowed(one.route, role))) {
      // Not rated themselves, and there is no cluster of this id.
      if (path.startsWith('/ratings/mine/') || path.startsWith('/questions/draft/')) continue;
      expect([path, (await ask(route, path)).status]).toEqual([path, 200]);
    }
  });

  it('has no way to rate, and changes nothing with a form that was never shown', async () => {
    for (const { route, path } of routes) if (route.method === 'POST') await ask(route, path);
    expect([await desk.bot.count('ratings'), await desk.bot.count('rating_versions')]).toEqual([1, 1]);
    expect(await desk.bot.rows('rating_cases')).toEqual([expect.objectContaining({ state: 'OPEN', version: 1 })]);
  });

  it('is shown no step that they may not take', async () => {
    if (!may({ roles: [role] }, 'ratings.read')) return;
    const works = may({ roles: [role] }, 'ratings.work');
    const { text } = await browser.get(at('/ratings/cases/:id'));
    expect(text.includes('现在没有您可以办的步骤')).toBe(!works);
  });
});

describe('the roles', () => {
  it('let nobody audit what they work on', () => {
    expect(conflictIn(['auditor', 'rating-officer'])).toBeDefined();
  });
});
