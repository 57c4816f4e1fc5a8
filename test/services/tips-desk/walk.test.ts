import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestConsole, type TestConsole } from '../../support/test-console.js';
import { type CrewName, hireCrew, putTip, send, stateOf, type TipCrew } from '../../support/tip-cases.js';

let desk: TestConsole;
let crew: TipCrew;
beforeEach(async () => {
  desk = await createTestConsole();
  crew = await hireCrew(desk);
});
afterEach(() => desk.close());

const act = (who: CrewName, number: string, path: string, fields = {}) =>
  send(desk, crew.browser(who), number, path, fields);
const move = (who: CrewName, number: string, to: string, fields = {}) => act(who, number, 'move', { to, ...fields });
const idOf = (who: CrewName) => crew.members[who].id;

async function upTo(number: string, state: string): Promise<void> {
  const steps: (readonly [string, () => Promise<{ text: string }>])[] = [
    ['TRIAGE', () => move('intake', number, 'TRIAGE')],
    ['assigned', () => act('supervisor', number, 'assign', { to: idOf('investigator') })],
    ['VERIFYING', () => move('intake', number, 'VERIFYING')],
    ['FILED', () => move('supervisor', number, 'FILED', { note: '核对住院清单，与举报一致' })],
    ['REPORTER_TOLD', () => move('investigator', number, 'REPORTER_TOLD', { 'told-by': 'receipt' })],
    ['INVESTIGATING', () => move('investigator', number, 'INVESTIGATING')],
    [
      'CONCLUDED',
      () =>
        move('supervisor', number, 'CONCLUDED', {
          ...{ outcome: 'true', 'case-value': '123456.78', recovered: '100000', note: '违法事实清楚' },
        }),
    ],
    ['REWARD_REVIEW', () => move('investigator', number, 'REWARD_REVIEW')],
  ];
  for (const [name, step] of steps) {
    const { text } = await step();
    if (name !== 'assigned' && (await stateOf(desk, number)) !== name) throw new Error(`${name}: ${text}`);
    if (name === state) return;
  }
}

describe('a tip from the chat to the reward', () => {
  it('goes through the hands that the matrix names, and each step stands in the audit', async () => {
    const { number, reporter } = await putTip(desk.bot);
    expect((await crew.browser('intake').get('/tips')).text).toContain(number);
    const opened = await act('intake', number, 'open');
    expect(opened.text).toContain('挂床二十张');
    expect(opened.text).not.toContain('李雷');
    await upTo(number, 'REWARD_REVIEW');
    await act('supervisor', number, 'reward/propose', {
      amount: '3703.70',
      summary: '某医院挂床住院，已追回全部金额。',
    });
    expect((await move('officer1', number, 'NOTIFIED')).text).toContain('没有办成');
    await act('officer1', number, 'reward/vote');
    expect((await act('officer1', number, 'reward/vote')).text).toContain('您已经同意过');
    expect((await move('officer1', number, 'NOTIFIED')).text).toContain('没有办成');
    await act('officer2', number, 'reward/vote');
    expect((await move('officer1', number, 'NOTIFIED')).text).toContain('已转为「已通知领奖」');
    expect((await move('officer1', number, 'PAID')).text).toContain('没有办成');
    await act('officer1', number, 'reward/payee', { name: '李雷', account: '样例银行 6222000011112222' });
    expect((await act('officer2', number, 'reward/open')).text).toContain('6222000011112222');
    await move('officer1', number, 'PAID');
    await move('officer1', number, 'CLOSED');
    expect(await stateOf(desk, number)).toBe('CLOSED');
    const [tip] = await desk.bot.rows('tips');
    expect(tip).toMatchObject({ case_value: 12_345_678, recovered: 10_000_000, reward: 370_370, outcome: 'true' });
    expect(await desk.bot.count('tip_copies')).toBe(0);
    const messages = await desk.bot.rows('tip_messages');
    expect(messages.map(({ sealed }) => reporter.openOwn(String(sealed)))).toEqual([
      '您的举报经核查，决定立案。',
      '您的举报符合奖励条件。请在2026年6月1日前凭本人有效身份证明到窗口领取，逾期视为放弃。',
    ]);
    const audited = (await desk.bot.rows('audit')).filter(({ action }) => action === 'tips.moved');
    expect(audited.map(({ detail }) => JSON.parse(String(detail)).to)).toEqual([
      ...['TRIAGE', 'VERIFYING', 'FILED', 'REPORTER_TOLD', 'INVESTIGATING', 'CONCLUDED', 'REWARD_REVIEW'],
      ...['NOTIFIED', 'PAID', 'CLOSED'],
    ]);
  });

  it('leaves nothing readable of what staff wrote', async () => {
    const { number } = await putTip(desk.bot);
    await upTo(number, 'FILED');
    const { bytesOf, asBytes } = await import('../../support/disk.js');
    const bytes = bytesOf(desk.bot.folder);
    for (const words of ['挂床二十张', '李雷', '核对住院清单', '平安医院']) expect(bytes).not.toContain(asBytes(words));
  });
});

describe('a form of an older state', () => {
  it('changes nothing, whatever it asks for', async () => {
    const { number } = await putTip(desk.bot);
    await move('intake', number, 'TRIAGE');
    const stale = { version: '1', to: 'TRANSFERRED', authority: '市公安局', note: '属于公安机关' };
    const said = await crew.browser('intake').post(`/tips/${number}/move`, stale);
    expect([said.status, said.text]).toEqual([409, expect.stringContaining('刚被别人改过')]);
    expect(await stateOf(desk, number)).toBe('TRIAGE');
    for (const [who, path, fields] of [
      ['supervisor', 'assign', { to: idOf('investigator') }],
      ['intake', 'classify', { kind: 'unclear', 'target-kind': '' }],
    ] as const)
      expect((await crew.browser(who).post(`/tips/${number}/${path}`, { ...fields, version: '1' })).text).toContain(
        '刚被别人改过',
      );
  });

  it('is one of two sent at once', async () => {
    const { number } = await putTip(desk.bot);
    const sent = await Promise.all([
      crew.browser('intake').post(`/tips/${number}/move`, { version: '1', to: 'TRIAGE' }),
      crew.browser('supervisor').post(`/tips/${number}/move`, { version: '1', to: 'TRIAGE' }),
    ]);
    expect(sent.filter(({ text }) => text.includes('没有办成'))).toHaveLength(1);
    expect((await desk.bot.rows('tip_events')).filter(({ kind }) => kind === 'moved')).toHaveLength(1);
  });
});

describe('who verified', () => {
  it('does not decide on filing, also after it was given to somebody else', async () => {
    const { number } = await putTip(desk.bot);
    await move('intake', number, 'TRIAGE');
    await act('supervisor2', number, 'assign', { to: idOf('supervisor') });
    await move('intake', number, 'VERIFYING');
    const filing = { note: '自己核查，自己立案' };
    expect((await move('supervisor', number, 'FILED', filing)).text).toContain('您不能把它转为');
    await act('supervisor2', number, 'assign', { to: idOf('investigator') });
    expect((await move('supervisor', number, 'FILED', filing)).text).toContain('您不能把它转为');
    await move('supervisor2', number, 'FILED', filing);
    expect(await stateOf(desk, number)).toBe('FILED');
  });
});

describe('the identity of a reporter', () => {
  const ask = async (number: string) => {
    await act('investigator', number, 'identity/request', { reason: '需要当面核实住院时间' });
    const [request] = (await desk.bot.rows('approvals')).filter(({ state }) => state === 'waiting');
    return { kind: 'tips.identity', id: String(request?.id), decision: 'grant', note: '同意' };
  };

  it('is seen by the one who asked, for 24 hours, and then is gone', async () => {
    const { number } = await putTip(desk.bot);
    await upTo(number, 'VERIFYING');
    expect((await act('investigator', number, 'identity/open')).text).toContain('还没有批准');
    expect((await act('other', number, 'identity/request', { reason: '我也想看看' })).text).toContain('只有承办人');
    const decision = await ask(number);
    expect((await crew.browser('supervisor').post('/tips/requests/decide', decision)).status).toBe(403);
    const granted = await crew.browser('custodian').post('/tips/requests/decide', decision);
    expect(granted.text).toContain('已批准');
    expect(granted.text).not.toContain('李雷');
    expect((await act('investigator', number, 'identity/open')).text).toContain('李雷 13812345678');
    for (const who of ['other', 'supervisor', 'intake', 'auditor', 'officer1', 'admin'] as const)
      expect((await act(who, number, 'identity/open', { reason: '想看看是谁' })).text).not.toContain('李雷');
    const opened = (await desk.bot.rows('audit')).filter(({ action }) => action === 'tips.identity-opened');
    expect(opened.map(({ actor }) => actor)).toEqual(['staff:investigator']);
    desk.bot.clock.pass(24 * 60 + 1);
    const again = await desk.signIn(crew.members.investigator);
    expect((await again.post(`/tips/${number}/identity/open`)).text).toContain('还没有批准，或24小时已过');
    expect(await desk.bot.count('tip_copies')).toBe(1);
    await desk.bot.assistant.sweep();
    expect(await desk.bot.count('tip_copies')).toBe(0);
  });

  it('is not opened for who no longer works on the tip', async () => {
    const { number } = await putTip(desk.bot);
    await upTo(number, 'VERIFYING');
    const decision = await ask(number);
    await act('supervisor', number, 'assign', { to: idOf('other') });
    expect((await crew.browser('custodian').post('/tips/requests/decide', decision)).text).toContain(
      '已不是这条举报的承办人',
    );
    expect(await desk.bot.count('tip_copies')).toBe(0);
  });

  it('is taken from who had it when the tip goes to somebody else', async () => {
    const { number } = await putTip(desk.bot);
    await upTo(number, 'VERIFYING');
    await crew.browser('custodian').post('/tips/requests/decide', await ask(number));
    expect(await desk.bot.count('tip_copies')).toBe(1);
    await act('supervisor', number, 'assign', { to: idOf('other') });
    expect(await desk.bot.count('tip_copies')).toBe(0);
    expect((await act('investigator', number, 'identity/open')).text).toContain('您不是这条举报的承办人');
  });

  it('is opened by the custodian with a reason, which stands in the audit', async () => {
    const { number } = await putTip(desk.bot);
    expect((await act('custodian', number, 'identity/open')).text).toContain('还没有写查看的理由');
    expect((await act('custodian', number, 'identity/open', { reason: '电话告知立案' })).text).toContain('李雷');
    expect(await desk.bot.rows('audit')).toContainEqual(
      expect.objectContaining({ actor: 'staff:qian', action: 'tips.identity-opened', subject: number }),
    );
  });
});

describe('a conflict of interest', () => {
  it('hides a tip from who declared it, and takes it from them', async () => {
    const { number } = await putTip(desk.bot);
    await upTo(number, 'VERIFYING');
    const left = await act('investigator', number, 'conflict', { reason: '院长是我亲戚' });
    expect(left.text).toContain('已申报回避');
    expect(left.text).not.toContain(number);
    for (const path of ['', '/open', '/note'])
      expect(
        (path === ''
          ? await crew.browser('investigator').get(`/tips/${number}`)
          : await act('investigator', number, path.slice(1), { note: '备注' })
        ).status,
      ).toBe(403);
    const back = await act('supervisor', number, 'assign', { to: idOf('investigator') });
    expect(back.text).toContain('要回避');
    expect((await desk.bot.rows('tips'))[0]).toMatchObject({ owner: null });
  });

  it('is found by the institutions that somebody is tied to, before a word is shown', async () => {
    const { number } = await putTip(desk.bot, { target: '样例市平安医院，住院部' });
    await crew.browser('intake').post('/tips/ties', { name: '平安医院' });
    await crew.browser('investigator').post('/tips/ties', { name: '平安 医院' });
    const refused = await act('intake', number, 'open');
    expect([refused.status, refused.text.includes('挂床')]).toEqual([403, false]);
    expect((await crew.browser('intake').get('/tips')).text).not.toContain(number);
    const assigned = await act('supervisor', number, 'assign', { to: idOf('investigator') });
    expect(assigned.text).toContain('要回避');
    await act('supervisor', number, 'conflict/lift', { staff: idOf('intake'), reason: '只是同名的另一家医院' });
    expect((await crew.browser('intake').get('/tips')).text).toContain(number);
  });

  it('of another is declared by a supervisor only', async () => {
    const { number } = await putTip(desk.bot);
    const fields = { staff: idOf('investigator'), reason: '与被举报人同住' };
    expect((await act('intake', number, 'conflict', fields)).status).toBe(403);
    expect((await act('supervisor', number, 'conflict', fields)).text).toContain('对方不会再看到');
  });
});

describe('a longer term', () => {
  it('is asked for by the one who works on it and granted by another', async () => {
    const { number } = await putTip(desk.bot);
    await upTo(number, 'VERIFYING');
    await act('investigator', number, 'extend', { clock: 'verify', days: '10', reason: '账册较多，尚未核完' });
    const before = (await desk.bot.rows('tip_clocks'))[0];
    const [request] = await desk.bot.rows('approvals');
    const decision = { kind: 'tips.extension', id: String(request?.id), decision: 'grant', note: '同意' };
    expect((await crew.browser('investigator').post('/tips/requests/decide', decision)).status).toBe(403);
    await crew.browser('supervisor').post('/tips/requests/decide', decision);
    expect((await crew.browser('supervisor').post('/tips/requests/decide', decision)).text).toContain('已经处理过');
    const after = (await desk.bot.rows('tip_clocks'))[0];
    expect([before?.due_on, after?.due_on]).toEqual(['2026-04-23', '2026-05-11']);
  });

  it('is not granted by the supervisor who asked for it', async () => {
    const { number } = await putTip(desk.bot);
    await move('intake', number, 'TRIAGE');
    await act('supervisor2', number, 'assign', { to: idOf('supervisor') });
    await act('supervisor', number, 'extend', { clock: 'verify', days: '5', reason: '账册较多' });
    const [request] = await desk.bot.rows('approvals');
    const decision = { kind: 'tips.extension', id: String(request?.id), decision: 'grant', note: '同意' };
    expect((await crew.browser('supervisor').post('/tips/requests/decide', decision)).text).toContain(
      '不能审批自己的申请',
    );
  });
});

describe('a reward that nobody fetches', () => {
  it('lapses once, the day after its two months', async () => {
    const { number } = await putTip(desk.bot);
    await upTo(number, 'REWARD_REVIEW');
    await act('supervisor', number, 'reward/propose', { amount: '200', summary: '某医院挂床住院，已追回。' });
    for (const who of ['officer1', 'officer2'] as const) await act(who, number, 'reward/vote');
    await move('officer1', number, 'NOTIFIED');
    const until = (day: string) => (Date.parse(day) - desk.bot.clock.now().getTime()) / 60_000;
    desk.bot.clock.pass(until('2026-06-01T15:59:00Z'));
    await desk.bot.assistant.sweep();
    expect(await stateOf(desk, number)).toBe('NOTIFIED');
    desk.bot.clock.pass(2);
    await Promise.all([desk.bot.assistant.sweep(), desk.bot.assistant.sweep()]);
    expect(await stateOf(desk, number)).toBe('LAPSED');
    expect((await desk.bot.rows('audit')).filter(({ action }) => action === 'tips.lapsed')).toHaveLength(1);
    const officer = await desk.signIn(crew.members.officer1);
    expect((await send(desk, officer, number, 'move', { to: 'PAID' })).text).toContain('没有办成');
  });
});

describe('duplicates', () => {
  it('are suggested by kind, found by name, and close into the first', async () => {
    const first = await putTip(desk.bot, { target: '样例市平安医院' });
    desk.bot.clock.pass(5);
    const later = await putTip(desk.bot, { target: '平安医院', story: '也是挂床' });
    await putTip(desk.bot, { target: '康复药店', kind: 'overcharging', targetKind: 'pharmacy' });
    await move('intake', later.number, 'TRIAGE');
    const page = await crew.browser('intake').get(`/tips/${later.number}`);
    expect(page.text).toContain(first.number);
    const compared = await act('intake', later.number, 'duplicates');
    expect(compared.text).toMatch(new RegExp(`比对.* 2 条|2 条.*比对|${first.number}`));
    expect(compared.text).not.toContain('康复药店');
    expect((await move('intake', later.number, 'DUPLICATE', { original: later.number })).text).toContain('不是先收到');
    await move('intake', later.number, 'DUPLICATE', { original: first.number });
    const messages = await desk.bot.rows('tip_messages');
    expect(messages.map(({ number }) => number).sort()).toEqual([first.number, later.number].sort());
    expect((await crew.browser('intake').get('/tips')).text).toContain('另有 1 条并入');
    await move('intake', later.number, 'CLOSED');
    expect(await stateOf(desk, later.number)).toBe('CLOSED');
  });
});
