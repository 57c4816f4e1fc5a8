import { actorOf, type StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { maskPersonalData } from '../../../lib/personal-data.js';
import { appendAudit } from '../../../storage/audit.js';
import type { Tx } from '../../../storage/store.js';
import { countAnew } from '../figures/queries.js';
import type { CaseTable, RatingTables } from '../tables.js';
import { refusalOf, stepNamed } from './allowed.js';
import { changeForStep, type StepForm } from './changes.js';
import { answerMessage, contactMessage, revisitMessage, type Sending, sendMessage } from './messages.js';
import { caseById, changeCase, changedMeanwhile } from './records.js';
import { leavesOut, type PutRight, type Step } from './states.js';
import { isOver } from './terms.js';

export interface Taking {
  readonly ratingId: string;
  /** As the form was shown: somebody else's step in between makes it stale. */
  readonly version: string;
  readonly step: string;
  readonly form: StepForm;
}

/**
 * Takes a step of a case: checks who, when and what, writes state, history, term and audit, and leaves what the
 * resident is told in the outbox; all in the caller's transaction.
 * @throws YiwenError `ratings.unknown-case`, `ratings.unknown-step`, `ratings.changed-meanwhile`, `ratings.denied`,
 * `ratings.conflict-of-interest`, `ratings.not-now`, and what a form lacks
 */
export async function takeStep(
  tx: Tx,
  sending: Sending,
  member: StaffMember,
  { ratingId, version, step: name, form }: Taking,
  now: Date,
): Promise<void> {
  const found = await caseById(tx, ratingId);
  if (!found) throw new YiwenError('ratings.unknown-case', '没有这件差评', '请回到列表再选');
  const step = stepNamed(name);
  if (!step) throw new YiwenError('ratings.unknown-step', '没有这一步', '请刷新页面，用页面上的按钮');
  const refused = refusalOf(found, step, member);
  if (refused) throw refused;
  if (version !== String(found.version)) throw changedMeanwhile();
  const change = changeForStep(step, found, form, { settings: sending.settings, member, now });
  const note = maskPersonalData(form.note.trim());
  const late = found.late === 1 || isOver(found, now) ? 1 : 0;
  const line = { actor: actorOf(member), step: name, note: noteOf(step, form, note), at: now.toISOString() };
  const next = await changeCase(tx, found, { ...change, late }, line);
  if (change.verdict !== undefined || step.name === 'exclude') await exclude(tx, { ...found, ...change });
  await tell(tx, sending, step, { found, version: next, form, now });
  const detail = { step: name, from: found.state, to: change.state ?? found.state };
  await appendAudit(tx, { at: now, actor: line.actor, action: `ratings.${name}`, subject: found.number, detail });
}

/** What the resident said to whether it was put right. */
export async function takeRevisitAnswer(tx: Tx, found: CaseTable, putRight: PutRight, now: Date): Promise<void> {
  const at = now.toISOString();
  const change = { state: 'REVISITED', revisited_at: at, put_right: putRight };
  await changeCase(tx, found, change, { actor: 'resident', step: 'revisit', note: '', at });
}

/** Only what a second person confirmed is left out of the adjusted figures; nothing is ever deleted. */
async function exclude(tx: Tx, { rating_id, verdict, exclusion }: CaseTable): Promise<void> {
  const excluded = leavesOut(verdict) && exclusion === 'granted' ? 1 : 0;
  await tx.withTables<RatingTables>().updateTable('ratings').set({ excluded }).where('id', '=', rating_id).execute();
  await countAnew(tx, rating_id);
}

const HOW: Readonly<Record<string, string>> = { channel: '消息', phone: '电话', 'in-person': '当面' };

function noteOf({ name }: Step, { how }: StepForm, note: string): string {
  const said = name === 'contact' || name === 'answer' ? HOW[how] : undefined;
  return said ? `${said}：${note}` : note;
}

interface Telling {
  readonly found: CaseTable;
  readonly version: number;
  readonly form: StepForm;
  readonly now: Date;
}

async function tell(tx: Tx, sending: Sending, { name }: Step, { found, version, form, now }: Telling): Promise<void> {
  const text = form.note.trim();
  if (name === 'ask-revisit') return sendMessage(tx, sending, found, version, revisitMessage, now);
  if (form.how !== 'channel') return;
  if (name === 'contact') return sendMessage(tx, sending, found, version, contactMessage(text), now);
  if (name === 'answer') return sendMessage(tx, sending, found, version, answerMessage(text), now);
}
