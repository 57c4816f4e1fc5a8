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
