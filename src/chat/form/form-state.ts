import { type Field, type Form, isChoice } from './define-form.js';

/** An answer as the session holds it: what was typed is sealed, and what is shown back is masked. */
export interface Kept {
  readonly shown: string;
  readonly sealed?: string;
  /** A choice's value. */
  readonly value?: string;
}

/** Where a form stands. Plain JSON. */
export interface FormState {
  /** The field that is asked; undefined at the summary. */
  readonly at?: string;
  readonly kept: Readonly<Record<string, Kept>>;
  readonly skipped: readonly string[];
  /** What was told at a free field and reads like a question: the person says which it is. */
  readonly pending?: Kept;
}

/** The fields that are asked, given what was chosen so far. */
export function askedFields({ fields }: Form, { kept }: Pick<FormState, 'kept'>): readonly Field[] {
  const asked: Field[] = [];
  for (const field of fields) {
    const { when } = field;
    const chosen = when && asked.some(({ name }) => name === when.field) ? kept[when.field]?.value : undefined;
    if (!when || (chosen !== undefined && when.is.includes(chosen))) asked.push(field);
  }
  return asked;
}

export const fieldOf = ({ fields }: Form, name: string | undefined): Field | undefined =>
  fields.find((field) => field.name === name);

type Answers = Pick<FormState, 'kept' | 'skipped'>;

/** On to the first field that has neither an answer nor was skipped; to the summary where there is none. */
export function goOn(form: Form, { kept, skipped }: Answers): FormState {
  const next = askedFields(form, { kept }).find(({ name }) => !kept[name] && !skipped.includes(name));
  return { kept, skipped, ...(next ? { at: next.name } : {}) };
}

export function answered(form: Form, { kept, skipped }: Answers, { name }: Field, answer: Kept): FormState {
  return goOn(form, { kept: { ...kept, [name]: answer }, skipped: skipped.filter((other) => other !== name) });
}

export function skip(form: Form, { kept, skipped }: Answers, { name }: Field): FormState {
  const { [name]: _, ...rest } = kept;
  return goOn(form, { kept: rest, skipped: [...skipped.filter((other) => other !== name), name] });
}

/** The field before the one that is asked; undefined at the first. */
export function fieldBefore(form: Form, state: FormState): Field | undefined {
  const asked = askedFields(form, state);
  const at = state.at === undefined ? asked.length : asked.findIndex(({ name }) => name === state.at);
  return asked[at - 1];
}

/** What of an answer is recorded: only of fields that were asked in the end. */
export function submitted(form: Form, state: FormState): Readonly<Record<string, Kept>> {
  const entries = askedFields(form, state).flatMap((field) => {
    const kept = state.kept[field.name];
    if (!kept) return [];
    // What a free field echoes is words: the record keeps only that something was told.
    const shown = isChoice(field) || MASKED.has(field.kind) ? kept.shown : '已填';
    return [[field.name, { ...kept, shown }] as const];
  });
  return Object.fromEntries(entries);
}

const MASKED: ReadonlySet<Field['kind']> = new Set(['name', 'phone', 'id-number']);
