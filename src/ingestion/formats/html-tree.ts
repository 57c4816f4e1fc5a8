import type { CheerioAPI } from 'cheerio';

/** Elements of a document tree, as cheerio gives them. */
export type Selection = ReturnType<ReturnType<CheerioAPI['root']>['contents']>;
export type TreeNode = Selection[number];

/** How much text stands under some nodes, and how much of it in links. Spaces are not counted. */
export interface TextMeasure {
  readonly length: number;
  readonly linkLength: number;
  readonly links: number;
}

/** Walks without recursion and without selecting: both would be slow or overflow on a page made to hang its readers. */
export function measureText(roots: readonly TreeNode[]): TextMeasure {
  const measure = { length: 0, linkLength: 0, links: 0 };
  const open = roots.map((node) => ({ node, inLink: false }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, inLink } = next;
    if (node.type === 'text') {
      const length = node.data.replace(/\s+/g, '').length;
      measure.length += length;
      if (inLink) measure.linkLength += length;
    }
    if (!('children' in node)) continue;
    const isLink = node.type === 'tag' && node.name === 'a';
    if (isLink) measure.links += 1;
    for (const child of node.children) open.push({ node: child, inLink: inLink || isLink });
  }
  return measure;
}

const TAG = /<(\/?)(?:div|span|b|i|u|em|strong|font|a|section|article|blockquote|ul|ol|dl|table|center|big|small)\b/gi;

/** Whether a page's source nests elements deeper than a limit, told before a parser has to. */
export function nestsDeeperThan(source: string, limit: number): boolean {
  let depth = 0;
  for (const [, slash] of source.matchAll(TAG)) {
    depth = Math.max(0, depth + (slash === '/' ? -1 : 1));
    if (depth > limit) return true;
  }
  return false;
}
