// '/' puts the cursor into the list's filter; Escape leaves a folded step. Everything works without this script.
document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select');
  if (event.key === '/' && !typing) {
    const field = document.querySelector('form.filter input');
    if (field instanceof HTMLElement) {
      event.preventDefault();
      field.focus();
    }
  }
  if (event.key === 'Escape' && event.target instanceof HTMLElement) {
    event.target.closest('details.action')?.removeAttribute('open');
  }
});

// A page that shows what changes (a queue, a conversation) asks now and then whether it did, and loads itself anew. What
// is being typed is kept. It stops ten minutes after the last sign of life, so that an empty desk is signed out in time.
const PULSE_MS = 4_000;
const ALIVE_MS = 10 * 60_000;
const watched = document.querySelector('[data-pulse]');
const typedKey = `yiwen.typed ${location.pathname}`;
let alive = Date.now();

function restoreTyped() {
  const kept = sessionStorage.getItem(typedKey);
  sessionStorage.removeItem(typedKey);
  const field = document.querySelector('[data-pulse] textarea');
  if (!kept || !(field instanceof HTMLTextAreaElement)) return;
  field.value = kept;
  field.focus();
}

async function askPulse() {
  if (!(watched instanceof HTMLElement) || Date.now() - alive > ALIVE_MS) return;
  try {
    const response = await fetch(watched.dataset.pulseFrom ?? '', { redirect: 'error' });
    const pulse = response.ok ? await response.text() : watched.dataset.pulse;
    if (pulse !== watched.dataset.pulse) {
      const field = watched.querySelector('textarea');
      if (field?.value) sessionStorage.setItem(typedKey, field.value);
      location.reload();
      return;
    }
  } catch {
    // Asked again the next time.
  }
  setTimeout(askPulse, PULSE_MS);
}

if (watched) {
  for (const sign of ['keydown', 'pointerdown', 'scroll'])
    addEventListener(sign, () => {
      const asleep = Date.now() - alive > ALIVE_MS;
      alive = Date.now();
      if (asleep) void askPulse();
    });
  restoreTyped();
  setTimeout(askPulse, PULSE_MS);
}
