import { randomId } from '../../src/lib/ids.js';
import type { CaseTables } from '../../src/services/tips/work/tables.js';
import { allKeys, holderById } from '../../src/storage/sealing/key-tables.js';
import { createHolder, type Keyring, openKeyring } from '../../src/storage/sealing/keyring.js';
import type { Purpose } from '../../src/storage/sealing/sealed-text.js';
import { TEST_COST, type TestAssistant } from './test-assistant.js';
import type { TestBrowser, TestConsole, TestMember } from './test-console.js';

export interface PutTip {
  readonly number?: string;
  readonly at?: Date;
  readonly target?: string;
  readonly story?: string;
  /** '' for an unnamed reporter. */
  readonly contact?: string;
  readonly kind?: string | null;
  readonly targetKind?: string | null;
  /** Whether staff can leave messages for the reporter. */
  readonly reachable?: boolean;
}

let tips = 0;

/** A tip as the intake files it, without its conversation. Returns its number and what the receipt opens. */
export async function putTip(bot: TestAssistant, tip: PutTip = {}): Promise<{ number: string; reporter: Keyring }> {
  const { target = '平安医院', story = '挂床二十张', contact = '李雷 13812345678', kind = 'sham-admission' } = tip;
  const { at = bot.clock.now(), targetKind = 'hospital', reachable = true } = tip;
  const day = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
  const number = tip.number ?? `JB${day}-${String(++tips).padStart(4, '0')}`;
  const seal = await bot.seal();
  const holder = await createHolder(`reporter-${number}`, 'receipt', TEST_COST);
  await bot.store.transaction(async (tx) => {
    const db = tx.withTables<CaseTables & { tips: { receipt_hash: string } }>();
    await db
      .insertInto('tips')
      .values({
        ...{ number, received_at: at.toISOString(), channel: 'test', state: 'RECEIVED', version: 1 },
        ...{ named: contact === '' ? 0 : 1, kind, target_kind: targetKind, receipt_hash: randomId() },
        ...{ reporter_key: reachable ? holder.publicKey : null, owner: null, filing: null, filed_on: null },
        ...{ told_on: null, outcome: null, concluded_on: null, case_value: null, recovered: null, reward: null },
        ...{ paid_on: null, original: null, closed_on: null, due_on: null, half_on: null, soon_on: null },
      })
      .execute();
    const sealed = JSON.stringify({ target: [seal('story', target)], story: [seal('story', story)], when: [] });
    await db.insertInto('tip_stories').values({ number, sealed }).execute();
    if (contact !== '')
      await db
        .insertInto('tip_identities')
        .values({ number, sealed: JSON.stringify([seal('identity', contact)]) })
        .execute();
    const { putHolder } = await import('../../src/storage/sealing/key-tables.js');
    await putHolder(tx, holder, at);
  });
  const reporter = await openKeyring(bot.store.read, holder.id, 'receipt');
  if (!reporter) throw new Error('the receipt opens nothing');
  return { number, reporter };
}

/** Hands a purpose's keys to a colleague, as the keys page does. */
export async function grantKeys(desk: TestConsole, from: TestMember, to: TestMember, purpose: Purpose): Promise<void> {
  const { store, clock } = desk.bot;
  const keyring = await openKeyring(store.read, from.id, from.password);
  const holder = await holderById(store.read, to.id);
  if (!keyring || !holder) throw new Error(`${from.login} cannot grant to ${to.login}`);
  await store.transaction(async (tx) => {
    for (const key of await allKeys(tx))
      if (key.purpose === purpose) await keyring.grant(tx, key, holder, from.id, clock.now());
  });
}

export interface TipCrew {
  readonly members: Readonly<Record<CrewName, TestMember>>;
  readonly browsers: Readonly<Record<CrewName, TestBrowser>>;
  browser(name: CrewName): TestBrowser;
}

const CREW = {
  intake: ['intake'],
  investigator: ['investigator'],
  other: ['investigator'],
  officer1: ['reward-officer'],
  officer2: ['reward-officer'],
  supervisor2: ['supervisor'],
  auditor: ['auditor'],
  admin: ['system-administrator'],
} as const;
export type CrewName = keyof typeof CREW | 'supervisor' | 'custodian';

/** Everybody who has to do with tips, with their keys, signed in: the keys are founded with zhao and qian. */
export async function hireCrew(desk: TestConsole): Promise<TipCrew> {
  const { zhao, qian } = await desk.found();
  const members: Record<string, TestMember> = { supervisor: zhao, custodian: qian };
  for (const [name, roles] of Object.entries(CREW)) members[name] = await desk.hire(name, roles);
  for (const name of ['intake', 'investigator', 'other', 'supervisor2'])
    if (members[name]) await grantKeys(desk, zhao, members[name], 'story');
  const browsers: Record<string, TestBrowser> = {};
  for (const [name, member] of Object.entries(members)) browsers[name] = await desk.signIn(member);
  return {
    members: members as TipCrew['members'],
    browsers: browsers as TipCrew['browsers'],
    browser: (name) => (browsers as TipCrew['browsers'])[name],
  };
}

/** Sends a form of a tip's page, with the version that the tip has now. */
export async function send(
  desk: TestConsole,
  browser: TestBrowser,
  number: string,
  path: string,
  fields: Readonly<Record<string, string>> = {},
) {
  const tip = (await desk.bot.rows('tips')).find((row) => row.number === number);
  return browser.post(`/tips/${number}/${path}`, { version: String(tip?.version ?? 0), ...fields });
}

export async function stateOf(desk: TestConsole, number: string): Promise<string> {
  const tip = (await desk.bot.rows('tips')).find((row) => row.number === number);
  return String(tip?.state);
}
