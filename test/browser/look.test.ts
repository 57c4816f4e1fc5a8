import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { measure } from './measure.js';
import { ask, openRig, type Rig } from './rig.js';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterEach(() => rig.reset());
afterAll(() => rig.close());

/** Everything the page can show, at once. */
async function showEverything(page: Page): Promise<void> {
  await ask(page, '门诊能报多少');
  await page.locator('summary').last().click();
  await page.context().setOffline(true);
  await page.locator('#text').fill('网络断了还能问吗');
  await page.locator('#send').click();
  await page.locator('.retry').waitFor();
}

const looks = [
  { name: 'light', options: { colorScheme: 'light' }, large: false },
  { name: 'dark', options: { colorScheme: 'dark' }, large: false },
  { name: 'large', options: { colorScheme: 'light' }, large: true },
  { name: 'narrow', options: { colorScheme: 'light', viewport: { width: 320, height: 568 } }, large: true },
  {
    name: 'desk',
    options: { colorScheme: 'light', viewport: { width: 1280, height: 800 }, isMobile: false },
    large: false,
  },
] as const;

describe.each(looks)('the page, $name', ({ name, options, large }) => {
  it('can be read and tapped by anyone', async () => {
    const page = await rig.open(options);
    if (large) await page.locator('#large-type').click();
    await rig.picture(page, `${name}-welcome`);
    const opening = await measure(page);
    await ask(page, '去外地要备案吗');
    await rig.picture(page, `${name}-choices`);
    const choosing = await measure(page);
    await ask(page, '门诊能报多少');
    await rig.picture(page, `${name}-answer`);
    await showEverything(page);
    await rig.picture(page, `${name}-everything`);
    for (const { texts, targets, overflow, columnWidth } of [opening, choosing, await measure(page)]) {
      expect(texts.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
      expect(texts.filter(({ size }) => size < (large ? 24 : 18))).toEqual([]);
      expect(targets.filter(({ width, height }) => width < 48 || height < 48)).toEqual([]);
      expect(targets.filter(({ named }) => !named)).toEqual([]);
      expect(overflow).toBe(0);
      expect(columnWidth).toBeLessThanOrEqual(560);
    }
  });
});
