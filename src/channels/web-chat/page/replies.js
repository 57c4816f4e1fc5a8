/**
 * Hears what staff say of their own accord. The request waits at the server; a reply is shown once, by its id, and named
 * as shown when asking again, so that a broken connection neither loses nor doubles one.
 *
 * @typedef {import('./bubbles.js').Reply} Reply
 * @typedef {{ replies: { id: string, reply: Reply }[], again: boolean, afterMs: number }} Fetched
 */

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
const KEY = 'yiwen.seen';

/** @param {(reply: Reply) => void} show */
export function hearReplies(show) {
  /** @type {Set<string>} */
  const shown = new Set(readShown());
  /** @type {string[]} */
  let seen = [];
  let pause = FIRST_PAUSE_MS;

  const round = async () => {
    if (document.hidden) return void document.addEventListener('visibilitychange', () => void round(), { once: true });
    const named = seen;
    const fetched = await fetchReplies(named);
    if (!fetched) {
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      return void setTimeout(round, pause);
    }
    pause = FIRST_PAUSE_MS;
    seen = seen.filter((id) => !named.includes(id));
    for (const { id, reply } of fetched.replies) {
      seen.push(id);
      if (shown.has(id)) continue;
      shown.add(id);
      keepShown([...shown]);
      show(reply);
    }
    if (fetched.again) setTimeout(round, seen.length > 0 ? 0 : Math.max(fetched.afterMs, 200));
  };
  void round();
}

/**
 * @param {readonly string[]} seen
 * @returns {Promise<Fetched | undefined>}
 */
async function fetchReplies(seen) {
  try {
    const response = await fetch(`/api/replies?seen=${seen.map(encodeURIComponent).join(',')}`);
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {string[]} */
function readShown() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/** @param {readonly string[]} ids */
function keepShown(ids) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(ids.slice(-200)));
  } catch {
    // A full or forbidden store shows a reply twice at worst after a reload.
  }
}
