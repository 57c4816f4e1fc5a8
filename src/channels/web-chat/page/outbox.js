/**
 * Sends messages one after another. A message keeps its id when it is sent again, so that nothing is done twice.
 *
 * @typedef {import('./bubbles.js').Reply} Reply
 * @typedef {{ status: 'replied', reply: Reply } | { status: 'unreachable' } | { status: 'refused', text: string }} Sent
 */

const TIMEOUT_MS = 60_000;

/** 128 random bits. `crypto.randomUUID` exists on https pages only. */
function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @returns {{ newId: () => string, send: (id: string, text: string) => Promise<Sent> }} */
export function createOutbox() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return {
    newId,
    send(id, text) {
      const sent = last.then(() => post(id, text));
      last = sent;
      return sent;
    },
  };
}

/**
 * @param {string} id
 * @param {string} text
 * @returns {Promise<Sent>}
 */
async function post(id, text) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch('/api/messages', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, text }),
      signal: abort.signal,
    });
    const body = await response.json();
    if (response.ok) return { status: 'replied', reply: body };
    return { status: 'refused', text: [body.message, body.remedy].filter(Boolean).join('。') };
  } catch {
    return { status: 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
}
