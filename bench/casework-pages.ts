// How long the pages of the desks of forms and conversations take with 100,000 rows each: npx tsx bench/casework-pages.ts
import { insertRows, someCases, someHandoffs } from '../test/services/casework-rows.js';
import { STAFFED } from '../test/services/handoff/staffed.js';
import { createTestConsole } from '../test/support/test-console.js';

const ROWS = 100_000;
const TIMES = 40;
const paths = [
  ...['/', '/registrations', '/registrations?page=500', '/registrations?state=all', '/registrations?state=DONE'],
  ...['/registrations?state=all&page=1900', '/registrations?form=visit', '/registrations?form=visit&state=all'],
  ...['/registrations?form=visit&state=CLOSED&page=100', '/registrations?mine=yes', '/registrations/XB77'],
  ...['/handoffs', '/handoffs?closed=failed&page=300', '/handoffs?page=4000', '/handoffs/pulse', '/handoffs/ZR77'],
];

const desk = await createTestConsole({ handoff: STAFFED });
const browser = await desk.signIn((await desk.found()).zhao);
await insertRows(desk.bot.store, someCases(ROWS), someHandoffs(ROWS));
for (const path of paths) {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const from = performance.now();
    await browser.get(path);
    times.push(performance.now() - from);
  }
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted[Math.ceil(TIMES * share) - 1] ?? 0).toFixed(0).padStart(5);
  process.stdout.write(`p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  ${path}\n`);
}
await desk.close();
