import { YiwenError } from '../lib/errors.js';

/** Loads a heavy package at its first use, with a helpful failure. */
export async function loadVendor<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new YiwenError(
      'ingestion.package-missing',
      `读取这种文件需要的组件 ${name} 没有装好`,
      '请在程序所在文件夹重新运行 npm install，再建立索引。',
      { cause },
    );
  }
}
