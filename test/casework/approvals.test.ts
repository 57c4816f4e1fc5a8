import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  approvalsOf,
  decideApproval,
  holdsNow,
  requestApproval,
  waitingApprovals,
} from '../../src/casework/approvals.js';
import type { StaffMember } from '../../src/domain/staff.js';
import { createTestAssistant, type TestAssistant } from '../support/test-assistant.js';

const wang: StaffMember = { id: 'w', login: 'wang', name: '王', roles: ['investigator'] };
const li: StaffMember = { id: 'l', login: 'li', name: '李', roles: ['custodian'] };

describe('an approval', () => {
  let test: TestAssistant;
  beforeEach(async () => {
    test = await createTestAssistant();
  });
  afterEach(() => test.close());

  const ask = (member = wang) =>
    test.store.transaction((tx) =>
      requestApproval(
        tx,
        member,
        { kind: 'tips.identity', subject: 'JB1', reason: '需要当面核实情况' },
        test.clock.now(),
      ),
    );
  const decide = (id: string, member: StaffMember, granted = true) =>
    test.store.transaction((tx) =>
      decideApproval(tx, member, { id, granted, note: '', holdsMs: 24 * 3_600_000 }, test.clock.now()),
    );

  it('is never decided by who asked for it', async () => {
    const id = await ask();
    await expect(decide(id, wang)).rejects.toMatchObject({ code: 'approval.own-request' });
    expect((await waitingApprovals(test.store.read, 'tips.identity')).map((one) => one.id)).toEqual([id]);
  });

  it('is decided once, holds for its time and then no more', async () => {
    const id = await ask();
    const granted = await decide(id, li);
    expect(holdsNow(granted, test.clock.now())).toBe(true);
    await expect(decide(id, li, false)).rejects.toMatchObject({ code: 'approval.decided' });
    test.clock.pass(24 * 60 + 1);
    const [later] = await approvalsOf(test.store.read, 'tips.identity', 'JB1');
    expect(later && holdsNow(later, test.clock.now())).toBe(false);
  });

  it('is asked for once at a time, with a reason', async () => {
    await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'approval.already-waiting' });
    const empty = test.store.transaction((tx) =>
      requestApproval(tx, wang, { kind: 'tips.identity', subject: 'JB2', reason: ' 无 ' }, test.clock.now()),
    );
    await expect(empty).rejects.toMatchObject({ code: 'approval.no-reason' });
  });

  it('leaves who asked and who decided in the audit', async () => {
    await decide(await ask(), li, false);
    expect((await test.rows('audit')).map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      ['staff:wang', 'tips.identity-requested', 'JB1'],
      ['staff:li', 'tips.identity-refused', 'JB1'],
    ]);
  });
});
