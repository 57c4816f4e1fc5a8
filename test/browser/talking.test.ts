import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, lastBubble, openRig, PHONE, type Rig } from './rig.js';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterEach(() => rig.reset());
afterAll(() => rig.close());

const texts = () => rig.received.map(({ text }) => text);

describe('talking in the page', () => {
  it('answers a tapped sample question, and folds open what the answer rests on', async () => {
    const page = await rig.open();
    await page.getByRole('button', { name: '退休的门诊一年能报多少' }).tap();
    await expect.poll(() => lastBubble(page).textContent()).toContain('900元');
    expect(texts()).toEqual(['退休的门诊一年能报多少']);
    const source = page.locator('.source').first();
    expect(await source.isVisible()).toBe(false);
    await page.getByText('查看依据').tap();
    const shown = await page.locator('.sources').textContent();
    for (const part of ['摘编', '2023年述法报告', '某市', '报销比例60%', '原文', '国务院令第735号', '2021年5月1日起'])
      expect(shown).toContain(part);
  });

  it('sends one message for a double tap', async () => {
    const page = await rig.open();
    await page.getByRole('button', { name: '去外地看病要先备案吗' }).dblclick();
    await page.getByRole('button', { name: '居民医保' }).waitFor();
    expect(texts()).toEqual(['去外地看病要先备案吗']);
  });

  it('sends what a quick reply says, or its label or number typed, and takes the old ones away', async () => {
    const page = await rig.open();
    await ask(page, '要备案吗');
    await page.getByRole('button', { name: '居民医保' }).tap();
    await page.getByText('收到：我参加的是居民医保').waitFor();
    expect(await page.locator('.choice').count()).toBe(0);
    await ask(page, '要备案吗');
    await ask(page, '职工医保');
    await ask(page, '要备案吗');
    await ask(page, '2');
    expect(texts().filter((text) => text.startsWith('我'))).toEqual(
      ['居', '职', '居'].map((c) => expect.stringContaining(c)),
    );
  });

  it('asks under an answer whether it was useful', async () => {
    const page = await rig.open();
    await ask(page, '门诊能报多少');
    await page.getByRole('group', { name: '这个回答有用吗' }).getByRole('button', { name: '没用' }).tap();
    await page.getByText('收到：没用').waitFor();
    expect(await page.getByRole('button', { name: '有用' }).count()).toBe(0);
  });

  it('can be used by keyboard alone', async () => {
    const page = await rig.open({ isMobile: false, hasTouch: false });
    const focused = () => page.evaluate('document.activeElement.id || document.activeElement.textContent');
    const order: unknown[] = [];
    for (let n = 0; n < 8; n += 1) {
      await page.keyboard.press('Tab');
      order.push(await focused());
    }
    expect(order).toEqual([
      'large-type',
      'log',
      '退休的门诊一年能报多少',
      '去外地看病要先备案吗',
      '新生儿多久内要参保',
      '我要举报',
      'text',
      'send',
    ]);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('去外地要备案吗');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '职工医保' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('收到：我参加的是职工医保').waitFor();
    expect(await focused()).toBe('text');
    await page.keyboard.type('门诊');
    await page.keyboard.press('Enter');
    await page.locator('summary').focus();
    await page.keyboard.press('Space');
    await expect.poll(() => page.locator('.source').first().isVisible()).toBe(true);
  });

  it('shows where the keyboard is', async () => {
    const page = await rig.open({ isMobile: false });
    await page.keyboard.press('Tab');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineWidth')).toBe('3px');
  });

  it('breaks a line with Shift+Enter, and does not send nothing', async () => {
    const page = await rig.open();
    await page.locator('#text').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('一');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('二');
    await page.keyboard.press('Enter');
    await page.locator('.turn.bot').nth(1).waitFor();
    expect(texts()).toEqual(['一\n二']);
  });

  it('does not send while an input method still composes', async () => {
    const page = await rig.open();
    await page.locator('#text').focus();
    const protocol = await page.context().newCDPSession(page);
    await protocol.send('Input.imeSetComposition', { text: 'menzhen', selectionStart: 7, selectionEnd: 7 });
    await page.keyboard.press('Enter');
    expect(await page.locator('.turn.own').count()).toBe(0);
    await page.locator('#text').fill('');
    await protocol.send('Input.insertText', { text: '医保' });
    await page.keyboard.press('Enter');
    await page.getByText('收到：医保').waitFor();
    expect(texts()).toEqual(['医保']);
  });

  it('says that it is looking at once, and hands the reply to screen readers', async () => {
    const page = await rig.open();
    let release = (): void => {};
    const gate = new Promise<void>((open) => {
      release = open;
    });
    rig.answerWith(async () => {
      await gate;
      return { status: 'answered', text: '找到了' };
    });
    await page.locator('#text').fill('问');
    const shownAtOnce = await page.evaluate(
      "document.querySelector('#send').click(); document.querySelector('.waiting') !== null && document.querySelector('#status').textContent",
    );
    expect(shownAtOnce).toBe('正在查找');
    release();
    await page.getByText('找到了').waitFor();
    expect(await page.locator('.waiting').count()).toBe(0);
    expect(await page.getByRole('log', { name: '对话' }).getByText('找到了').count()).toBe(1);
    expect(await page.locator('#log').getAttribute('aria-live')).toBe('polite');
  });

  it('shows markup as text, from people and from the assistant', async () => {
    const page = await rig.open();
    const attack = '<img src=x onerror="document.title=\'taken\'"><script>document.title="taken"</script>';
    await ask(page, attack);
    expect(await lastBubble(page).textContent()).toBe(`收到：${attack}`);
    expect(await page.locator('#log img, #log script').count()).toBe(0);
    expect(await page.title()).toBe('某市医疗保障局 · 医保问答');
  });

  it('makes addresses and hotlines tappable, and leaves other numbers alone', async () => {
    const page = await rig.open();
    rig.answerWith(() => ({
      status: 'answered',
      text: '拨打12393，或看https://ybj.example.gov.cn/a?b=1。一年12345元，2023年。',
    }));
    await ask(page, '问');
    const links = await page
      .locator('.bubble a')
      .evaluateAll((found) => found.map((link) => link.getAttribute('href')));
    expect(links).toEqual(['tel:12393', 'https://ybj.example.gov.cn/a?b=1']);
  });

  it('shows a long answer from its beginning', async () => {
    const page = await rig.open();
    await ask(page, '全文');
    const question = await page.locator('.turn.own .bubble').last().boundingBox();
    expect(question?.y).toBeGreaterThan(0);
    expect(question?.y).toBeLessThan(PHONE.viewport.height / 3);
  });

  it('remembers large type, and what was said, over a reload', async () => {
    const page = await rig.open();
    await page.locator('#large-type').tap();
    await ask(page, '门诊能报多少');
    await page.reload();
    expect(await page.locator('#large-type').getAttribute('aria-pressed')).toBe('true');
    expect(await lastBubble(page).textContent()).toContain('900元');
    expect(await page.locator('.turn.own').textContent()).toContain('门诊能报多少');
    await page.getByRole('button', { name: '有用', exact: true }).waitFor();
    expect(rig.received).toHaveLength(1);
  });

  it('keeps nothing confidential on the device', async () => {
    const page = await rig.open();
    await ask(page, '我要举报某药店');
    await ask(page, '好');
    const stored = await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })');
    expect(stored).not.toMatch(/举报|药店|请说说/);
    await page.reload();
    expect(await page.locator('#log').textContent()).toMatch(/保密内容不在这台设备上保留[\s\S]*收到：好/);
  });
});
