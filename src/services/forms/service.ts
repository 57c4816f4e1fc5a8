import type { Form } from '../../chat/form/define-form.js';
import type { FileForm } from '../../chat/form/form-flow.js';
import { formFlow } from '../../chat/form/form-flow.js';
import { type AnyFlow, defineService, type RecordContext, type Service } from '../../chat/service.js';
import { keepDays } from '../../storage/day-counts.js';
import type { Tx } from '../../storage/store.js';
import { formCounts } from './counts.js';
import { type FollowUpEffect, followUpFlow } from './follow-up.js';
import { formKeeper } from './kept.js';
import { addEvent, caseByNumber, changeCase, fileCase } from './records.js';
import { openStates } from './states.js';
import { formMigrations } from './tables.js';

/** Working days that a form may take, by its name, and for the others. No rule names them: to be checked, 请核对. */
export interface FormTerms {
  readonly byForm: Readonly<Record<string, number>>;
  readonly usual: number;
}

export const defaultTerms: FormTerms = { byForm: {}, usual: 5 };

export interface FormOptions {
  readonly forms: readonly Form[];
  readonly terms: FormTerms;
}

/** 协办, 代办, 留言: forms as data, each submitted one a case with its number. */
export function formService(options: FormOptions): Service {
  return defineService<FileForm | FollowUpEffect>({
    name: 'forms',
    actor: 'resident',
    migrations: formMigrations,
    keeps: formKeeper,
    tally: (tx) => keepDays(tx, formCounts),
    flows: [...options.forms.map((form) => formFlow(form)), followUpFlow] as AnyFlow[],
    async carryOut(tx, effect, context) {
      if (effect.kind === 'file') return { ...(await file(tx, effect, context, options)) };
      return { subject: await followUp(tx, effect, context) };
    },
  });
}

async function file(tx: Tx, effect: FileForm, { sender, now }: RecordContext, { forms, terms }: FormOptions) {
  const form = forms.find(({ name }) => name === effect.form);
  if (!form) throw new Error(`no form ${effect.form}`);
  const sort = form.sort ? (effect.fields[form.sort]?.value ?? '') : '';
  const filing = { prefix: form.prefix, sort, days: terms.byForm[form.name] ?? terms.usual, sender, now };
  const number = await fileCase(tx, effect, filing);
  return { subject: number, number };
}

/** Only the sender's own, and only while it is worked on: looked at again within the transaction. */
async function followUp(tx: Tx, effect: FollowUpEffect, { sender, now }: RecordContext): Promise<string> {
  const found = await caseByNumber(tx, effect.number);
  if (found?.sender !== sender || !openStates.includes(found.state)) return '';
  const at = now.toISOString();
  const event = { at, actor: 'resident', told: false } as const;
  if (effect.kind === 'add') {
    await addEvent(tx, found.id, { ...event, action: 'added', state: null, words: effect.words });
    return found.number;
  }
  await changeCase(tx, found, { state: 'WITHDRAWN', outcome: 'WITHDRAWN', settled_at: at, open_due: null });
  await addEvent(tx, found.id, { ...event, action: 'withdraw', state: 'WITHDRAWN', words: null });
  return found.number;
}
