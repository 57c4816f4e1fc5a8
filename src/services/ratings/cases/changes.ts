import type { StaffMember } from '../../../domain/staff.js';
import { YiwenError } from '../../../lib/errors.js';
import { maskPersonalData } from '../../../lib/personal-data.js';
import type { RatingSettings } from '../settings.js';
import type { CaseTable } from '../tables.js';
import { leavesOut, type PutRight, putRightNames, type Step, type Verdict, verdicts } from './states.js';
import { termAfter } from './terms.js';

/** What came with a step. Each step takes what it needs and leaves the rest. */
export interface StepForm {
  /** What is told to the resident, or noted for colleagues. */
  readonly note: string;
  /** `channel` sends the note through the chat; `phone` and `in-person` record that it was said. */
  readonly how: string;
  readonly verdict: string;
  readonly days: string;
  readonly putRight: string;
}

interface Taken {
  readonly settings: RatingSettings;
  readonly member: StaffMember;
  readonly now: Date;
}

/** What a step changes in the case, from what came with it. Pure. @throws YiwenError for what the form lacks */
export function changeForStep(step: Step, found: CaseTable, form: StepForm, taken: Taken): Partial<CaseTable> {
  const { settings, now } = taken;
  const own = ownChange(step, found, form, taken);
  const term = termAfter(step.term, settings, found, now, Number(form.days) || undefined);
  return { ...term, ...(step.to ? { state: step.to } : {}), ...own };
}

function ownChange({ name }: Step, found: CaseTable, form: StepForm, { member, now }: Taken): Partial<CaseTable> {
  const at = now.toISOString();
  switch (name) {
    case 'contact':
      requireHow(form);
      requireWords(form, '联系时说了什么');
      return { contacted_at: at };
    case 'verify': {
      const verdict = requireVerdict(form.verdict, verdicts);
      requireWords(form, '核实的经过和依据');
      const exclusion = leavesOut(verdict) ? 'waiting' : 'none';
      return { verdict, verified_by: member.id, verified_at: at, exclusion };
    }
    case 'exclude':
      return { exclusion: 'granted' };
    case 'keep':
      requireWords(form, '不同意的理由');
      return { exclusion: 'refused', verdict: null, verified_by: null, verified_at: null };
    case 'rectify':
      requireWords(form, '整改措施');
      return {
        measure: maskPersonalData(form.note.trim()),
        revisit_asked_at: null,
        revisited_at: null,
        put_right: null,
      };
    case 'extend':
      requireWords(form, '延长的理由');
      return {};
    case 'answer':
      requireHow(form);
      requireWords(form, '答复的内容');
      return { answered_at: at };
    case 'ask-revisit':
      return { revisit_asked_at: at };
    case 'revisit':
      return { revisited_at: at, put_right: requirePutRight(form.putRight) };
    case 'close':
      if (found.put_right === 'no') requireWords(form, '没改好也办结的理由');
      return { closed_at: at };
    case 'appeal':
      requireWords(form, '申诉的理由');
      return { appeal: 'waiting', appeal_grounds: maskPersonalData(form.note.trim()) };
    case 'grant-appeal': {
      const verdict = requireVerdict(form.verdict, ['mistaken', 'malicious', 'unsupported']);
      requireWords(form, '申诉成立的理由');
      return { appeal: 'granted', verdict, exclusion: leavesOut(verdict) ? 'granted' : 'none', ...answerable(found) };
    }
    case 'refuse-appeal':
      requireWords(form, '申诉不成立的理由');
      return { appeal: 'refused' };
  }
}

/** What is not to be put right any more is only to be answered. */
const answerable = ({ state }: CaseTable): Partial<CaseTable> => (state === 'RECTIFYING' ? { state: 'VERIFIED' } : {});

const LONGEST = 1_000;

function requireWords({ note }: StepForm, what: string): void {
  const length = note.trim().length;
  if (length >= 2 && length <= LONGEST) return;
  throw new YiwenError('ratings.words-missing', `请写${what}`, `2至${LONGEST}个字，会记入这件差评的经过`);
}

function requireHow({ how }: StepForm): void {
  if (['channel', 'phone', 'in-person'].includes(how)) return;
  throw new YiwenError('ratings.how-missing', '请选方式', '发消息、电话或当面，选一种');
}

function requireVerdict(given: string, allowed: readonly Verdict[]): Verdict {
  const verdict = allowed.find((one) => one === given);
  if (verdict) return verdict;
  throw new YiwenError('ratings.verdict-missing', '请选核实结果', '从列出的结果里选一个');
}

function requirePutRight(given: string): PutRight {
  if (Object.hasOwn(putRightNames, given)) return given as PutRight;
  throw new YiwenError('ratings.revisit-missing', '请选回访结果', '已改好、没改好或联系不上，选一个');
}
