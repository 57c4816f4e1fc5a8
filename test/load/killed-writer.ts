// Run as a process of its own: takes the messages of the script, one after the other, prints what was acknowledged, and
// is killed by itself, as by a power cut, right before the write statement whose number is given.
import { writeSync } from 'node:fs';
import Database from 'libsql';
import { systemClock } from '../../src/lib/clock.js';
import { createTestAssistant } from '../support/test-assistant.js';
import { script } from './script.js';

const [folder = '', point = '0'] = process.argv.slice(2);
let writes = 0;
let counting = false;

interface Statement {
  run(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown;
}
const prototype = Database.prototype as unknown as { prepare(sql: string): Statement };
const prepare = prototype.prepare;
/** Counts inserts, updates, deletes and both ends of a transaction, whichever way the driver runs them. */
prototype.prepare = function (this: unknown, sql: string) {
  const statement = prepare.call(this, sql);
  if (!/^\s*(?:insert|update|delete|begin|commit)/i.test(sql)) return statement;
  for (const name of ['run', 'all'] as const) {
    const original = statement[name].bind(statement);
    statement[name] = (...values) => {
      if (counting && ++writes === Number(point)) process.kill(process.pid, 'SIGKILL');
      return original(...values);
    };
  }
  return statement;
};

const clock = { ...systemClock, pass: () => {} };
const test = await createTestAssistant({ folder, clock, rateLimit: { messages: 10_000, withinMs: 60_000 } });
await test.seal();
counting = true;
for (const message of script) {
  const { text } = await test.receive(message);
  writeSync(1, `${JSON.stringify({ id: message.id, text, writes })}\n`);
}
await test.close();
