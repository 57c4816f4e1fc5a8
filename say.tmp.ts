import { createTestAssistant } from './test/support/test-assistant.js';
import { shippedBenefits } from './test/support/benefits.js';
import { plainText } from './src/channels/render.js';
const home = process.argv[2] === '-' ? undefined : process.argv[2];
const t = await createTestAssistant({ benefits: shippedBenefits(home) });
for (const line of process.argv.slice(3)) { const s = line.startsWith('+') ? '甲' : `乙${line}`; const r = await t.say(line.replace(/^\+/, ''), { sender: s }); console.log('>>', line, `[${r.service} ${r.status}]`); console.log(plainText(r)); console.log(); }
await t.close();
