import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { YiwenError } from '../lib/errors.js';
import { visible } from '../lib/invisible.js';
import type { ModelMessage } from './chat-model.js';

const headerSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z-]*$/),
  purpose: z.string().min(1),
  variables: z.record(z.string().regex(/^[a-z][A-Za-z]*$/), z.string().min(1)),
});

/** A prompt as its file gives it. Variables stand in the user part only, as `{{name}}`. */
export interface Prompt {
  readonly name: string;
  readonly purpose: string;
  /** Each variable with what it holds. */
  readonly variables: Readonly<Record<string, string>>;
  readonly system: string;
  readonly user: string;
}

const layout = /^---\n(?<header>[\s\S]*?)\n---\n[\s\S]*?# system\n(?<system>[\s\S]*?)\n# user\n(?<user>[\s\S]*)$/;
const placeholder = /\{\{\s*(\w+)\s*\}\}/g;
const placeholders = (text: string) => new Set([...text.matchAll(placeholder)].map(([, name]) => name ?? ''));

function invalid(name: string, cause: string): YiwenError {
  return new YiwenError('models.prompt-invalid', `提示词 ${name}.md ${cause}`, '对照自带的 prompts/rephrase.md 改好');
}

function parseHeader(name: string, header: string): z.infer<typeof headerSchema> {
  let written: unknown;
  try {
    written = parse(header);
  } catch {
    throw invalid(name, '开头的说明不是正确的 YAML');
  }
  const checked = headerSchema.safeParse(written);
  if (!checked.success)
    throw invalid(name, `开头要写 name、purpose、variables（${checked.error.issues[0]?.path.join('.')}）`);
  if (checked.data.name !== name) throw invalid(name, `里的 name 是 ${checked.data.name}，和文件名不同`);
  return checked.data;
}

/**
 * Reads a prompt's text: front matter, then `# system` with our rules, then `# user` with the data.
 * @throws YiwenError `models.prompt-invalid` also where the variables told and the variables used differ
 */
export function parsePrompt(name: string, text: string): Prompt {
  const parts = layout.exec(text.replace(/\r\n/g, '\n'))?.groups;
  if (!parts) throw invalid(name, '要有开头的说明、「# system」和「# user」三部分');
  const { header = '', system = '', user = '' } = parts;
  const told = parseHeader(name, header);
  if (placeholders(system).size > 0) throw invalid(name, '的「# system」里不能有变量：数据只放在「# user」里');
  const [used, known] = [placeholders(user), new Set(Object.keys(told.variables))];
  const odd = [...used].find((one) => !known.has(one)) ?? [...known].find((one) => !used.has(one));
  if (odd !== undefined) throw invalid(name, `的变量 ${odd} 只写了说明，或只用在正文里`);
  return { ...told, system: system.trim(), user: user.trim() };
}

/** @throws YiwenError `models.prompt-missing`, `models.prompt-invalid` */
export async function loadPrompt(folder: string, name: string): Promise<Prompt> {
  const path = join(folder, `${name}.md`);
  const text = await readFile(path, 'utf8').catch(() => {
    throw new YiwenError(
      'models.prompt-missing',
      `读不到提示词 ${path}`,
      '检查 promptsFolder，或删去它，用自带的提示词',
    );
  });
  return parsePrompt(name, text);
}

/**
 * The messages to send. Every value goes in as a JSON string without what a person cannot see, so that no text can end its own quotation; values are
 * put in once, so that a `{{name}}` in a value stays as it is.
 * @throws YiwenError `models.prompt-variable` for one that is missing or unknown
 */
export function fillPrompt(prompt: Prompt, values: Readonly<Record<string, string>>): readonly ModelMessage[] {
  const names = Object.keys(prompt.variables);
  const odd =
    names.find((name) => !Object.hasOwn(values, name)) ?? Object.keys(values).find((name) => !names.includes(name));
  if (odd !== undefined)
    throw new YiwenError(
      'models.prompt-variable',
      `提示词 ${prompt.name} 的变量 ${odd} 对不上`,
      '检查这个提示词的 variables',
    );
  const user = prompt.user.replace(placeholder, (_, name: string) => JSON.stringify(visible(values[name] ?? '')));
  return [
    { role: 'system', text: prompt.system },
    { role: 'user', text: user },
  ];
}
