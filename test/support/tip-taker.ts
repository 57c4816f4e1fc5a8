// Run as a process of its own, to be killed: files tips into the folder given and prints each receipt once it was said.
import { systemClock } from '../../src/lib/clock.js';
import { createTestAssistant } from './test-assistant.js';

const [folder = '', tips = '50', lanes = '5'] = process.argv.slice(2);
const clock = { ...systemClock, pass: () => {} };
const test = await createTestAssistant({ folder, clock, rateLimit: { messages: 10_000, withinMs: 60_000 } });

let next = 0;
async function takeTips(): Promise<void> {
  while (next < Number(tips)) {
    const tip = next++;
    const from = { sender: `reporter-${tip}` };
    for (const text of [
      '我要举报',
      '跳过',
      `canary-${tip}-story`,
      '完成',
      '不清楚',
      '跳过',
      '跳过',
      '跳过',
      '跳过',
      `canary-${tip}-contact`,
    ]) {
      await test.say(text, from);
    }
    const reply = await test.say('提交', { ...from, id: `submit-${tip}` });
    const receipt = /受理码：([\d-]{24})$/.exec(reply.text)?.[1];
    process.stdout.write(`${tip} ${receipt}\n`);
  }
}

process.stdout.write('ready\n');
await Promise.all(Array.from({ length: Number(lanes) }, takeTips));
await test.close();
