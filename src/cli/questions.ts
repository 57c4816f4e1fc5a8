import { writeFile } from 'node:fs/promises';
import { type Config, loadConfig } from '../app/config.js';
import { openRecords } from '../app/records.js';
import { chinaDay } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { printable } from '../lib/printable.js';
import { type Cluster, cluster, findCluster } from '../services/questions/cluster.js';
import { stubOf } from '../services/questions/stub.js';
import { openQuestions, type Period } from '../services/questions/unanswered.js';
import { parseDay } from './day.js';

interface QuestionsCommand {
  readonly config: string | undefined;
}

const load = ({ config }: QuestionsCommand): Config => loadConfig(config === undefined ? {} : { file: config });

async function clustersIn(config: Config, period: Period): Promise<Cluster[]> {
  const { store } = await openRecords(config);
  try {
    return cluster(await openQuestions(store.read, period));
  } finally {
    await store.close();
  }
}

function parseLimit(text: string): number {
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit > 0) return limit;
  throw new YiwenError('usage.bad-limit', `--limit ${text} 看不懂`, '请写一个正整数，例如 20。');
}

function sayCluster({ id, representative, count, unsure, useless, lastSeen, wordings }: Cluster): string {
  const mix = [unsure > 0 ? `没答上 ${unsure}` : '', useless > 0 ? `没用 ${useless}` : ''].filter(Boolean).join('，');
  const others = wordings.length > 1 ? `，${wordings.length} 种说法` : '';
  const last = chinaDay(new Date(lastSeen));
  return `${id}  ${count} 次  ${representative.replace(/\s+/g, ' ')}（${mix}${others}，最近 ${last}）`;
}

export interface UnansweredCommand extends QuestionsCommand {
  readonly from?: string;
  readonly to?: string;
  readonly limit: string;
  readonly json?: boolean;
}

/** Clusters of what was not answered well, the most asked first. */
export async function listUnanswered(command: UnansweredCommand): Promise<number> {
  const { from, to, json = false } = command;
  const limit = parseLimit(command.limit);
  const period = { ...(from ? { from: parseDay(from) } : {}), ...(to ? { to: parseDay(to) } : {}) };
  const all = await clustersIn(load(command), period);
  const shown = all.slice(0, limit);
  if (json) {
    process.stdout.write(shown.map((one) => `${JSON.stringify(one)}\n`).join(''));
    return 0;
  }
  const rest = all.length > shown.length ? [`还有 ${all.length - shown.length} 类，用 --limit 多列一些。`] : [];
  const lines = all.length > 0 ? [...shown.map(sayCluster), ...rest] : ['没有没答好的提问。'];
  process.stdout.write(printable(`${lines.join('\n')}\n`));
  return 0;
}

export interface StubCommand extends QuestionsCommand {
  readonly named: string;
  readonly place: string;
  readonly out: string;
}

function checkedPlace(place: string): string {
  const plain = place.trim();
  if (/^[\p{L}\p{N}·]{1,60}$/u.test(plain)) return plain;
  throw new YiwenError('usage.bad-place', `地名 ${place} 看不懂`, '请写 全国，或像 浙江省、上海市 这样的地名。');
}

async function writeNew(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST')
      throw new YiwenError('questions.stub-exists', `文件 ${file} 已经有了`, '请换一个文件名，写过的内容不会覆盖。', {
        cause,
      });
    throw new YiwenError('questions.stub-unwritable', `文件 ${file} 写不了`, '请检查文件夹是否存在、能否写入。', {
      cause,
    });
  });
}

/** Writes a page to be filled in for a cluster; indexing leaves it out until it is. */
export async function writeStub(command: StubCommand): Promise<number> {
  const { named, out } = command;
  const place = checkedPlace(command.place);
  if (!out.endsWith('.md'))
    throw new YiwenError('usage.bad-file', `--out ${out} 不是 .md 文件`, '请写 .md 结尾的文件名。');
  const found = findCluster(await clustersIn(load(command), {}), named);
  if (!found)
    throw new YiwenError(
      'questions.no-cluster',
      `没有编号或说法为 ${named} 的提问`,
      '请用 npx yiwen questions unanswered 查看编号。',
    );
  await writeNew(out, stubOf(found, place));
  process.stdout.write(printable(`已写好 ${out}。补上内容、删去所有【待补】之前，它不会用来回答。\n`));
  return 0;
}
