import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { YiwenError } from '../../lib/errors.js';
import { preparePrivateFolder } from '../../storage/data-folder.js';

const keyFile = z.object({
  version: z.literal(1),
  publicKey: z.string(),
  /** The private key in a secretbox whose key comes from the password. */
  wrapped: z.object({ salt: z.string(), nonce: z.string(), box: z.string(), passes: z.number(), memory: z.number() }),
  createdAt: z.string(),
  /** When the password was first seen to work; null as long as nobody has used it. */
  verifiedAt: z.string().nullable(),
});
export type KeyFile = z.infer<typeof keyFile>;

const NAME = 'tips-key.json';

/** The key file as it is, for `doctor`: whether there is one and whether its password was ever used. */
export function readKeyFile(folder: string): KeyFile | undefined {
  const path = join(folder, NAME);
  if (!existsSync(path)) return undefined;
  try {
    return keyFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new YiwenError('sealing.key-file-broken', `举报密钥文件损坏：${path}`, '请从备份恢复该文件，切勿删除', {
      cause,
    });
  }
}

/** @throws YiwenError `sealing.no-key`, `sealing.key-file-broken` */
export function requireKeyFile(folder: string): KeyFile {
  const file = readKeyFile(folder);
  if (file) return file;
  throw new YiwenError('sealing.no-key', '还没有举报密钥', '收到第一条举报时会自动生成，之后再用口令打开');
}

/** False if another process made one first: a key that something may be sealed to is never overwritten. */
export function placeKeyFile(folder: string, file: KeyFile): boolean {
  preparePrivateFolder(folder);
  const draft = writeDraft(folder, file);
  try {
    linkSync(draft, join(folder, NAME));
    return true;
  } catch (error) {
    if (existsSync(join(folder, NAME))) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Replaces the key file whole: a crash leaves the old one. */
export function writeKeyFile(folder: string, file: KeyFile): void {
  renameSync(writeDraft(folder, file), join(folder, NAME));
}

function writeDraft(folder: string, file: KeyFile): string {
  const draft = join(folder, `tips-key.${randomBytes(6).toString('hex')}`);
  writeFileSync(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true });
  return draft;
}
