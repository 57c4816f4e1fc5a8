import { botTurn, gapNote, ownTurn, waitingTurn } from './bubbles.js';
import { element } from './citations.js';
import { readHistory, recordTurn } from './history.js';
import { createOutbox } from './outbox.js';
import { hearReplies } from './replies.js';

/** @typedef {{ id: string, text: string, file?: File, turn: HTMLElement }} Message */

const log = byId('log');
const status = byId('status');
const offline = byId('offline');
const field = /** @type {HTMLTextAreaElement} */ (byId('text'));
const largeType = byId('large-type');
const attach = byId('attach');
const files = /** @type {HTMLInputElement} */ (byId('files'));
const outbox = createOutbox();
/** As the server says it; told here before a slow upload. */
const LARGEST_FILE = 10_000_000;
log.tabIndex = 0; // so that the keyboard can scroll it in every browser
/** @type {Set<Message>} */
const failed = new Set();
let underWay = 0;

setLargeType(localStorage.getItem('yiwen.large') === 'yes');
restore();

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return field.focus();
  field.value = '';
  fitField();
  say(meant(text));
});

field.addEventListener('input', fitField);
field.addEventListener('keydown', (event) => {
  // Enter also ends the choosing of characters in an input method (229 in browsers that say so too late).
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  /** @type {HTMLFormElement} */ (byId('composer')).requestSubmit();
});

attach.addEventListener('click', () => files.click());
files.addEventListener('change', () => {
  for (const file of files.files ?? []) sendFile(file);
  files.value = '';
});

log.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button.choice') : null;
  if (!(button instanceof HTMLButtonElement)) return;
  say(button.dataset.text ?? '');
  // The button is gone now: whoever used the keyboard goes on at the field, while a thumb should not raise the keyboard.
  if (event.detail === 0) field.focus();
});

largeType.addEventListener('click', () => {
  const large = !document.documentElement.classList.contains('large');
  localStorage.setItem('yiwen.large', large ? 'yes' : 'no');
  setLargeType(large);
});

addEventListener('offline', () => showOffline(true));
addEventListener('online', () => {
  showOffline(false);
  for (const message of [...failed]) void transmit(message);
});
if (!navigator.onLine) showOffline(true);

hearReplies((reply) => {
  closeChoices();
  const turn = botTurn(reply, { tappable: true });
  log.append(turn);
  recordTurn('', reply);
  reveal(turn);
});

/** @param {string} text */
function say(text) {
  closeChoices();
  const turn = ownTurn(text);
  log.append(turn);
  void transmit({ id: outbox.newId(), text, turn });
}

/** @param {File} file */
function sendFile(file) {
  closeChoices();
  const text = `［文件］${file.name}`;
  const turn = ownTurn(text);
  log.append(turn);
  const message = { id: outbox.newId(), text, file, turn };
  if (file.size <= LARGEST_FILE) return void transmit(message);
  turn.append(element('p', '这个文件太大，每个最多10兆。请拍成照片或截图再发', 'failed-note'));
  reveal(turn);
}

/** @param {Message} message */
async function transmit(message) {
  failed.delete(message);
  for (const part of message.turn.querySelectorAll('.failed-note, .retry')) part.remove();
  const waiting = waitingTurn(message.file ? '正在上传' : '正在查找');
  message.turn.after(waiting);
  showWaiting(+1);
  reveal(message.turn);
  const sent = await outbox.send(message);
  waiting.remove();
  showWaiting(-1);
  if (sent.status === 'replied') return answered(message, sent.reply);
  if (sent.status === 'unreachable') showOffline(true);
  markFailed(message, sent.status === 'refused' ? sent.text : '没有送达，请检查网络');
}

/**
 * @param {Message} message
 * @param {import('./bubbles.js').Reply} reply
 */
function answered(message, reply) {
  showOffline(false);
  attach.hidden = !reply.takesFiles;
  if (reply.silent) return recordTurn(message.text, reply);
  const latest = log.lastElementChild === message.turn;
  message.turn.after(botTurn(reply, { tappable: latest }));
  recordTurn(message.text, reply);
  reveal(message.turn);
}

/**
 * @param {Message} message
 * @param {string} reason
 */
function markFailed(message, reason) {
  failed.add(message);
  const retry = element('button', '重发', 'retry');
  retry.setAttribute('type', 'button');
  retry.addEventListener('click', () => void transmit(message), { once: true });
  message.turn.append(element('p', reason, 'failed-note'), retry);
  reveal(message.turn);
}

/**
 * A choice may be typed as well: its label, or its number.
 *
 * @param {string} text
 */
function meant(text) {
  const buttons = [...log.querySelectorAll('.choices .choice')];
  const named =
    buttons.find((button) => button.textContent === text) ?? (/^[1-6]$/.test(text) && buttons[Number(text) - 1]);
  return (named instanceof HTMLElement && named.dataset.text) || text;
}

/** Only the last reply can be answered by tapping. */
function closeChoices() {
  for (const row of log.querySelectorAll('.choices, .feedback')) row.remove();
}

/** Shows what was asked at the top when the answer is long, and the end of the answer when it is short. */
function reveal(/** @type {HTMLElement} */ turn) {
  const end = log.scrollHeight - log.clientHeight;
  log.scrollTop = Math.min(end, turn.offsetTop - 12);
}

function showWaiting(/** @type {1 | -1} */ change) {
  underWay += change;
  status.textContent = underWay > 0 ? '正在查找' : '';
  log.setAttribute('aria-busy', String(underWay > 0));
}

function showOffline(/** @type {boolean} */ isOffline) {
  offline.hidden = !isOffline;
}

function setLargeType(/** @type {boolean} */ large) {
  document.documentElement.classList.toggle('large', large);
  largeType.setAttribute('aria-pressed', String(large));
  fitField();
}

function fitField() {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

function restore() {
  const entries = readHistory();
  if (entries.length > 0) closeChoices();
  for (const [index, entry] of entries.entries()) {
    if (entry.kind === 'gap') log.append(gapNote());
    else {
      if (entry.text) log.append(ownTurn(entry.text));
      log.append(botTurn(entry.reply, { tappable: index === entries.length - 1 }));
    }
  }
  log.scrollTop = log.scrollHeight;
}

/** @param {string} id */
function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}
