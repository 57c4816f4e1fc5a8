import { chinaDay, chinaDayStart } from '../../lib/clock.js';
import { dropDays } from '../../storage/day-counts.js';
import type { Migration, Reader, Tx } from '../../storage/store.js';
import { tipCounts } from './counts.js';

/** Readable without a key. What the reporter typed stands in tables of its own, sealed. */
export type TipTables = {
  tips: {
    number: string;
    /** When the day began on which it came: the minute could tie it to a sender. */
    received_at: string;
    channel: string;
    state: string;
    version: number;
    /** 1 where the reporter left a name or a phone. */
    named: number;
    receipt_hash: string;
    /** What kind of act (条例第38、40、41条 …) and against whom, as codes; null until somebody says. */
    kind: string | null;
    target_kind: string | null;
    /** The public half of a key that only the receipt opens: staff's questions are sealed to it. */
    reporter_key: string | null;
  };
  tip_stories: { number: string; sealed: string };
  /** Who reported, apart from what. */
  tip_identities: { number: string; sealed: string };
  receipt_tries: { sender: string; at: string };
  /** What staff ask and what the reporter adds. Staff's words are sealed to the receipt, the reporter's to the story key. */
  tip_messages: { id: string; number: string; direction: 'staff' | 'reporter'; sealed: string; at: string };
};

/** Sealed text by part, each piece as it was typed. */
export interface SealedStory {
  readonly target: readonly string[];
  readonly story: readonly string[];
  readonly when: readonly string[];
  readonly where: readonly string[];
  readonly amount: readonly string[];
  readonly evidence: readonly string[];
}

export interface NewTip extends SealedStory {
  readonly channel: string;
  readonly contact: readonly string[];
  /** A code of `acts`. */
  readonly kind?: string;
  /** A code of `targetKindNames`. */
  readonly targetKind?: string;
  /** What its pictures and files are held under. */
  readonly draft?: string;
}

/** What a receipt brings about of which the tip keeps the public part. */
export interface ReceiptMarks {
  readonly hash: string;
  readonly publicKey: string;
}

export interface TipSummary {
  readonly number: string;
  readonly receivedAt: string;
  readonly channel: string;
  readonly state: string;
  readonly named: boolean;
}

export const tipMigrations: readonly Migration[] = [
  {
    name: 'tips/1-tips-stories-identities-tries',
    async up(schema) {
      await schema
        .createTable('tips')
        .addColumn('number', 'text', (column) => column.primaryKey())
        .addColumn('received_at', 'text', (column) => column.notNull())
        .addColumn('channel', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('named', 'integer', (column) => column.notNull())
        .addColumn('receipt_hash', 'text', (column) => column.notNull().unique())
        .execute();
      for (const table of ['tip_stories', 'tip_identities']) {
        await schema
          .createTable(table)
          .addColumn('number', 'text', (column) => column.primaryKey().references('tips.number'))
          .addColumn('sealed', 'text', (column) => column.notNull())
          .execute();
      }
      await schema
        .createTable('receipt_tries')
        .addColumn('sender', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .execute();
      await schema.createIndex('receipt_tries_sender').on('receipt_tries').columns(['sender', 'at']).execute();
    },
  },
  {
    name: 'tips/2-kinds-messages',
    async up(schema) {
      await schema.alterTable('tips').addColumn('kind', 'text').execute();
      await schema.alterTable('tips').addColumn('target_kind', 'text').execute();
      await schema.alterTable('tips').addColumn('reporter_key', 'text').execute();
      await schema
        .createTable('tip_messages')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('number', 'text', (column) => column.notNull().references('tips.number'))
        .addColumn('direction', 'text', (column) => column.notNull())
        .addColumn('sealed', 'text', (column) => column.notNull())
        .addColumn('at', 'text', (column) => column.notNull())
        .execute();
      await schema.createIndex('tip_messages_tip').on('tip_messages').columns(['number', 'at']).execute();
    },
  },
];

/** Files a tip under the next number of the day, `JB20260401-0001`. */
export async function fileTip(tx: Tx, tip: NewTip, receipt: ReceiptMarks, at: Date): Promise<string> {
  const db = tx.withTables<TipTables>();
  const number = await nextNumber(tx, `JB${chinaDay(at).replaceAll('-', '')}-`);
  const { channel, contact, target, story, when, where, amount, evidence } = tip;
  await db
    .insertInto('tips')
    .values({
      number,
      received_at: chinaDayStart(at).toISOString(),
      channel,
      state: 'RECEIVED',
      version: 1,
      named: contact.length > 0 ? 1 : 0,
      receipt_hash: receipt.hash,
      kind: tip.kind ?? null,
      target_kind: tip.targetKind ?? null,
      reporter_key: receipt.publicKey,
    })
    .execute();
  await dropDays(tx, tipCounts, [chinaDay(at)]);
  const sealed = JSON.stringify({ target, story, when, where, amount, evidence } satisfies SealedStory);
  await db.insertInto('tip_stories').values({ number, sealed }).execute();
  if (contact.length > 0) {
    await db
      .insertInto('tip_identities')
      .values({ number, sealed: JSON.stringify(contact) })
      .execute();
  }
  return number;
}

async function nextNumber(tx: Tx, prefix: string): Promise<string> {
  const last = await tx
    .withTables<TipTables>()
    .selectFrom('tips')
    .select('number')
    .where('number', 'like', `${prefix}%`)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const ordinal = Number(last?.number.slice(prefix.length) ?? 0) + 1;
  return prefix + String(ordinal).padStart(4, '0');
}

export async function tipByReceipt(read: Reader, receiptHash: string): Promise<TipSummary | undefined> {
  const row = await read
    .withTables<TipTables>()
    .selectFrom('tips')
    .selectAll()
    .where('receipt_hash', '=', receiptHash)
    .executeTakeFirst();
  return row && summaryOf(row);
}

/** Newest first. */
export async function allTips(read: Reader): Promise<TipSummary[]> {
  const rows = await read.withTables<TipTables>().selectFrom('tips').selectAll().orderBy('number', 'desc').execute();
  return rows.map(summaryOf);
}

function summaryOf(row: TipTables['tips']): TipSummary {
  const { number, channel, state } = row;
  return { number, channel, state, receivedAt: row.received_at, named: row.named === 1 };
}

/** How often a sender asked with a receipt since then. */
export async function triesSince(read: Reader, sender: string, since: Date): Promise<number> {
  const rows = await read
    .withTables<TipTables>()
    .selectFrom('receipt_tries')
    .select('at')
    .where('sender', '=', sender)
    .where('at', '>', since.toISOString())
    .execute();
  return rows.length;
}

export async function noteTry(tx: Tx, sender: string, at: Date): Promise<void> {
  await tx.withTables<TipTables>().insertInto('receipt_tries').values({ sender, at: at.toISOString() }).execute();
}

/** Who asked about a tip is nobody's business once the try no longer counts. */
export async function forgetTries(tx: Tx, before: Date): Promise<void> {
  await tx.withTables<TipTables>().deleteFrom('receipt_tries').where('at', '<=', before.toISOString()).execute();
}
