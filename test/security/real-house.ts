import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { assemble, type House } from '../../src/app/assemble.js';
import { loadConfig } from '../../src/app/config.js';
import type { IncomingMessage, Reply } from '../../src/domain/message.js';
import { createLog } from '../../src/lib/log.js';

const shipped = join(import.meta.dirname, '../../knowledge');

/** Texts of no real place, by file name. */
export const texts: Readonly<Record<string, string>> = {
  'outpatient.md': `---
title: 样例省门诊办法
place: 样例省
---
# 样例省门诊办法

## 退休人员门诊限额
退休人员普通门诊年度限额为910元。

## 举报奖励
举报骗保查实的，按规定给予奖励，并为举报人保密。
`,
};

/** The bot as it is assembled for people, on a folder of its own, without channels. */
export interface RealHouse extends House {
  readonly data: string;
  readonly knowledge: string;
  /** What was logged, at the most talkative level. */
  logged(): string;
  say(text: string, from?: Partial<IncomingMessage>): Promise<Reply>;
  rows(table: string): Promise<Record<string, unknown>[]>;
  /** Rows of every table in which something lasts beside the record of an answer. */
  state(): Promise<Record<string, number>>;
  remove(): Promise<void>;
}

interface RealHouseOptions {
  /** Files of knowledge beside or instead of `texts`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly messagesPerMinute?: number;
  /** Where a chat model answers, up to `/v1`. */
  readonly chatModel?: string;
}

const lasting = ['tips', 'tip_stories', 'tip_identities', 'ratings', 'rating_cases', 'feedback', 'outbox'];

export async function openRealHouse({
  files = {},
  messagesPerMinute = 1_000,
  chatModel,
}: RealHouseOptions = {}): Promise<RealHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwen-house-'));
  const [data, knowledge] = [join(folder, 'data'), join(folder, 'knowledge')];
  mkdirSync(knowledge);
  for (const [name, text] of Object.entries({ ...texts, ...files })) writeFileSync(join(knowledge, name), text);
  for (const name of ['boundaries.yaml', 'places.yaml']) copyFileSync(join(shipped, name), join(knowledge, name));
  const config = loadConfig({
    environment: {
      YIWEN_DATA: data,
      YIWEN_KNOWLEDGE: knowledge,
      YIWEN_STAFF_PASSWORD: 'a-password-of-the-tests',
      ...(chatModel ? { YIWEN_CHAT_MODEL_URL: chatModel, YIWEN_CHAT_MODEL_MODEL: 'm' } : {}),
    },
    workingFolder: folder,
  });
  const lines: string[] = [];
  const house = await assemble({
    config,
    build: 'stale',
    messagesPerMinute,
    warn: (message) => lines.push(message),
    onCodeCreated: () => {},
    log: createLog({ level: 'debug', destination: { write: (line) => lines.push(line) } }),
  });
  const rows = async (table: string) =>
    (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(house.store.read)).rows;
  let sent = 0;
  return {
    ...house,
    data,
    knowledge,
    logged: () => lines.join('\n'),
    rows,
    say: (text, from = {}) => {
      const sender = from.sender ?? '甲';
      const fresh = { channel: 'test', chat: sender, id: `m${++sent}`, kind: 'text', sentAt: new Date() } as const;
      return house.assistant.receive({ ...fresh, ...from, sender, text });
    },
    state: async () =>
      Object.fromEntries(await Promise.all(lasting.map(async (table) => [table, (await rows(table)).length] as const))),
    async remove() {
      await house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const nothingLasts = Object.fromEntries(lasting.map((table) => [table, 0]));
