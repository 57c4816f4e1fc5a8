// Run as a process of its own, one of many on the same folder: once told to, delivers one message again and again and
// prints each reply as a line of JSON. A `#` in the message is another number each time, in every process.
import { createInterface } from 'node:readline';
import { systemClock } from '../../src/lib/clock.js';
import { createTestAssistant } from './test-assistant.js';

const [folder = '', message = '{}', times = '1'] = process.argv.slice(2);
const clock = { ...systemClock, pass: () => {} };
const test = await createTestAssistant({ folder, clock, rateLimit: { messages: 1_000_000, withinMs: 60_000 } });
process.stdout.write('ready\n');
for await (const _ of createInterface({ input: process.stdin })) break;
const numbered = (at: number) => JSON.parse(message.replaceAll('#', `${process.pid}-${at}`));
const replies = await Promise.all(Array.from({ length: Number(times) }, (_, at) => test.receive(numbered(at))));
for (const reply of replies) process.stdout.write(`${JSON.stringify(reply)}\n`);
await test.close();
