/** @typedef {import('../../../domain/message.js').Citation} Citation */

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
const KINDS = { digest: '摘编', original: '原文' };
const CAUTIONS = new Map([
  ['C', '转引资料，请以经办机构核实为准'],
  ['I', '由其他条款推得，请以经办机构核实为准'],
]);

/**
 * What an answer rests on, folded under its bubble.
 *
 * @param {readonly Citation[]} citations
 * @returns {HTMLElement}
 */
export function citationFold(citations) {
  const fold = document.createElement('details');
  fold.className = 'sources';
  fold.append(element('summary', `查看依据 ${citations.map(({ number }) => circled(number)).join('')}`));
  fold.append(...citations.map(source));
  return fold;
}

/** @param {Citation} citation */
function source(citation) {
  const article = element('article', '', 'source');
  const title = element('h2', `${circled(citation.number)} `);
  title.append(element('span', KINDS[citation.kind], 'kind'), citation.title);
  article.append(title, element('blockquote', citation.quote), facts(citation));
  const caution = CAUTIONS.get(citation.certainty ?? '');
  if (caution) article.append(element('p', caution, 'caution'));
  return article;
}

/** @param {Citation} citation */
function facts(citation) {
  const list = element('dl');
  const where = [citation.heading, citation.article].filter((part) => part && part !== citation.title).join(' ');
  /** @type {[string, string | undefined][]} */
  const pairs = [
    ['位置', where],
    ['适用地区', citation.place],
    ['文号', citation.documentNumber],
    ['年份', citation.year === undefined ? undefined : `${citation.year}年`],
    ['有效期', validity(citation)],
    ['来源', citation.source],
  ];
  for (const [name, value] of pairs) {
    if (!value) continue;
    const pair = element('div', '', 'pair');
    pair.append(element('dt', name), element('dd', value));
    list.append(pair);
  }
  return list;
}

/** @param {Citation} citation */
function validity({ effectiveFrom, effectiveTo }) {
  if (effectiveFrom && effectiveTo) return `${day(effectiveFrom)}至${day(effectiveTo)}`;
  if (effectiveFrom) return `${day(effectiveFrom)}起`;
  if (effectiveTo) return `至${day(effectiveTo)}`;
  return undefined;
}

/** @param {string} iso `2026-04-01` → 2026年4月1日 */
function day(iso) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return match ? `${match[1]}年${Number(match[2])}月${Number(match[3])}日` : iso;
}

/** @param {number} number */
function circled(number) {
  return CIRCLED[number - 1] ?? `(${number})`;
}

/**
 * @param {string} name
 * @param {string} [text]
 * @param {string} [className]
 */
export function element(name, text = '', className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}
