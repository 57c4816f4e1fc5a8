import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/storage/audit.js';
import { dataWithKnowledge, runCommand } from '../support/command.js';
import { createTestConsole, type TestConsole, type TestMember } from '../support/test-console.js';

let house: Awaited<ReturnType<typeof dataWithKnowledge>>;
let folder: string;
let auditor: TestMember;
const environment = () => ({ environment: { YIWEN_DATA: folder, YIWEN_LOG_LEVEL: 'silent' } });
const run = (words: readonly string[], input = '') => runCommand(words, { ...environment(), input });

/** The records as the command left them. */
async function looking<Result>(look: (desk: TestConsole) => Promise<Result>): Promise<Result> {
  const desk = await createTestConsole({ folder });
  try {
    return await look(desk);
  } finally {
    await desk.close();
  }
}
const lastAudit = () => looking(async ({ bot }) => (await bot.rows('audit')).at(-1));

beforeEach(async () => {
  house = await dataWithKnowledge();
  folder = house.data;
  await looking(async (desk) => {
    auditor = await desk.hire('sun', ['auditor']);
    await desk.hire('lin', ['clerk']);
    await desk.bot.say('门诊能报多少');
  });
}, 60_000);
afterEach(() => house.remove());

const order = (out: string, more: readonly string[] = []) => [
  ...['audit', 'export', '--from', '2026-01-01', '--to', '2026-12-31', '--reason', '报送年度审计', '--as', 'sun'],
  ...['--out', out, ...more],
];

describe('yiwen … export', () => {
  it('writes a file that only its owner can read, prints its hash, and leaves the same in the audit', async () => {
    const out = join(folder, 'out.csv');
    const { code, stdout, stderr } = await run(order(out), `${auditor.password}\n`);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining(auditor.password)]);
    const bytes = readFileSync(out);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(stdout).toContain(sha256);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const row = await lastAudit();
    expect(row).toMatchObject({ actor: 'staff:sun', action: 'export.written', subject: 'audit' });
    expect(JSON.parse(String(row?.detail))).toMatchObject({ sha256, reason: '报送年度审计', format: 'csv' });
  });

  it('takes the password from a file of the owner, and from none that others can read', async () => {
    const secret = join(folder, 'password');
    writeFileSync(secret, `${auditor.password}\n`, { mode: 0o644 });
    const out = join(folder, 'out.xlsx');
    const open = await run(order(out, ['--password-file', secret]));
    expect([open.code, open.stderr]).toEqual([1, expect.stringContaining('别人也能读')]);
    expect(existsSync(out)).toBe(false);
    chmodSync(secret, 0o600);
    expect((await run(order(out, ['--password-file', secret]))).code).toBe(0);
  });

  it('overwrites nothing and leaves nothing behind when it fails', async () => {
    const out = join(folder, 'out.csv');
    writeFileSync(out, 'mine');
    expect((await run(order(out), `${auditor.password}\n`)).stderr).toContain('不会覆盖');
    expect(readFileSync(out, 'utf8')).toBe('mine');
    const other = join(folder, 'other.csv');
    expect((await run(order(other), 'not the password\n')).stderr).toContain('登录名或口令不对');
    expect(existsSync(other)).toBe(false);
    expect(await lastAudit()).toMatchObject({ action: 'staff.sign-in-failed', subject: 'sun' });
  });

  it('refuses who may not, and says so in the audit', async () => {
    const words = order(join(folder, 'out.csv')).map((word) => (word === 'sun' ? 'lin' : word));
    const { code, stderr } = await run(words, 'lin keeps a long password\n');
    expect([code, stderr]).toEqual([1, expect.stringContaining('export.denied')]);
    expect(await lastAudit()).toMatchObject({ actor: 'staff:lin', action: 'export.denied' });
  });

  it('says which tables there are for a name that is none', async () => {
    const { code, stderr } = await run(
      order(join(folder, 'x.csv')).map((word) => (word === 'audit' ? 'nothing' : word)),
    );
    expect([code, stderr]).toEqual([1, expect.stringContaining('audit（审计留痕）')]);
    expect((await run(['exports'])).stdout).toContain('audit  审计留痕');
  });
});

describe('yiwen audit', () => {
  it('prints count and head of a whole chain, and fails for a changed row', async () => {
    const head = JSON.parse((await run(['audit', 'head'])).stdout);
    const whole = await run(['audit', 'verify']);
    expect([whole.code, whole.stdout]).toEqual([0, expect.stringContaining(head.head)]);
    await looking(({ bot }) =>
      bot.store.read.updateTable('audit').set({ actor: 'x' }).where('sequence', '=', 1).execute(),
    );
    const broken = await run(['audit', 'verify', '--json']);
    expect([broken.code, JSON.parse(broken.stdout)]).toEqual([1, { status: 'broken', sequence: 1, noted: 0 }]);
  });

  it('finds that the end was cut off by a head that was kept elsewhere', async () => {
    const kept = join(folder, 'kept.jsonl');
    writeFileSync(kept, (await run(['audit', 'head'])).stdout);
    expect((await run(['audit', 'verify', '--heads', kept])).code).toBe(0);
    await looking(async ({ bot }) => {
      const rows = await bot.count('audit');
      await bot.store.read.deleteFrom('audit').where('sequence', '=', rows).execute();
      expect((await verifyAudit(bot.store.read)).status).toBe('whole');
    });
    const cut = await run(['audit', 'verify', '--heads', kept]);
    expect([cut.code, cut.stdout]).toEqual([1, expect.stringContaining('截去')]);
  });
});

describe('yiwen staff', () => {
  it('makes, changes, resets and disables accounts in the name of who runs the machine', async () => {
    const invited = await run(['staff', 'invite', 'root', '--name', '管', '--roles', '系统管理']);
    expect([invited.code, invited.stdout]).toEqual([0, expect.stringMatching(/一次性口令：\S{10,}/)]);
    expect(await lastAudit()).toMatchObject({ actor: expect.stringMatching(/^cli:/), action: 'staff.invited' });
    expect((await run(['staff', 'roles', 'lin', 'rating-officer', 'analyst'])).stdout).toContain('评价专员、统计年报');
    expect((await run(['staff', 'reset', 'sun'])).stdout).toContain('一次性口令');
    expect((await run(['staff', 'disable', 'lin'])).code).toBe(0);
    const { stdout } = await run(['staff', 'list']);
    expect(stdout).toMatch(/lin {2}lin同志 {2}已停用/);
    expect(stdout).toMatch(/sun {2}sun同志 {2}未登录/);
  });

  it('keeps the last administrator, and roles apart that may not go together', async () => {
    await run(['staff', 'invite', 'root', '--name', '管', '--roles', 'system-administrator']);
    expect((await run(['staff', 'disable', 'root'])).stderr).toContain('最后一个系统管理员');
    expect((await run(['staff', 'roles', 'lin', 'clerk', 'auditor'])).stderr).toContain('不能由同一人兼任');
    expect((await run(['staff', 'roles', 'lin', 'boss'])).stderr).toContain('没有角色 boss');
  });
});

describe('yiwen report', () => {
  it('writes the report of a year for who may see it, and notes it in the audit', async () => {
    const out = join(folder, 'report.md');
    const words = ['report', '--year', '2026', '--out', out, '--as', 'sun'];
    const { code, stdout } = await run(words, `${auditor.password}\n`);
    const bytes = readFileSync(out);
    expect([code, stdout]).toEqual([0, expect.stringContaining(createHash('sha256').update(bytes).digest('hex'))]);
    expect(bytes.toString('utf8')).toMatch(/\| 工作人员登录（次） \| 1 \| 0 \|/);
    expect(await lastAudit()).toMatchObject({ actor: 'staff:sun', action: 'report.written', subject: '2026' });
    const denied = await run(
      words.map((word) => (word === 'sun' ? 'lin' : word === out ? join(folder, 'other.docx') : word)),
      'lin keeps a long password\n',
    );
    expect([denied.code, denied.stderr]).toEqual([1, expect.stringContaining('report.denied')]);
  });
});
