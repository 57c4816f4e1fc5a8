import { join } from 'node:path';
import { type Config, loadConfig } from '../app/config.js';
import { openRecords } from '../app/records.js';
import { systemClock } from '../lib/clock.js';
import { YiwenError } from '../lib/errors.js';
import { changePassword, openKeyring } from '../services/tips/sealing.js';
import { listTips as allTips, type OpenedTip, openTip } from '../services/tips/staff.js';
import { askHidden } from './hidden-input.js';
import { staffName } from './staff-name.js';

interface TipsCommand {
  readonly config: string | undefined;
}

const load = ({ config }: TipsCommand): Config => loadConfig(config === undefined ? {} : { file: config });
const keysOf = (config: Config) => join(config.dataFolder, 'keys');

/** The configured staff password, or one that is asked for. */
async function passwordFor(config: Config): Promise<string> {
  return config.secrets.staffPassword?.reveal() ?? askHidden('工作口令：');
}

/** What can be read without a key: number, time, channel, state. */
export async function listTips(command: TipsCommand): Promise<number> {
  const { store } = await openRecords(load(command));
  try {
    const tips = await allTips(store);
    const lines = tips.map(({ number, receivedAt, channel, state, named }) =>
      [number, receivedAt, channel, state, named ? '留有联系方式' : '未留联系方式'].join('  '),
    );
    process.stdout.write(`${lines.length > 0 ? lines.join('\n') : '还没有举报线索。收到后会列在这里。'}\n`);
    return 0;
  } finally {
    await store.close();
  }
}

function showParts(tip: OpenedTip): string {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['被举报对象', tip.target],
    ['情况', tip.story],
    ['时间地点', tip.when],
    ['联系方式', tip.contact],
  ];
  const lines = parts.map(([title, pieces]) => `【${title}】${pieces.length > 0 ? pieces.join('\n') : '未提供'}`);
  return [`编号 ${tip.number}  ${tip.receivedAt}  ${tip.state}`, ...lines].join('\n');
}

/** Opens one tip with the staff password. The opening stands in the audit before a word is shown. */
export async function showTip(command: TipsCommand & { readonly number: string }): Promise<number> {
  const config = load(command);
  const keyring = await openKeyring(keysOf(config), await passwordFor(config));
  const { store } = await openRecords(config);
  try {
    const actor = staffName();
    const tip = await openTip(store, command.number, { keyring, actor, at: systemClock.now() });
    process.stdout.write(`${showParts(tip)}\n`);
    return 0;
  } finally {
    await store.close();
  }
}

/** Wraps the private key with another password. */
export async function changeTipsPassword(command: TipsCommand): Promise<number> {
  const config = load(command);
  const old = await askHidden('现在的口令：');
  const next = await askHidden('新口令（8个字符以上）：');
  if ((await askHidden('再输入一次新口令：')) !== next)
    throw new YiwenError('tips.password-differs', '两次输入的新口令不一样', '请重新运行，仔细输入两次。');
  await changePassword(keysOf(config), old, next);
  process.stdout.write('口令已更换。旧口令不再有效；请同步更新 YIWEN_STAFF_PASSWORD（如有设置）。\n');
  return 0;
}
