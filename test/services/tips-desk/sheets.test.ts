import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestConsole, type TestConsole } from '../../support/test-console.js';
import { grantKeys, hireCrew, putTip, send, type TipCrew } from '../../support/tip-cases.js';

let desk: TestConsole;
let crew: TipCrew;
beforeEach(async () => {
  desk = await createTestConsole();
  crew = await hireCrew(desk);
});
afterEach(() => desk.close());

const write = (who: keyof TipCrew['browsers'], sheet: string) =>
  crew
    .browser(who)
    .post('/exports/write', { sheet, from: '2026-01-01', to: '2026-12-31', format: 'csv', reason: '报送季度统计' });

describe('the sheet of tips', () => {
  it('masks what a reporter typed, holds no reporter, and gives an investigator their own only', async () => {
    const mine = await putTip(desk.bot, { story: '=cmd()让 13812345678 的人挂床', contact: '李雷' });
    const other = await putTip(desk.bot, { target: '康复药店' });
    await send(desk, crew.browser('supervisor'), mine.number, 'assign', { to: crew.members.investigator.id });
    const all = (await write('supervisor', 'tips')).body;
    expect(all).toContain(mine.number);
    expect(all).toContain(other.number);
    expect(all).toContain('挂床、分解住院');
    expect(all).toMatch(/第38条/);
    for (const hidden of ['13812345678', '李雷', '"=cmd']) expect(all).not.toContain(hidden);
    const own = (await write('investigator', 'tips')).body;
    expect([own.includes(mine.number), own.includes(other.number)]).toEqual([true, false]);
    await send(desk, crew.browser('supervisor'), mine.number, 'conflict', {
      ...{ staff: crew.members.investigator.id, reason: '与被举报人同住' },
    });
    expect((await write('investigator', 'tips')).body).not.toContain(mine.number);
    for (const who of ['intake', 'custodian', 'auditor', 'admin', 'officer1'] as const)
      expect((await write(who, 'tips')).body).not.toContain(mine.number);
  });
});

describe('the sheet of identities', () => {
  it('takes a custodian who asked and a supervisor who agreed, for 24 hours', async () => {
    const { number } = await putTip(desk.bot);
    expect((await write('custodian', 'tips-identity')).text).toContain('要先经另一人批准');
    await crew.browser('custodian').post('/tips/requests/export', { reason: '发放奖励前核对身份' });
    const [request] = await desk.bot.rows('approvals');
    const decision = { kind: 'tips.identity-export', id: String(request?.id), decision: 'grant', note: '同意' };
    expect((await crew.browser('custodian').post('/tips/requests/decide', decision)).text).toContain('不归您审批');
    await crew.browser('supervisor').post('/tips/requests/decide', decision);
    const written = (await write('custodian', 'tips-identity')).body;
    expect(written).toContain(number);
    expect(written).toContain('李雷');
    expect((await write('supervisor', 'tips-identity')).body).not.toContain('李雷');
    desk.bot.clock.pass(24 * 60 + 1);
    const again = await desk.signIn(crew.members.custodian);
    const order = { sheet: 'tips-identity', from: '2026-01-01', to: '2026-12-31', format: 'csv', reason: '再导一次' };
    expect((await again.post('/exports/write', order)).text).toContain('要先经另一人批准');
  });
});

describe('the keys page', () => {
  it('changes the key for a leaver, seals anew and destroys, and the old tips still open', async () => {
    const { number } = await putTip(desk.bot);
    await crew.browser('supervisor').get('/keys');
    const left = await crew.browser('supervisor').post('/keys/dismiss', { from: crew.members.other.id });
    expect(left.text).toContain('「举报内容」已收回并更换');
    expect((await send(desk, crew.browser('intake'), number, 'open')).text).toContain('挂床二十张');
    expect((await crew.browser('supervisor').post('/keys/reseal', { purpose: 'story' })).text).toContain(
      '旧密钥满24小时后可以销毁',
    );
    const keys = await desk.bot.rows('sealing_keys');
    const old = keys.filter(({ purpose, state }) => purpose === 'story' && state === 'retired');
    expect((await crew.browser('supervisor').post('/keys/destroy', { key: String(old[0]?.id) })).text).toContain(
      '还不能销毁',
    );
    desk.bot.clock.pass(24 * 60 + 1);
    const again = await desk.signIn(crew.members.supervisor);
    for (const { id } of old)
      expect((await again.post('/keys/destroy', { key: String(id) })).text).toContain('旧密钥已销毁');
    const intake = await desk.signIn(crew.members.intake);
    expect((await send(desk, intake, number, 'open')).text).toContain('挂床二十张');
  });

  it('takes a key from who loses the role for it', async () => {
    await grantKeys(desk, crew.members.custodian, crew.members.custodian, 'identity');
    const staff = (await desk.bot.rows('staff')).find(({ login }) => login === 'other');
    const fields = { version: String(staff?.version), name: '其他', roles: 'rating-officer' };
    await crew.browser('admin').post(`/staff/${staff?.id}/roles`, fields);
    const grants = (await desk.bot.rows('key_grants')).filter(({ holder }) => holder === staff?.id);
    expect(grants).toEqual([]);
  });
});
