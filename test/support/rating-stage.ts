import type { StaffMember } from '../../src/domain/staff.js';
import { takeStep } from '../../src/services/ratings/cases/take-step.js';
import { inviteToRate } from '../../src/services/ratings/invite.js';
import { registerWindowService, sayCode } from '../../src/services/ratings/items.js';
import type { CaseTable } from '../../src/services/ratings/tables.js';
import { type TestAssistant, testRatings } from './test-assistant.js';

const ENDS = { 办结: 'completed', 自动关闭: 'closed-automatically', 没办成: 'failed' } as const;

/** A hand-over ends, as the service that held it would say. */
export async function finishService(test: TestAssistant, sender: string, end: string, number: string): Promise<void> {
  const { store, localKey, clock } = test;
  const how = ENDS[end as keyof typeof ENDS];
  const address = { channel: 'test', chat: sender, sender };
  const finished = { matter: 'handoff', number, how, address, servedBy: 'someone', at: clock.now() };
  await store.transaction((tx) => inviteToRate({ localKey, settings: testRatings })(tx, finished));
}

/** A service at the window is registered. @returns the code as it is shown */
export async function registerAtWindow({ store, localKey, clock }: TestAssistant, number: string): Promise<string> {
  const service = { matter: 'window', number, servedBy: 'someone' };
  const { code } = await store.transaction((tx) => registerWindowService(tx, localKey, service, clock.now()));
  return sayCode(code);
}

const officer: StaffMember = { id: 'officer', login: 'officer', name: '评价专员', roles: ['rating-officer'] };
const nothing = { note: '', how: '', verdict: '', days: '', putRight: '' };

/** Staff follow the only bad rating up until they ask whether it was put right. */
export async function followUpBadRating(test: TestAssistant): Promise<void> {
  const sending = { localKey: test.localKey, settings: testRatings };
  const taken = [
    ['contact', { how: 'phone', note: '已收到' }],
    ['verify', { verdict: 'valid', note: '属实' }],
    ['rectify', { note: '加开窗口' }],
    ['answer', { how: 'channel', note: '中午已加开窗口' }],
    ['ask-revisit', {}],
  ] as const;
  for (const [step, fields] of taken) {
    const [found] = (await test.rows('rating_cases')) as unknown as CaseTable[];
    const { rating_id: ratingId = '', version = 0 } = found ?? {};
    const taking = { ratingId, version: String(version), step, form: { ...nothing, ...fields } };
    await test.store.transaction((tx) => takeStep(tx, sending, officer, taking, test.clock.now()));
  }
}
