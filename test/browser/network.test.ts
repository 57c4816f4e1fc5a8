import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, lastBubble, openRig, type Rig } from './rig.js';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterEach(() => rig.reset());
afterAll(() => rig.close());

describe('the page on a bad network', () => {
  it('says that it is offline, keeps the words, and sends them once it is back', async () => {
    const page = await rig.open();
    await page.context().setOffline(true);
    await page.getByText('网络断开了').waitFor();
    await page.locator('#text').fill('门诊');
    await page.locator('#send').tap();
    await page.getByRole('button', { name: '重发' }).waitFor();
    expect(rig.received).toEqual([]);
    await page.context().setOffline(false);
    await expect.poll(() => lastBubble(page).textContent()).toContain('900元');
    expect(await page.getByText('网络断开了').isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: '重发' }).count()).toBe(0);
    expect(rig.received.map(({ text }) => text)).toEqual(['门诊']);
  });

  it('sends a message whose answer was lost again under the same id', async () => {
    const page = await rig.open();
    let lose = true;
    await page.route('**/api/messages', async (route) => {
      if (!lose) return route.continue();
      lose = false;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await page.locator('#text').fill('好');
    await page.locator('#send').tap();
    await page.getByRole('button', { name: '重发' }).tap();
    await page.getByText('收到：好').waitFor();
    expect(rig.received).toHaveLength(2);
    expect(new Set(rig.received.map(({ id, sender }) => `${sender} ${id}`)).size).toBe(1);
  });

  it('says sorry when the assistant fails, and offers to send the same message again', async () => {
    const page = await rig.open();
    let fail = true;
    rig.answerWith(({ text }) => {
      if (fail) throw new Error('secret detail');
      return { status: 'answered', text: `收到：${text}` };
    });
    await page.locator('#text').fill('好');
    await page.locator('#send').tap();
    await page.getByText('抱歉，刚才没能处理好这条消息').waitFor();
    expect(await page.locator('body').textContent()).not.toContain('secret');
    fail = false;
    await page.getByRole('button', { name: '重发' }).tap();
    await page.getByText('收到：好').waitFor();
    expect(new Set(rig.received.map(({ id }) => id)).size).toBe(1);
  });

  it('sends quick messages one after another, in order', async () => {
    const page = await rig.open();
    let underWay = 0;
    let most = 0;
    rig.answerWith(async ({ text }) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setTimeout(resolve, 20));
      underWay -= 1;
      return { status: 'answered', text: `收到：${text}` };
    });
    for (const text of ['一', '二', '三']) {
      await page.locator('#text').fill(text);
      await page.locator('#send').tap();
    }
    await page.getByText('收到：三').waitFor();
    expect(rig.received.map(({ text }) => text)).toEqual(['一', '二', '三']);
    expect(most).toBe(1);
    expect(await page.locator('.turn .bubble').allInnerTexts()).toEqual([
      expect.stringContaining('您好'),
      '一',
      '收到：一',
      '二',
      '收到：二',
      '三',
      '收到：三',
    ]);
  });

  it('loads nothing from anywhere else and breaks no rule of its own policy', async () => {
    const page = await rig.open();
    const foreign: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => !request.url().startsWith(rig.url) && foreign.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.reload();
    await ask(page, '门诊');
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('gives two browsers two identities', async () => {
    const first = await rig.open();
    const second = await rig.open();
    await ask(first, '一');
    await ask(second, '二');
    await ask(first, '三');
    const [a, b, c] = rig.received.map(({ sender }) => sender);
    expect(c).toBe(a);
    expect(b).not.toBe(a);
  });
});
