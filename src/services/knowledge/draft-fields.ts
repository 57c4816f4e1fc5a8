import type { Form } from '../../casework/desk.js';
import type { DraftFields } from './work.js';

const LONGEST = 200;

/** What the upload form asks for: the fields of a document's front matter. */
const NAMES = [
  'title',
  'place',
  'documentNumber',
  'effectiveFrom',
  'effectiveTo',
  'source',
  'kind',
  'scheme',
  'certainty',
];

/** Those that were filled in; ingestion says what is wrong with them. */
export function fieldsIn(form: Pick<Form, 'text'>): DraftFields {
  const said = NAMES.map((name) => [name, form.text(name).replace(/\s+/g, ' ').slice(0, LONGEST)] as const);
  return Object.fromEntries(said.filter(([, value]) => value !== ''));
}
