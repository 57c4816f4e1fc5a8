import type { CheerioAPI } from 'cheerio';
import { YiwenError } from '../../lib/errors.js';
import { cleanLine } from '../clean.js';
import type { DocumentMeta } from '../format.js';
import { isoDay, LABEL, labelled } from '../title.js';
import { measureText, nestsDeeperThan, type Selection, type TreeNode } from './html-tree.js';

const NEVER_TEXT =
  'script, style, noscript, template, iframe, object, svg, canvas, nav, footer, aside, form, button, input, select, textarea, [hidden], [aria-hidden=true], [style*="display:none"], [style*="display: none"]';
const FURNITURE =
  /(?:^|[-_\s])(?:nav|navbar|menu|crumbs?|breadcrumbs?|position|location|dqwz|weizhi|foot|footer|copyright|share|related|relate|xgwd|xgxx|xgyd|recommend|sidebar|toolbar|tools|print|pager|pagination|prevnext|search|login|qrcode|ewm|hotnews)(?:$|[-_\s\d])/i;
/** Where the publishing systems of government sites put an article, the tightest first. */
const CONTAINERS =
  '#UCAP-CONTENT, #zoom, #Zoom, .TRS_Editor, .TRS_UEDITOR, .pages_content, .article-content, .article_content, .arti_con, #article, .article, #content, .content, .news_content, .zwxl-article, .detail, article, main';

/** Pages nest some dozens deep, careless ones some hundreds; one made to hang its readers nests thousands. */
const DEEPEST = 2_000;

/** Throws `ingestion.too-deep` for a page that no parser gets through in time. */
export function checkDepth(source: string): void {
  if (!nestsDeeperThan(source, DEEPEST)) return;
  throw new YiwenError(
    'ingestion.too-deep',
    '网页的结构层次过多，无法读取',
    '请在浏览器中打开原文，另存为文本后重试。',
  );
}

/** What a page says of itself: its metadata tables and head. Those tables are taken out of it. */
export function takePageMeta($: CheerioAPI): DocumentMeta {
  const lines: string[] = [];
  for (const element of $('table, ul, dl, div, p').toArray().reverse()) {
    const text = labelledText($, $(element));
    const labels = text.match(new RegExp(LABEL, 'g'))?.length ?? 0;
    if (labels < 2 || text.length > labels * 60) continue;
    lines.push(text);
    if (!/[。；]/.test(text)) $(element).remove();
  }
  const named = (name: string) => cleanLine($(`meta[name="${name}" i]`).attr('content') ?? '');
  const published = isoDay(named('PubDate'));
  const title = named('ArticleTitle') || cleanLine($('h1').first().text()) || headTitle($);
  return { ...(published && { published }), ...labelled(lines), ...(title && { title }) };
}

/** An element's text on one line; a label in a cell of its own gets its colon. */
function labelledText($: CheerioAPI, element: Selection): string {
  const cells = element.find('td, th, dt, dd').toArray();
  if (cells.length === 0) return cleanLine(element.text());
  const texts = cells.map((cell) => cleanLine($(cell).text()));
  return texts.map((text) => (text.length <= 8 && LABEL.test(`${text}：`) ? `${text}：` : text)).join(' ');
}

/** The part of a page that is its text, with menus, paths, lists of links and footers taken out. */
export function pageBody($: CheerioAPI): Selection {
  $(NEVER_TEXT).remove();
  const whole = plainLength($('body').toArray());
  for (const element of $('body [class], body [id]').toArray()) {
    const name = `${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`;
    if (FURNITURE.test(name) && plainLength([element]) < whole / 2) $(element).remove();
  }
  for (const list of $('ul, ol, dl, table, div').toArray()) if (isLinkList($, list)) $(list).remove();
  const rest = plainLength($('body').toArray());
  for (const selector of CONTAINERS.split(', ')) {
    const container = $(selector).first();
    if (container.length > 0 && plainLength(container.toArray()) >= rest * 0.6) return container.contents();
  }
  return $('body').contents();
}

/** Three links and more, and hardly a word beside them. Attachments are part of a text. */
function isLinkList($: CheerioAPI, list: TreeNode): boolean {
  const { length, links, linkLength } = measureText([list]);
  return links >= 3 && linkLength > length * 0.6 && !/附件/.test($(list).text());
}

function plainLength(nodes: readonly TreeNode[]): number {
  const { length, linkLength } = measureText(nodes);
  return length - linkLength;
}

/** 标题_某某市医疗保障局 : the part before the site's name. */
function headTitle($: CheerioAPI): string {
  return cleanLine($('title').first().text()).split(/\s*[-_|—]\s*/)[0] ?? '';
}
