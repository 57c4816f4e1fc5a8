import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permissions, type Role, roles, type StaffMember } from '../../../src/domain/staff.js';
import { edges } from '../../../src/services/tips/edges.js';
import { type TipState, tipStates } from '../../../src/services/tips/states.js';
import { openEdges, type TipRecord } from '../../../src/services/tips/work/record.js';

/** rules/tips.md written down a second time, by hand: from, to, whose permission, who of them, what has to be there. */
const naive: Readonly<Record<string, string>> = {
  'RECEIVED>TRIAGE': 'intake supervisor',
  'TRIAGE>TRANSFERRED': 'intake supervisor',
  'TRIAGE>DUPLICATE': 'intake supervisor',
  'TRIAGE>AWAITING_REPORTER': 'intake supervisor + reachable',
  'TRIAGE>VERIFYING': 'intake supervisor + owner',
  'AWAITING_REPORTER>VERIFYING': 'intake supervisor + owner',
  'VERIFYING>FILED': 'supervisor + outsider',
  'VERIFYING>NOT_FILED': 'supervisor + outsider',
  'AWAITING_REPORTER>NOT_FILED': 'supervisor + outsider',
  'FILED>REPORTER_TOLD': 'investigator supervisor + own',
  'NOT_FILED>REPORTER_TOLD': 'investigator supervisor + own',
  'REPORTER_TOLD>INVESTIGATING': 'investigator supervisor + own filed',
  'REPORTER_TOLD>CLOSED': 'investigator supervisor + own not-filed',
  'INVESTIGATING>CONCLUDED': 'supervisor + outsider',
  'CONCLUDED>REWARD_REVIEW': 'investigator supervisor + own founded',
  'CONCLUDED>CLOSED': 'investigator supervisor + own unfounded',
  'REWARD_REVIEW>INELIGIBLE': 'reward-officer',
  'REWARD_REVIEW>NOTIFIED': 'reward-officer + two',
  'NOTIFIED>PAID': 'reward-officer + payee',
  'NOTIFIED>WAIVED': 'reward-officer',
  'NOTIFIED>LAPSED': 'nobody',
  'TRANSFERRED>CLOSED': 'intake supervisor',
  'DUPLICATE>CLOSED': 'intake supervisor',
  'INELIGIBLE>CLOSED': 'reward-officer',
  'PAID>CLOSED': 'reward-officer',
  'LAPSED>CLOSED': 'reward-officer',
  'WAIVED>CLOSED': 'reward-officer',
};

function naivelyAllowed(rule: string, member: StaffMember, record: TipRecord): boolean {
  const [who = '', what = ''] = rule.split(' + ');
  if (!who.split(' ').some((role) => member.roles.includes(role as Role))) return false;
  return what.split(' ').every((condition) => {
    if (condition === '') return true;
    if (condition === 'own')
      return record.owner === member.id || (record.owner === null && member.roles.includes('supervisor'));
    if (condition === 'outsider') return record.handlers.every((id) => id !== member.id);
    if (condition === 'owner') return record.owner !== null;
    if (condition === 'reachable') return record.reporter_key !== null;
    if (condition === 'filed' || condition === 'not-filed') return record.filing === condition;
    if (condition === 'founded') return record.outcome === 'true' || record.outcome === 'part';
    if (condition === 'unfounded') return record.outcome === 'false';
    if (condition === 'two') return record.proposal !== undefined && record.votes.length > 1;
    return condition === 'payee' && record.payee;
  });
}

const people = ['a', 'b', 'c'] as const;
const arbitraryMember = fc.record({
  id: fc.constantFrom(...people),
  login: fc.constant('wang'),
  name: fc.constant('王'),
  roles: fc.uniqueArray(fc.constantFrom(...roles), { maxLength: 3 }),
});
const arbitraryRecord = fc
  .record({
    state: fc.constantFrom(...tipStates),
    owner: fc.constantFrom(null, ...people),
    handlers: fc.uniqueArray(fc.constantFrom(...people)),
    filing: fc.constantFrom(null, 'filed', 'not-filed'),
    outcome: fc.constantFrom(null, 'true', 'part', 'false'),
    reporter_key: fc.constantFrom(null, 'key'),
    votes: fc.uniqueArray(fc.constantFrom(...people)),
    proposal: fc.constantFrom(undefined, { amount: 20_000, basis: '' }),
    payee: fc.boolean(),
  })
  .map((part) => part as unknown as TipRecord);

describe('the table of steps', () => {
  it('holds the edges of the rules and no other', () => {
    expect(edges.map(({ from, to }) => `${from}>${to}`).toSorted()).toEqual(Object.keys(naive).toSorted());
  });

  it('opens to whoever the rules name, whatever the tip looks like', () => {
    fc.assert(
      fc.property(arbitraryMember, arbitraryRecord, (member, record) => {
        const open = openEdges(member, record).map(({ to }) => to);
        const naively = Object.entries(naive)
          .filter(([step]) => step.startsWith(`${record.state}>`))
          .filter(([, rule]) => naivelyAllowed(rule, member, record))
          .map(([step]) => step.split('>')[1] as TipState);
        expect(open.toSorted()).toEqual(naively.toSorted());
      }),
      { numRuns: 3_000 },
    );
  });

  it('leads every tip to its end, and nowhere in a circle', () => {
    const next = (state: TipState) => edges.filter(({ from }) => from === state).map(({ to }) => to);
    const walk = (state: TipState, path: readonly TipState[]): void => {
      expect(path).not.toContain(state);
      if (state === 'CLOSED') return;
      expect(next(state).length).toBeGreaterThan(0);
      for (const to of next(state)) walk(to, [...path, state]);
    };
    walk('RECEIVED', []);
  });

  it('is never open to who runs the machine or audits', () => {
    for (const { permission } of edges)
      for (const role of ['system-administrator', 'auditor', 'custodian'] as const)
        expect(permissions[permission] as readonly Role[]).not.toContain(role);
  });
});
