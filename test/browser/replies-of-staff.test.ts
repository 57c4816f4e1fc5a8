import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Mailbox, Waiting } from '../../src/domain/mailbox.js';
import { ask, openRig, type Rig } from './rig.js';

/** What waits, and what the page said that it showed. */
const waiting: Waiting[] = [];
const seen: string[] = [];
const mailbox: Mailbox = {
  waiting: async () => [...waiting],
  async seen(_address, ids) {
    seen.push(...ids);
    for (const id of ids) {
      const at = waiting.findIndex((one) => one.id === id);
      if (at >= 0) waiting.splice(at, 1);
    }
  },
};

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ mailbox });
});
afterEach(async () => {
  await rig.reset();
  waiting.length = 0;
  seen.length = 0;
});
afterAll(() => rig.close());

const say = (id: string, text: string) => waiting.push({ id, reply: { status: 'service', text, confidential: true } });

describe('the page while a person talks', () => {
  it('shows what staff say without being asked, once, and says nothing itself', async () => {
    const page = await rig.open();
    await ask(page, '门诊');
    say('one', '工作人员：您好，请说。');
    await page.getByText('工作人员：您好，请说。').waitFor();
    await expect.poll(() => seen).toContain('one');
    rig.answerWith(() => ({ status: 'service', text: '', silent: true, confidential: true }));
    const bubbles = await page.locator('.turn.bot:not(.waiting)').count();
    await page.locator('#text').fill('我的卡刷不了');
    await page.locator('#send').tap();
    await expect.poll(() => rig.received.at(-1)?.text).toBe('我的卡刷不了');
    await page.locator('.turn.bot.waiting').waitFor({ state: 'detached' });
    expect(await page.locator('.turn.bot:not(.waiting)').count()).toBe(bubbles);
    say('two', '工作人员：请发一下报错的字。');
    await page.getByText('工作人员：请发一下报错的字。').waitFor();
    expect(await page.getByText('工作人员：您好，请说。').count()).toBe(1);
    await rig.picture(page, 'staff-reply');
  });

  it('shows nothing twice when the answer to its asking was lost', async () => {
    const page = await rig.open();
    let lose = true;
    await page.route('**/api/replies*', async (route) => {
      const response = await route.fetch();
      if (!lose || !(await response.text()).includes('one')) return route.fulfill({ response });
      lose = false;
      return route.abort('connectionreset');
    });
    say('one', '工作人员：只说一次。');
    await page.getByText('工作人员：只说一次。').waitFor({ timeout: 15_000 });
    await expect.poll(() => seen, { timeout: 10_000 }).toContain('one');
    expect(await page.getByText('工作人员：只说一次。').count()).toBe(1);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});
