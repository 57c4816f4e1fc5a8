/**
 * Sends messages one after another. A message keeps its id when it is sent again, so that nothing is done twice.
 *
 * @typedef {import('./bubbles.js').Reply} Reply
 * @typedef {{ id: string, text: string, file?: File }} Outgoing
 * @typedef {{ status: 'replied', reply: Reply } | { status: 'unreachable' } | { status: 'refused', text: string }} Sent
 */

const TIMEOUT_MS = 60_000;
/** Ten million bytes over a slow phone line. */
const FILE_TIMEOUT_MS = 240_000;

/** 128 random bits. `crypto.randomUUID` exists on https pages only. */
function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @returns {{ newId: () => string, send: (message: Outgoing) => Promise<Sent> }} */
export function createOutbox() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return {
    newId,
    send(message) {
      const sent = last.then(() => post(message));
      last = sent;
      return sent;
    },
  };
}

/**
 * @param {Outgoing} message
 * @returns {Promise<Sent>}
 */
async function post(message) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), message.file ? FILE_TIMEOUT_MS : TIMEOUT_MS);
  try {
    const [path, type, body] = requestOf(message);
    const headers = { 'content-type': type };
    const response = await fetch(path, { method: 'POST', headers, body, signal: abort.signal });
    const said = await response.json();
    if (response.ok) return { status: 'replied', reply: said };
    return { status: 'refused', text: [said.message, said.remedy].filter(Boolean).join('。') };
  } catch {
    return { status: 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {Outgoing} message
 * @returns {[path: string, type: string, body: BodyInit]}
 */
function requestOf({ id, text, file }) {
  if (!file) return ['/api/messages', 'application/json', JSON.stringify({ id, text })];
  const query = new URLSearchParams({ id, name: file.name.slice(-200) });
  return [`/api/files?${query}`, 'application/octet-stream', file];
}
