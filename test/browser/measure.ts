import type { Page } from 'playwright-core';

export interface Measured {
  /** Every visible text: its size in px and its contrast against what is behind it. */
  readonly texts: readonly { text: string; size: number; contrast: number }[];
  /** Everything to tap, links within a sentence aside: its size in px, and whether a screen reader can name it. */
  readonly targets: readonly { text: string; width: number; height: number; named: boolean }[];
  /** By how many px the page is wider than the screen. */
  readonly overflow: number;
  readonly columnWidth: number;
}

/** Measures the page as it is shown now. The script runs in the browser, hence as text: it shares no scope with the test. */
export async function measure(page: Page): Promise<Measured> {
  return page.evaluate<Measured>(SCRIPT);
}

const SCRIPT = `(() => {
  const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      const [, , , alpha = 1] = channels(colour);
      if (alpha > 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const contrast = (element, pseudo) => {
    const [light, dark] = [luminance(getComputedStyle(element, pseudo).color), luminance(behind(element))].sort((a, b) => b - a);
    return Math.round(((light + 0.05) / (dark + 0.05)) * 100) / 100;
  };
  const visible = (element) => element.checkVisibility() && !element.closest('.unseen');
  const entry = (element, text, pseudo) => ({
    text,
    size: parseFloat(getComputedStyle(element, pseudo).fontSize),
    contrast: contrast(element, pseudo),
  });
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim();
    if (text && parent.tagName !== 'NOSCRIPT' && visible(parent)) texts.push(entry(parent, text));
  }
  const field = document.querySelector('#text');
  texts.push(entry(field, field.placeholder, '::placeholder'), entry(field, 'field'));
  const targets = [...document.querySelectorAll('button, summary, textarea')].filter(visible).map((element) => {
    const { width, height } = element.getBoundingClientRect();
    const named = (element.textContent || element.getAttribute('aria-label') || element.labels?.[0]?.textContent || '').trim() !== '';
    return { text: element.textContent || element.id, width, height, named };
  });
  const root = document.documentElement;
  return { texts, targets, overflow: root.scrollWidth - root.clientWidth, columnWidth: document.body.getBoundingClientRect().width };
})()`;
