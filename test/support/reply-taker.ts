// Run as a process of its own, to be killed: a member of staff answers a resident again and again; what was acknowledged
// is printed. Each reply is sent twice, as a browser does after a broken connection.
import { systemClock } from '../../src/lib/clock.js';
import type { HandoffSettings } from '../../src/services/handoff/handoff.js';
import { createTestConsole } from './test-console.js';

const [folder = '', replies = '40'] = process.argv.slice(2);
const clock = { ...systemClock, pass: () => {} };
const handoff: HandoffSettings = {
  hours: [{ days: '每天', from: '00:00', to: '23:59' }],
  ...{ waitMinutes: 60, silenceMinutes: 60, quickTexts: [] },
};
const desk = await createTestConsole({ folder, clock, handoff, rateLimit: { messages: 10_000, withinMs: 60_000 } });
const zhao = await desk.signIn((await desk.found()).zhao);
await desk.bot.say('转人工');
const number = String((await desk.bot.rows('handoffs'))[0]?.number);
await zhao.get('/handoffs');
await zhao.post(`/handoffs/${number}/take`);
process.stdout.write('ready\n');
for (let reply = 0; reply < Number(replies); reply++) {
  const fields = { once: `reply-number-${reply}`, words: `canary-${reply}-reply` };
  for (let time = 0; time < 2; time++) {
    const shown = await zhao.post(`/handoffs/${number}/reply`, fields);
    if (shown.status === 200) process.stdout.write(`${reply}\n`);
  }
}
await desk.close();
