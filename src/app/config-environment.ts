import { delimiter, resolve } from 'node:path';
import { type ConfigFault, didYouMean, type SettingPath, sayPath } from './config-faults.js';
import { type Branch, withValue } from './config-tree.js';

interface Variable {
  readonly path: readonly string[];
  /** Relative paths in a variable start at the working folder, those in the file at the file's folder. */
  readonly kind?: 'path' | 'paths';
}

/** Settings that are secret. Each may also be given as `…File`: the path of a file that holds it. */
export const secretSettings: readonly (readonly string[])[] = [
  ['secrets', 'staffPassword'],
  ['secrets', 'localKey'],
  ['models', 'chat', 'key'],
  ['models', 'embedding', 'key'],
  ['channels', 'wechaty', 'token'],
];

/** Every variable that is read, and the setting that it overrides. `YIWEN_CONFIG` is read before these. */
export const variables: Readonly<Record<string, Variable>> = {
  YIWEN_DATA: { path: ['dataFolder'], kind: 'path' },
  YIWEN_KNOWLEDGE: { path: ['knowledgeFolders'], kind: 'paths' },
  YIWEN_PROMPTS: { path: ['promptsFolder'], kind: 'path' },
  YIWEN_HOME_PLACE: { path: ['homePlace'] },
  YIWEN_WEB_CHAT: { path: ['channels', 'webChat', 'enabled'] },
  YIWEN_HOST: { path: ['channels', 'webChat', 'host'] },
  YIWEN_PORT: { path: ['channels', 'webChat', 'port'] },
  YIWEN_CONSOLE: { path: ['console', 'enabled'] },
  YIWEN_CONSOLE_HOST: { path: ['console', 'host'] },
  YIWEN_CONSOLE_PORT: { path: ['console', 'port'] },
  YIWEN_WECHATY: { path: ['channels', 'wechaty', 'enabled'] },
  YIWEN_WECHATY_PUPPET: { path: ['channels', 'wechaty', 'puppet'] },
  YIWEN_WECHATY_ENDPOINT: { path: ['channels', 'wechaty', 'endpoint'] },
  YIWEN_WECHATY_TOKEN: { path: ['channels', 'wechaty', 'token'] },
  YIWEN_WECHATY_TOKEN_FILE: { path: ['channels', 'wechaty', 'tokenFile'], kind: 'path' },
  YIWEN_CHAT_MODEL_URL: { path: ['models', 'chat', 'url'] },
  YIWEN_CHAT_MODEL_MODEL: { path: ['models', 'chat', 'model'] },
  YIWEN_CHAT_MODEL_KEY: { path: ['models', 'chat', 'key'] },
  YIWEN_CHAT_MODEL_KEY_FILE: { path: ['models', 'chat', 'keyFile'], kind: 'path' },
  YIWEN_EMBEDDING_URL: { path: ['models', 'embedding', 'url'] },
  YIWEN_EMBEDDING_MODEL: { path: ['models', 'embedding', 'model'] },
  YIWEN_EMBEDDING_KEY: { path: ['models', 'embedding', 'key'] },
  YIWEN_EMBEDDING_KEY_FILE: { path: ['models', 'embedding', 'keyFile'], kind: 'path' },
  YIWEN_STAFF_PASSWORD: { path: ['secrets', 'staffPassword'] },
  YIWEN_STAFF_PASSWORD_FILE: { path: ['secrets', 'staffPasswordFile'], kind: 'path' },
  YIWEN_LOCAL_KEY: { path: ['secrets', 'localKey'] },
  YIWEN_LOCAL_KEY_FILE: { path: ['secrets', 'localKeyFile'], kind: 'path' },
  YIWEN_MESSAGES_PER_MINUTE: { path: ['limits', 'messagesPerMinute'] },
  YIWEN_LOG_LEVEL: { path: ['log', 'level'] },
};

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Overlaid {
  readonly tree: Branch;
  /** The variable that gave a setting. */
  variableOf(path: SettingPath): string | undefined;
  readonly faults: readonly ConfigFault[];
}

const isSecret = (path: readonly string[]) => secretSettings.some((secret) => secret.join() === path.join());

/** The other way of giving the same secret: a variable that gives one outranks a file that gives the other. */
function rival(path: readonly string[]): readonly string[] | undefined {
  const name = path.at(-1) ?? '';
  const other = [...path.slice(0, -1), name.endsWith('File') ? name.slice(0, -4) : `${name}File`];
  return isSecret(path) || isSecret(other) ? other : undefined;
}

function read(text: string, kind: Variable['kind'], workingFolder: string): string | string[] {
  if (kind === 'path') return resolve(workingFolder, text);
  if (kind === 'paths')
    return text
      .split(delimiter)
      .filter((one) => one !== '')
      .map((one) => resolve(workingFolder, one));
  return text;
}

/**
 * Names that look like a slip of the pen (YIWEN_PROT). Others that merely begin with YIWEN_ are left alone: an
 * orchestrator sets some of its own for a service of that name.
 */
function misspelt(environment: Environment): ConfigFault[] {
  const known = [...Object.keys(variables), 'YIWEN_CONFIG'];
  return Object.keys(environment).flatMap((name) => {
    if (!name.startsWith('YIWEN_') || known.includes(name)) return [];
    const rest = (text: string) => text.slice('YIWEN_'.length);
    const meant = didYouMean(rest(name), known.map(rest));
    if (meant === undefined) return [];
    return [
      { where: `环境变量 ${name}`, expected: '没有这个变量', remedy: `您要写的是不是 YIWEN_${meant}？改名或删去` },
    ];
  });
}

/** Lays the variables over the file's settings. Empty variables count as not set. */
export function overlay(tree: Branch, environment: Environment, workingFolder: string): Overlaid {
  let overlaid = tree;
  const names = new Map<string, string>();
  for (const [name, { path, kind }] of Object.entries(variables)) {
    const text = environment[name]?.trim();
    if (text === undefined || text === '') continue;
    const other = rival(path);
    if (other && !names.has(other.join('.'))) overlaid = withValue(overlaid, other, undefined);
    overlaid = withValue(overlaid, path, read(text, kind, workingFolder));
    names.set(path.join('.'), name);
  }
  const variableOf = (path: SettingPath): string | undefined => {
    for (let length = path.length; length > 0; length -= 1) {
      const name = names.get(path.slice(0, length).join('.'));
      if (name !== undefined) return name;
    }
    return undefined;
  };
  return { tree: overlaid, variableOf, faults: misspelt(environment) };
}

/**
 * What names a setting in a fault: the variable that gave it, or the file's line and key. Where there is no file, the
 * variable that could give it.
 */
export function whereOf(
  path: SettingPath,
  variable: string | undefined,
  file: string | undefined,
  line: number,
): string {
  if (variable === undefined && file !== undefined) return `${file} 第 ${line} 行 ${sayPath(path)}`;
  const could = Object.entries(variables).find(([, { path: given }]) => given.join('.') === path.join('.'));
  const name = variable ?? could?.[0];
  return name === undefined ? sayPath(path) : `环境变量 ${name}`;
}

/**
 * Takes settings of the model libraries out of `environment`: a developer's shell that traces runs to a service on the
 * internet must not send residents' questions there, and a foreign key or proxy must not be picked up unseen.
 */
export function silenceLibraries(environment: Record<string, string | undefined>): void {
  for (const name of Object.keys(environment))
    if (/^(?:LANGSMITH|LANGCHAIN|OPENAI)_/.test(name)) delete environment[name];
}
