/** Prints speed and size of the bot beside their goals: npx tsx bench/system.ts (needs npm run build). */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machine, tableOf } from './figures.js';
import { measureAnswers } from './system-answers.js';
import { measureProcesses } from './system-processes.js';

const dataFolder = await mkdtemp(join(tmpdir(), 'yiwen-bench-'));
console.log(`# Speed and size\n\n${machine()}\n`);
const answers = await measureAnswers(dataFolder);
console.log(tableOf([...answers, ...(await measureProcesses(dataFolder))]));
await rm(dataFolder, { recursive: true });
