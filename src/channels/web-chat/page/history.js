/**
 * What was said in this tab, so that a reload does not lose it. Confidential talk is never written: neither the reply
 * nor the words it answers; a note stands in their place.
 *
 * @typedef {import('./bubbles.js').Reply} Reply
 * @typedef {{ kind: 'turn', text: string, reply: Reply } | { kind: 'gap' }} Entry
 */

const KEY = 'yiwen.history';
const MAX_ENTRIES = 100;

/** @returns {Entry[]} */
export function readHistory() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}

/**
 * @param {string} text what was asked
 * @param {Reply} reply
 */
export function recordTurn(text, reply) {
  const entries = readHistory();
  if (!reply.confidential) entries.push({ kind: 'turn', text, reply });
  else if (entries.at(-1)?.kind !== 'gap') entries.push({ kind: 'gap' });
  try {
    sessionStorage.setItem(KEY, JSON.stringify(entries.slice(-MAX_ENTRIES)));
  } catch {
    // A full or forbidden store loses the reload, not the conversation.
  }
}
