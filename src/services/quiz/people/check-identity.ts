import { actorOf } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { hasCheckDigit, kindOf } from '../../../lib/personal-numbers.js';
import { appendAudit } from '../../../storage/audit.js';
import type { LocalKey } from '../../../storage/local-key.js';
import type { Tx } from '../../../storage/store.js';
import { type Campaign, type CampaignState, campaignStates } from '../campaign/campaign.js';
import { type Acting, requireCampaign, requirePermission } from '../campaign/step.js';
import { readCode } from '../play/person.js';
import type { QuizTables } from '../tables.js';

export interface CounterCheck {
  /** As the person shows it on their phone. */
  readonly code: string;
  /** The number on the document that lies on the counter. */
  readonly document: string;
}

export type CheckOutcome =
  | { readonly status: 'verified' | 'verified-before' | 'known-by-account'; readonly campaign: Campaign }
  /** The document belongs to another entrant of the campaign. */
  | { readonly status: 'document-used'; readonly campaign: Campaign; readonly by: string }
  /** The code was checked with another document. */
  | { readonly status: 'other-document'; readonly campaign: Campaign };

const CHECKING: readonly CampaignState[] = ['OPEN', 'CLOSED'];

/** 18 places with a right check digit (GB 11643). The number is in no error. @throws YiwenError `quiz.bad-document` */
function readDocument(typed: string): string {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
  if (plain.length === 18 && kindOf(plain) === 'id-number' && hasCheckDigit(plain)) return plain;
  throw new YiwenError('quiz.bad-document', '证件号码不对', '请对着证件重输18位号码，末位可能是X');
}

/**
 * The clerk has the person, their document and their code before them: from then on the code may enter the draw. The
 * number is hashed under the key of this machine, for this campaign only, and kept nowhere.
 * @throws YiwenError `quiz.denied`, `quiz.bad-document`, `quiz.unknown-participant`, `quiz.wrong-state`
 */
export async function checkIdentity(
  tx: Tx,
  localKey: Pick<LocalKey, 'fingerprint'>,
  check: CounterCheck,
  { member, now }: Acting,
): Promise<CheckOutcome> {
  requirePermission(member, 'quiz.verify');
  const document = readDocument(check.document);
  const person = await requirePerson(tx, check.code);
  const campaign = await requireCampaign(tx, person.campaign);
  requireChecking(campaign);
  if (person.verified === 'account') return { status: 'known-by-account', campaign };
  const identity = localKey.fingerprint('quiz-identity', campaign.number, document);
  if (person.identity === identity) return { status: 'verified-before', campaign };
  const note = (action: string, subject = person.code) =>
    appendAudit(tx, { at: now, actor: actorOf(member), action, subject, detail: { campaign: campaign.number } });
  const other = await holderOf(tx, campaign.number, identity);
  if (other) {
    await note('quiz.identity-used-before');
    return { status: 'document-used', campaign, by: other };
  }
  if (person.verified === 'counter') {
    await note('quiz.identity-differs');
    return { status: 'other-document', campaign };
  }
  await tx
    .withTables<QuizTables>()
    .updateTable('quiz_people')
    .set({ verified: 'counter', identity, verified_by: member.login })
    .where('campaign', '=', campaign.number)
    .where('code', '=', person.code)
    .execute();
  await note('quiz.verify');
  return { status: 'verified', campaign };
}

async function requirePerson(tx: Tx, typed: string): Promise<QuizTables['quiz_people']> {
  const code = readCode(typed);
  const db = tx.withTables<QuizTables>();
  const found =
    code === undefined
      ? undefined
      : await db
          .selectFrom('quiz_people')
          .selectAll()
          .where('campaign', 'in', db.selectFrom('quiz_campaigns').select('number'))
          .where('code', '=', code)
          .executeTakeFirst();
  if (found) return found;
  throw new YiwenError(
    'quiz.unknown-participant',
    '没有这个参与码',
    '请看对方手机上的参与码，12位，像这样：K7QF-2M9D-XPTA；没有的话请对方先答一局',
  );
}

function requireChecking({ state }: Campaign): void {
  if (CHECKING.includes(state)) return;
  throw new YiwenError(
    'quiz.wrong-state',
    `这一场现在是「${campaignStates[state]}」，不能再核对身份`,
    '名单冻结以前核对过的才能抽奖',
  );
}

async function holderOf(tx: Tx, campaign: string, identity: string): Promise<string | undefined> {
  const row = await tx
    .withTables<QuizTables>()
    .selectFrom('quiz_people')
    .select('code')
    .where('campaign', '=', campaign)
    .where('identity', '=', identity)
    .executeTakeFirst();
  return row?.code;
}
