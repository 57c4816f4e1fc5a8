/** Speed and size of the bot beside their goals: npx tsx bench/system.ts (needs npm run build). */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableOf } from './figures.js';
import { keepReport } from './results.js';
import { measureAnswers } from './system-answers.js';
import { measureProcesses } from './system-processes.js';

const dataFolder = await mkdtemp(join(tmpdir(), 'yiwen-bench-'));
const answers = await measureAnswers(dataFolder);
const figures = [...answers, ...(await measureProcesses(dataFolder))];
await rm(dataFolder, { recursive: true });
keepReport({ name: 'system', title: 'Speed and size', raw: { figures }, text: tableOf(figures) });
