import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/engines/index.js';
import { openLocalKey } from '../../src/storage/local-key.js';
import { createTestAssistant, type TestAssistant } from '../support/test-assistant.js';

/**
 * Two worlds on the same day: the same people ask the same questions at the same minutes, and the same eight tips are
 * told in the same order. What differs is who told which, and at what minute. If a thief who has the data folder and
 * the local key reads the same out of both, nothing in it ties a tip to a sender.
 */
const PEOPLE = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'];
const MOST_PIECES = 6;

interface World {
  /** Who tells the first tip, the second … */
  readonly tellers: readonly string[];
  /** Minutes of the morning at which each tip begins; ascending. */
  readonly minutes: readonly number[];
}

const worlds: readonly World[] = [
  { tellers: PEOPLE, minutes: [3, 33, 63, 93, 123, 153, 183, 213] },
  { tellers: ['戊', '甲', '辛', '丙', '庚', '乙', '己', '丁'], minutes: [13, 23, 53, 113, 143, 173, 193, 233] },
];

describe('the thief of a data folder with its local key', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  it('reads the same whoever of eight people told which of eight tips, and whenever on that day', async () => {
    const dumps: string[][] = [];
    for (const world of worlds) dumps.push(await stolen(await live(world)));
    expect(dumps[0]?.some((line) => line.startsWith('tips '))).toBe(true);
    expect(dumps[0]?.filter((line) => line.startsWith('inbox ')).length).toBeGreaterThan(50);
    expect(dumps[1]).toEqual(dumps[0]);
  }, 60_000);

  it('finds no word of any sender or minute in what belongs to a tip', async () => {
    const folder = await live(worlds[0] as World);
    const lines = await stolen(folder);
    const own = lines.filter((line) => /^(?:tips|tip_|audit.*reporter|inbox.*"confidential":1)/.test(line));
    expect(own.length).toBeGreaterThan(PEOPLE.length * 3);
    expect(
      own.filter((line) => /sender-|T0[0-9]:[0-9]{2}:[0-9]{2}/.test(line.replaceAll('T16:00:00.000Z', ''))),
    ).toEqual([]);
  }, 60_000);

  /** A morning: questions at full tens of minutes, tips in between; and then the sweep, as at any minute. */
  async function live({ tellers, minutes }: World): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'yiwen-world-'));
    folders.push(folder);
    const test = await createTestAssistant({ folder });
    let now = 0;
    const until = (minute: number) => {
      test.clock.pass(minute - now);
      now = minute;
    };
    for (let minute = 0; minute <= 240; minute++) {
      if (minute % 10 === 0) {
        until(minute);
        await test.say('门诊报多少', { sender: PEOPLE[(minute / 10) % PEOPLE.length] ?? '' });
      }
      const tip = minutes.indexOf(minute);
      if (tip >= 0) {
        until(minute);
        await tell(test, tellers[tip] ?? '', tip);
      }
    }
    until(300);
    await test.assistant.sweep();
    await test.close();
    return folder;
  }

  /** Tips of different length, one with a question in between, all looked at again by their tellers. */
  async function tell(test: TestAssistant, sender: string, tip: number): Promise<void> {
    const said = ['我要举报', '幸福药店', ...Array.from({ length: 1 + (tip % MOST_PIECES) }, (_, at) => `第${at}件`)];
    if (tip === 2) said.push('举报有奖吗', '先回答问题');
    for (const text of said) await test.say(text, { sender });
    const receipt = /受理码：([\d-]{24})/.exec((await test.say('提交', { sender })).text)?.[1] ?? '';
    for (const text of [receipt, '还有一件', '完成']) await test.say(text, { sender });
  }

  /** Every row of every table, with what is secret or of chance reduced to its length, in no order. */
  async function stolen(folder: string): Promise<string[]> {
    const copy = `${folder}-copy`;
    cpSync(folder, copy, { recursive: true });
    folders.push(copy);
    const key = openLocalKey(copy);
    const known = new Map(PEOPLE.map((name) => [key.fingerprint('sender', 'test', name), `sender-${name}`]));
    for (const name of PEOPLE) known.set(key.fingerprint('session', 'test', name, name), `session-${name}`);
    const store = await openStore({ folder: copy });
    const tables = (await store.read.introspection.getTables()).map(({ name }) => name);
    const lines: string[] = [];
    for (const table of tables.filter((name) => !/^(?:migrations|sealing_keys|key_)/.test(name))) {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(store.read);
      for (const row of rows) lines.push(`${table} ${JSON.stringify(row, (_, value) => reduced(value, known, key))}`);
    }
    await store.close();
    return lines.sort();
  }
});

function reduced(value: unknown, known: ReadonlyMap<string, string>, key: ReturnType<typeof openLocalKey>): unknown {
  if (typeof value !== 'string') return value;
  const named = known.get(value);
  if (named) return named;
  const opened = key.decrypt(value);
  if (opened !== undefined) return JSON.parse(opened, (_, inner) => reduced(inner, known, key));
  if (/^(?:[\w-]{22}|[\w-]{32}|[\w-]{43}|[0-9a-f]{64})$/.test(value)) return `chance ${value.length}`;
  if (value.startsWith('[') || value.startsWith('{')) {
    try {
      return JSON.parse(value, (_, inner) => reduced(inner, known, key));
    } catch {
      return value;
    }
  }
  return /^yw1\./.test(value) || value.length > 100 ? `closed ${value.length}` : value;
}
