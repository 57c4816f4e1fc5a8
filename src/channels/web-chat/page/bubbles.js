/**
 * Builds what stands in the log. Text only ever becomes text nodes: nothing a person or a document says is markup.
 *
 * @typedef {import('../../../domain/message.js').Choice} Choice
 * @typedef {import('../../../domain/message.js').Reply} Reply
 */
import { citationFold, element } from './citations.js';

const FEEDBACK = ['有用', '没用'];
const SHORT_LABEL = 5;
const MAX_CHOICES = 6;

/** Web addresses, numbers that a thumb should be able to call, and the marks of citations. */
const LINKS = /[①-⑳]+|https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+|\b(?:12393|12345|0\d{2,3}-\d{7,8})\b(?![元%])/g;

/** @param {string} text */
export function ownTurn(text) {
  const turn = element('div', '', 'turn own');
  turn.append(element('span', '您说：', 'unseen'), element('div', text, 'bubble'));
  return turn;
}

/**
 * @param {Reply} reply
 * @param {{ tappable: boolean }} options whether its choices and 有用/没用 can still be tapped
 */
export function botTurn(reply, { tappable }) {
  const turn = element('div', '', 'turn bot');
  const bubble = element('div', '', 'bubble');
  bubble.append(...paragraphs(reply.text));
  turn.append(element('span', '医问说：', 'unseen'), bubble);
  if (reply.citations?.length) turn.append(citationFold(reply.citations));
  if (reply.notice) turn.append(element('p', reply.notice, 'notice'));
  if (tappable) turn.append(...choiceRows(reply));
  return turn;
}

/** @param {Reply} reply */
function choiceRows(reply) {
  const rows = [];
  const choices = (reply.choices ?? []).filter(({ text }) => !FEEDBACK.includes(text)).slice(0, MAX_CHOICES);
  if (choices.length > 0) {
    const row = element('div', '', 'choices');
    row.classList.toggle(
      'short',
      choices.every(({ label }) => label.length <= SHORT_LABEL),
    );
    row.append(...choices.map(choiceButton));
    rows.push(row);
  }
  const invited = reply.answerId !== undefined || (reply.choices ?? []).some(({ text }) => FEEDBACK.includes(text));
  if (invited && !reply.confidential) {
    const row = element('div', '', 'feedback');
    row.setAttribute('role', 'group');
    row.setAttribute('aria-label', '这个回答有用吗');
    row.append(...FEEDBACK.map((text) => choiceButton({ label: text, text })));
    rows.push(row);
  }
  return rows;
}

/** @param {Choice} choice */
function choiceButton({ label, text }) {
  const button = element('button', label, 'choice');
  button.setAttribute('type', 'button');
  button.dataset.text = text;
  return button;
}

/** @param {string} doing */
export function waitingTurn(doing) {
  const turn = element('div', '', 'turn bot waiting');
  turn.setAttribute('aria-hidden', 'true');
  const bubble = element('div', doing, 'bubble');
  const dots = element('span', '', 'dots');
  dots.append(element('i'), element('i'), element('i'));
  bubble.append(dots);
  turn.append(bubble);
  return turn;
}

export function gapNote() {
  return element('p', '（保密内容不在这台设备上保留）', 'gap-note');
}

/** @param {string} text */
function paragraphs(text) {
  return text.split('\n').map((line) => {
    const paragraph = element('p');
    paragraph.append(...linked(line));
    return paragraph;
  });
}

/** @param {string} line */
function linked(line) {
  /** @type {Node[]} */
  const nodes = [];
  let from = 0;
  for (const match of line.matchAll(LINKS)) {
    nodes.push(document.createTextNode(line.slice(from, match.index)), linkOrMark(match[0]));
    from = match.index + match[0].length;
  }
  nodes.push(document.createTextNode(line.slice(from)));
  return nodes;
}

/** @param {string} found */
function linkOrMark(found) {
  if (/^[①-⑳]/.test(found)) return element('span', found, 'mark');
  const link = document.createElement('a');
  link.textContent = found;
  if (/^\d/.test(found)) {
    link.href = `tel:${found}`;
    return link;
  }
  link.href = found;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  return link;
}
