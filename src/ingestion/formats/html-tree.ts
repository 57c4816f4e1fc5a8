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

/** Whether elements nest deeper than a limit. */
export function isDeeperThan(roots: readonly TreeNode[], limit: number): boolean {
  let level = roots;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return false;
}
