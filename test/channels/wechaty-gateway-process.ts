// A gateway as a bureau would run one, in a process of its own: a mocked WeChat behind the real gRPC server.
// Lines of JSON: {from, text} in makes that citizen speak; {to, text} out is what the bot said.
import { createInterface } from 'node:readline';
import { PuppetServer } from 'wechaty-puppet-service';
import { mockWechat } from './wechaty-mock.js';

const [endpoint = '', token = ''] = process.argv.slice(2);
const wechat = mockWechat();
const write = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
let count = 0;

wechat.onSaid(write);
const server = new PuppetServer({ endpoint, token, tls: { disable: true }, puppet: wechat.puppet });
await server.start();
write({ ready: true });

for await (const line of createInterface({ input: process.stdin })) {
  const { from, text } = JSON.parse(line);
  wechat.contact(from);
  wechat.receive({ id: `remote-${++count}`, talkerId: from, text });
}
process.exit(0);
