import type { Kept } from '../../chat/form/form-state.js';
import type { Address } from '../../domain/message.js';
import type { CaseState } from './states.js';
import type { FormTables } from './tables.js';

/** A form that was submitted, as it is worked on. Readable without a key: what was typed is sealed in `fields`. */
export interface FormCase {
  readonly id: string;
  /** XB20260401-0001 */
  readonly number: string;
  readonly form: string;
  readonly sort: string;
  readonly state: CaseState;
  readonly version: number;
  readonly sender: string;
  readonly address: Address;
  readonly fields: Readonly<Record<string, Kept>>;
  readonly receivedAt: string;
  readonly receivedDay: string;
  /** The last day in time. */
  readonly due: string;
  /** Id of who works on it. */
  readonly assignee: string | null;
  readonly outcome: CaseState | null;
  readonly settledAt: string | null;
}

export const caseOf = (row: FormTables['form_cases']): FormCase => ({
  ...{ id: row.id, number: row.number, form: row.form, sort: row.sort, state: row.state, version: row.version },
  ...{ sender: row.sender, address: JSON.parse(row.address) as Address },
  fields: JSON.parse(row.fields) as Record<string, Kept>,
  ...{ receivedAt: row.received_at, receivedDay: row.received_day, due: row.due, assignee: row.assignee },
  ...{ outcome: row.outcome, settledAt: row.settled_at },
});

export interface CaseEvent {
  readonly at: string;
  /** `resident`, or `staff:wang`. */
  readonly actor: string;
  readonly action: string;
  readonly state: CaseState | null;
  /** Sealed; null where nothing was said. */
  readonly words: string | null;
  readonly told: boolean;
}
