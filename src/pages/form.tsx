import { createContext, useContext } from 'hono/jsx';
import type { Markup } from './markup.js';

/** Ties a form to the session that it was shown in. Set by whoever draws the page. */
export const FormToken = createContext('');
export const FORM_TOKEN_FIELD = 'form-token';

type Children = Markup | string | null | undefined | false | readonly Children[];

interface FormProps {
  /** A path of the console. */
  readonly action: string;
  readonly files?: boolean;
  readonly children?: Children;
  readonly class?: string;
}

/** Something is changed: a POST, tied to the session. */
export function Form({ action, files = false, children, ...rest }: FormProps): Markup {
  const token = useContext(FormToken);
  return (
    <form method="post" action={action} class={rest.class} {...(files ? { enctype: 'multipart/form-data' } : {})}>
      <input type="hidden" name={FORM_TOKEN_FIELD} value={token} />
      {children}
    </form>
  );
}

/** Something is looked up: a GET, its fields stand in the address. */
export function Filter({ action, children }: { readonly action: string; readonly children?: Children }): Markup {
  return (
    <form method="get" action={action} class="filter">
      {children}
      <button type="submit">筛选</button>
      <a class="quiet" href={action}>
        清除
      </a>
    </form>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  /** What it is for, or an example. */
  readonly hint?: string;
  readonly value?: string;
  readonly required?: boolean;
  /** What is wrong with what was typed, and what to write instead. */
  readonly fault?: string | undefined;
}

const idOf = (name: string) => `field-${name}`;

function Labelled({ name, label, hint, fault, children }: FieldProps & { readonly children?: Children }): Markup {
  return (
    <div class="field">
      <label for={idOf(name)}>{label}</label>
      {hint ? (
        <p class="hint" id={`${idOf(name)}-hint`}>
          {hint}
        </p>
      ) : null}
      {children}
      {fault ? (
        <p class="fault" role="alert">
          {fault}
        </p>
      ) : null}
    </div>
  );
}

type InputType = 'text' | 'password' | 'date' | 'datetime-local' | 'number' | 'search' | 'file';

interface TextFieldProps extends FieldProps {
  readonly type?: InputType;
  readonly most?: number;
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric' | 'decimal' | 'text';
  readonly accept?: string;
}

export function TextField(props: TextFieldProps): Markup {
  const { name, hint, value = '', required = false, type = 'text', most = 200 } = props;
  const { autocomplete = 'off', inputmode, accept } = props;
  return (
    <Labelled {...props}>
      <input
        id={idOf(name)}
        name={name}
        type={type}
        required={required}
        autocomplete={autocomplete}
        {...(type === 'file' ? { accept } : { value, maxlength: most })}
        {...(inputmode ? { inputmode } : {})}
        {...(hint ? { 'aria-describedby': `${idOf(name)}-hint` } : {})}
      />
    </Labelled>
  );
}

export function TextArea(props: FieldProps & { readonly rows?: number; readonly most?: number }): Markup {
  const { name, hint, value = '', required = false, rows = 4, most = 2_000 } = props;
  return (
    <Labelled {...props}>
      <textarea
        id={idOf(name)}
        name={name}
        rows={rows}
        maxlength={most}
        required={required}
        {...(hint ? { 'aria-describedby': `${idOf(name)}-hint` } : {})}
      >
        {value}
      </textarea>
    </Labelled>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function Select(props: FieldProps & { readonly options: readonly Option[] }): Markup {
  const { name, value = '', required = false, options } = props;
  return (
    <Labelled {...props}>
      <select id={idOf(name)} name={name} required={required}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

interface TicksProps {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly Option[];
  readonly chosen?: readonly string[];
  /** One of them, rather than any. */
  readonly one?: boolean;
}

export function Ticks({ name, legend, options, chosen = [], one = false }: TicksProps): Markup {
  return (
    <fieldset class="ticks">
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <label>
          <input type={one ? 'radio' : 'checkbox'} name={name} value={value} checked={chosen.includes(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface ButtonProps {
  readonly children: Children;
  readonly tone?: 'main' | 'plain' | 'danger';
  readonly name?: string;
  readonly value?: string;
}

export function Button({ children, tone = 'main', name, value }: ButtonProps): Markup {
  return (
    <button type="submit" class={`button ${tone}`} {...(name ? { name, value } : {})}>
      {children}
    </button>
  );
}

interface ActionProps {
  readonly title: string;
  readonly action: string;
  /** What will happen, to whom, and that it is recorded. */
  readonly about: string;
  readonly button: string;
  readonly tone?: ButtonProps['tone'];
  readonly files?: boolean;
  readonly open?: boolean;
  readonly children?: Children;
}

/** One step that may be taken: folded until it is wanted, says what will happen, asks for what the record needs. */
export function Action({
  title,
  action,
  about,
  button,
  tone = 'main',
  open,
  children,
  files = false,
}: ActionProps): Markup {
  return (
    <details class="action" {...(open ? { open: true } : {})}>
      <summary>{title}</summary>
      <Form action={action} files={files}>
        <p class="about">{about}</p>
        {children}
        <Button tone={tone}>{button}</Button>
      </Form>
    </details>
  );
}
