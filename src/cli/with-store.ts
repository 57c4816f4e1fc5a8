import { loadConfig } from '../app/config.js';
import { openRecords } from '../app/records.js';
import type { Store } from '../storage/store.js';

/** Opens the records for one command and closes them whatever comes of it. @returns 0; what `use` throws is thrown */
export async function withStore(
  { config: file }: { readonly config: string | undefined },
  use: (store: Store) => Promise<void>,
): Promise<number> {
  const { store } = await openRecords(loadConfig(file === undefined ? {} : { file }));
  try {
    await use(store);
    return 0;
  } finally {
    await store.close();
  }
}

export const sayLines = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
