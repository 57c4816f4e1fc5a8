import { loadConfig } from '../app/config.js';
import { openRecords } from '../app/records.js';
import { chinaDay } from '../lib/clock.js';
import { allTips } from '../services/tips/records.js';

/** What can be read without a key: number, day, channel, state. */
export async function listTips({ config: file }: { readonly config: string | undefined }): Promise<number> {
  const { store } = await openRecords(loadConfig(file === undefined ? {} : { file }));
  try {
    const tips = await allTips(store.read);
    const lines = tips.map(({ number, receivedAt, channel, state, named }) =>
      [number, chinaDay(new Date(receivedAt)), channel, state, named ? '留有联系方式' : '未留联系方式'].join('  '),
    );
    process.stdout.write(`${lines.length > 0 ? lines.join('\n') : '还没有举报线索。收到后会列在这里。'}\n`);
    return 0;
  } finally {
    await store.close();
  }
}
