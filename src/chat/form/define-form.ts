import { YiwenError } from '../../lib/errors.js';

/** An answer to choose from. `note` is said with the next question: what the rules say of that case. */
export interface FormOption {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
}

interface Asked {
  readonly name: string;
  /** In the summary and on the staff's page: 联系电话. */
  readonly label: string;
  /** The question. */
  readonly ask: string;
  readonly optional?: true;
  /** Asked only if an earlier choice was answered so. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
}

/** Few options, kept readable: lists and figures go by them. */
export interface ChoiceField extends Asked {
  readonly kind: 'choice' | 'yes-no';
  /** Two to six; 是 and 否 where it is a yes-no. */
  readonly options?: readonly FormOption[];
}

/** Something typed. Sealed at once; `story` is free text, in which a question may be part of what is told. */
export interface TypedField extends Asked {
  readonly kind: 'name' | 'story' | 'date' | 'phone' | 'id-number' | 'place';
  /** A right answer, shown beside a wrong one. */
  readonly example: string;
}

export type Field = ChoiceField | TypedField;

/** A form as data. Adding one: a file that holds it and a line in the table of forms. */
export interface Form {
  readonly name: string;
  /** 异地就医备案协办 */
  readonly title: string;
  /** Before its numbers: XB in XB20260401-0001. Two capital letters, unique. */
  readonly prefix: string;
  /** A form that was begun under another version is begun anew. */
  readonly version: number;
  /** The words that want it, as a whole message without punctuation. A question is never a trigger. */
  readonly triggers: RegExp;
  /** Said first, a line each: what it is for, the other ways. */
  readonly notice: readonly string[];
  readonly fields: readonly [Field, ...Field[]];
  /** The choice that lists and figures go by; none for a form that has one kind only. */
  readonly sort?: string;
  /** Said after the number. */
  readonly after: string;
}

const MOST_OPTIONS = 6;

/** @throws YiwenError `form.invalid`: two fields of one name, a condition on what is not asked before, too many options */
export function defineForm(form: Form): Form {
  const fault = faultOf(form);
  if (fault) throw new YiwenError('form.invalid', `表单「${form.title}」有误：${fault}`, '请改正表单的定义');
  return form;
}

function faultOf({ fields, prefix, sort }: Form): string | undefined {
  if (!/^[A-Z]{2}$/.test(prefix)) return '编号前缀应是两个大写字母';
  for (const [at, field] of fields.entries()) {
    const before = fields.slice(0, at);
    if (before.some(({ name }) => name === field.name)) return `${field.name} 出现了两次`;
    if (isChoice(field) && !hasFitOptions(field)) return `${field.name} 的选项应有2至${MOST_OPTIONS}个`;
    const asked = field.when && before.find(({ name }) => name === field.when?.field);
    if (field.when && !(asked && isChoice(asked))) return `${field.name} 的条件要用排在它前面的选择题`;
  }
  const sorted = fields.find(({ name }) => name === sort);
  return sort && !(sorted && isChoice(sorted)) ? `${sort} 不是选择题，不能用来分类` : undefined;
}

const hasFitOptions = (field: ChoiceField) => optionsOf(field).length >= 2 && optionsOf(field).length <= MOST_OPTIONS;

export const isChoice = (field: Field): field is ChoiceField => field.kind === 'choice' || field.kind === 'yes-no';

const YES_NO: readonly FormOption[] = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
];

export const optionsOf = ({ kind, options = [] }: ChoiceField): readonly FormOption[] =>
  kind === 'yes-no' ? YES_NO : options;
