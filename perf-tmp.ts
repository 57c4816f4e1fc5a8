import { createTestConsole } from '/work/wt/tips-desk/test/support/test-console.js';
import { tipStates } from '/work/wt/tips-desk/src/services/tips/states.js';
import { acts } from '/work/wt/tips-desk/src/services/tips/acts.js';
import { warningDays } from '/work/wt/tips-desk/src/services/tips/work/clocks.js';
import { dueOf, standardTerms } from '/work/wt/tips-desk/src/services/tips/terms.js';
const desk = await createTestConsole();
const { zhao } = await desk.found();
const inv = await desk.hire('inv', ['investigator']);
const N = 100_000;
const rnd = (n: number) => Math.floor(Math.random() * n);
const days = new Map<string, any>();
await desk.bot.store.transaction(async (tx: any) => {
  for (let at = 0; at < N; at += 500) {
    const tips: any[] = [], clocks: any[] = [], events: any[] = [], stories: any[] = [];
    for (let i = at; i < at + 500; i++) {
      const received = new Date(Date.parse('2026-04-01') - rnd(400 * 86400) * 1000);
      const day = received.toISOString().slice(0, 10);
      const number = `JB${day.replaceAll('-', '')}-${i}`;
      const state = tipStates[rnd(tipStates.length)];
      tips.push({ number, received_at: received.toISOString(), channel: 'test', version: 1, receipt_hash: number, state, named: rnd(2), kind: acts[rnd(acts.length)].code, target_kind: ['hospital', 'clinic', null][rnd(3)], owner: [null, zhao.id, inv.id][rnd(3)] }); const run = rnd(4) === 0 ? 1 : 0;
      let d = days.get(day); if (!d) { const { day: due, verified } = dueOf('verify', day, standardTerms); d = warningDays(day, due, verified); days.set(day, d); }
      clocks.push({ number, kind: 'verify', begun_on: day, ...d, running: run, done_on: null }); Object.assign(tips.at(-1), run ? { due_on: d.due_on, half_on: d.half_on, soon_on: d.soon_on } : { due_on: null, half_on: null, soon_on: null });
      events.push({ id: number, number, at: received.toISOString(), actor: 'zhao', kind: 'noted', said: '', from_state: null, to_state: null, sealed: null });
      stories.push({ number, sealed: 'yw1.abcdefabcdef.' + 'A'.repeat(800) });
    }
    for (const [t, rows] of [['tips', tips], ['tip_clocks', clocks], ['tip_events', events], ['tip_stories', stories]] as const)
      for (let j = 0; j < rows.length; j += 100) await tx.insertInto(t).values(rows.slice(j, j + 100)).execute();
  }
});
console.log('filled');
const b = await desk.signIn(zhao);
const bi = await desk.signIn(inv);
for (const [br, name] of [[b, 'supervisor'], [bi, 'investigator']] as const)
for (const path of ['/', '/tips', '/tips?page=1900', '/tips?state=VERIFYING', '/tips?state=VERIFYING&sort=due.asc', '/tips?tone=late&sort=due.asc', '/tips?tone=soon', '/tips?kind=unclear', '/tips?owner=me', '/tips?owner=me&tone=late&sort=due.asc', '/tips?owner=none&state=TRIAGE&from=2026-01-01', '/tips/requests']) {
  const ts: number[] = [];
  for (let i = 0; i < 4; i++) { const t = performance.now(); const s = await br.get(path); ts.push(performance.now() - t); if (s.status !== 200) console.log(s.text.slice(0, 200)); }
  ts.sort((x, y) => x - y);
  console.log(name, path, ts.map((x) => x.toFixed(0)).join(' '));
}
const t = performance.now(); await b.get('/keys'); console.log('keys', performance.now() - t);
const { tipFigures } = await import('/work/wt/tips-desk/src/services/tips/desk/figures.js');
const t2 = performance.now(); await tipFigures(desk.bot.store.read, { from: '2026-01-01', to: '2026-12-31' }); console.log('figures', performance.now() - t2);
const t3 = performance.now(); await desk.bot.assistant.sweep(); console.log('sweep', performance.now() - t3);
await desk.close();
