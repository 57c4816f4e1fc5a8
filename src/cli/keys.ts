import { readFile, writeFile } from 'node:fs/promises';
import { loadConfig } from '../app/config.js';
import { openRecords } from '../app/records.js';
import { YiwenError } from '../lib/errors.js';
import { accountByLogin } from '../staff/account-tables.js';
import { purposesFor } from '../staff/key-roles.js';
import { appendAudit } from '../storage/audit.js';
import { exportRecovery, parseRecovery, recoverKeys } from '../storage/sealing/recovery.js';
import { purposeNames } from '../storage/sealing/sealed-text.js';
import type { Store } from '../storage/store.js';
import { askHidden } from './hidden-input.js';

interface KeysCommand {
  readonly config: string | undefined;
}

async function withStore(file: string | undefined, work: (store: Store) => Promise<void>): Promise<number> {
  const { store } = await openRecords(loadConfig(file === undefined ? {} : { file }));
  try {
    await work(store);
    return 0;
  } finally {
    await store.close();
  }
}

/** Writes the recovery file for a safe place away from this machine; nothing that stands there is overwritten. */
export function exportRecoveryFile({ config, out }: KeysCommand & { readonly out: string }): Promise<number> {
  return withStore(config, async (store) => {
    const at = new Date();
    const file = await exportRecovery(store.read, at);
    await writeFile(out, `${JSON.stringify(file, null, 2)}\n`, { flag: 'wx', mode: 0o600 }).catch((cause: unknown) => {
      throw new YiwenError('keys.cannot-write', `写不了 ${out}`, '换一个不存在的文件名，或检查权限', { cause });
    });
    const detail = { keys: file.grants.length };
    await store.transaction((tx) =>
      appendAudit(tx, { at, actor: 'terminal', action: 'keys.recovery-exported', subject: 'recovery', detail }),
    );
    process.stdout.write(
      `恢复文件写好了：${out}，${file.grants.length} 把密钥。请移到别处保管；更换密钥以后要重新导出。\n`,
    );
  });
}

/** Both office holders at the terminal: each types their half, and one member of staff gets the keys. */
export function recover({
  config,
  to,
  from,
}: KeysCommand & { readonly to: string; readonly from?: string }): Promise<number> {
  return withStore(config, async (store) => {
    const account = await accountByLogin(store.read, to);
    if (!account) throw new YiwenError('staff.unknown', `没有登录名是 ${to} 的账号`, '请核对登录名');
    const file = from === undefined ? undefined : parseRecovery(await readFile(from, 'utf8'));
    const halves = [await askHidden('第一位保管人的一半：'), await askHidden('第二位保管人的一半：')] as const;
    const purposes = purposesFor(account);
    const handed = await recoverKeys(store, {
      ...{ halves, to: account.id, purposes, at: new Date() },
      ...(file ? { file } : {}),
    });
    const names = handed.map((purpose) => purposeNames[purpose]).join('、');
    process.stdout.write(
      handed.length > 0
        ? `已交给 ${account.name}：${names}。会留痕。\n`
        : `${account.name} 的角色不能持有任何密钥，没有改动。\n`,
    );
  });
}
