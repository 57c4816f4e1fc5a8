// Run as a process of its own, to be killed: files tips into the folder given, leaves others half told, and says which
// receipts were shown. Every word carries a canary that must not be found anywhere but in ciphertext.
import { systemClock } from '../../src/lib/clock.js';
import { pngWithCanaries } from './pictures.js';
import { createTestAssistant } from './test-assistant.js';

const [folder = '', whole = '50', half = '10', lanes = '8'] = process.argv.slice(2);
const clock = { ...systemClock, pass: () => {} };
const test = await createTestAssistant({ folder, clock, rateLimit: { messages: 1_000_000, withinMs: 60_000 } });

const canary = (tip: number, part: string) => `CANARY-${tip}-${part}`;

async function tell(tip: number): Promise<void> {
  const from = { sender: canary(tip, 'sender') };
  await test.say(`我要举报${canary(tip, 'trigger')}药店`, from);
  await test.say(canary(tip, 'target'), from);
  await test.say(canary(tip, 'story'), from);
  await test.say(`${canary(tip, 'question')}怎么办？`, from);
  await test.say('写进举报', from);
  const file = { name: canary(tip, 'file'), read: async () => pngWithCanaries() };
  await test.receive({ ...from, kind: 'image', attachments: [file] });
  for (const text of ['完成', '1', '1']) await test.say(text, from);
  for (const part of ['when', 'where', 'amount', 'evidence', 'contact']) await test.say(canary(tip, part), from);
}

async function file(tip: number): Promise<void> {
  await tell(tip);
  const from = { sender: canary(tip, 'sender') };
  const reply = await test.say('提交', { ...from, id: `submit-${tip}` });
  const receipt = /受理码：([\d-]{24})$/.exec(reply.text)?.[1] ?? '';
  process.stdout.write(`${tip} ${receipt}\n`);
  for (const text of [receipt, canary(tip, 'added')]) await test.say(text, from);
}

let next = 0;
async function work(): Promise<void> {
  while (next < Number(whole) + Number(half)) {
    const tip = next++;
    // One in so many stays half told, spread over the run.
    await (tip % Math.ceil((Number(whole) + Number(half)) / Number(half)) === 1 ? tell(tip) : file(tip));
  }
}

process.stdout.write('ready\n');
await Promise.all(Array.from({ length: Number(lanes) }, work));
process.stdout.write('told\n');
// To be killed here at the latest: nothing is closed, nothing tidied.
setInterval(() => {}, 1_000);
