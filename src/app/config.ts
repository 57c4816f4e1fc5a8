import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import type { Bureau } from '../domain/bureau.js';
import { type Environment, overlay, silenceLibraries, whereOf } from './config-environment.js';
import { type ConfigFault, configError, type SettingPath } from './config-faults.js';
import { faultsOf } from './config-issues.js';
import { configSchema, type Settings } from './config-schema.js';
import { createSecret, type Secret } from './config-secret.js';
import { resolveSecrets } from './config-secret-files.js';
import { type ParsedFile, parseTree } from './config-tree.js';
import type { PuppetOptions } from './config-values.js';

export type LogLevel = Settings['log']['level'];

/** An OpenAI-compatible endpoint. `url` ends before `/chat/completions`; without a key none is sent. */
export interface ModelEndpoint {
  readonly url: string;
  readonly model: string;
  readonly key?: Secret;
  readonly timeoutMs: number;
}

/** All that can be set, read once. Paths are absolute. */
export interface Config {
  /** The file read; absent where there is none. */
  readonly file?: string;
  readonly dataFolder: string;
  readonly knowledgeFolders: readonly string[];
  readonly promptsFolder: string;
  /** The pooling area whose rules are the residents' own, as the knowledge names it: 天津市南开区. */
  readonly homePlace?: string;
  readonly bureau: Bureau;
  readonly channels: {
    /** `port` 0 takes any free one. */
    readonly webChat: { readonly enabled: boolean; readonly host: string; readonly port: number };
    readonly wechaty: {
      readonly enabled: boolean;
      readonly puppet: string;
      readonly endpoint?: string;
      readonly token?: Secret;
      /** Handed to the puppet as they are, endpoint and token aside. */
      readonly options: PuppetOptions;
    };
  };
  readonly storage: { readonly engine: 'sqlite' };
  readonly models: {
    readonly chat?: ModelEndpoint;
    /** `batch`: texts in one request. */
    readonly embedding?: ModelEndpoint & { readonly batch: number };
  };
  /** Messages of one sender in a minute. */
  readonly limits: { readonly messagesPerMinute: number };
  readonly secrets: { readonly staffPassword?: Secret; readonly localKey?: Secret };
  readonly log: { readonly level: LogLevel };
}

export type ConfigReading =
  | { readonly status: 'valid'; readonly config: Config }
  | { readonly status: 'invalid'; readonly faults: readonly ConfigFault[] };

export interface ConfigOptions {
  readonly environment?: Environment;
  readonly workingFolder?: string;
  /** `--config`; outranks YIWEN_CONFIG. */
  readonly file?: string;
}

const fileName = 'yiwen.config.yaml';

/** A folder beside src/ or dist/: this file is two below either. */
const ownFolder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

interface Source {
  readonly file?: string;
  readonly parsed: ParsedFile;
}

function readSource(path: string | undefined, workingFolder: string): Source {
  const file = resolve(workingFolder, path ?? fileName);
  const name = basename(file);
  const empty = parseTree('', name);
  const failed = (expected: string, remedy: string): Source => ({
    parsed: { ...empty, faults: [{ where: `配置文件 ${file}`, expected, remedy }] },
  });
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    return { file, parsed: parseTree(text, name) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' && path === undefined) return { parsed: empty };
    if (code === 'ENOENT') return failed('没有这个文件', '改正 --config 或 YIWEN_CONFIG 指的路径');
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return failed('应是 UTF-8 编码', '用记事本另存为，编码选 UTF-8');
    if (code === 'EISDIR') return failed('这是文件夹', '写到文件为止');
    return failed(`读不了（${code}）`, '检查文件的读取权限');
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Folders that are named must be there; the data folder is made when it is first needed. */
function folderFaults(config: Config, settings: Settings, where: (path: SettingPath) => string): ConfigFault[] {
  const named: readonly (readonly [SettingPath, string])[] = [
    ...(settings.knowledgeFolders ? config.knowledgeFolders : []).map(
      (path, index) => [['knowledgeFolders', index], path] as const,
    ),
    ...(settings.promptsFolder ? [[['promptsFolder'], config.promptsFolder] as const] : []),
  ];
  return named
    .filter(([, path]) => !isFolder(path))
    .map(([path, folder]) => ({
      where: where(path),
      found: folder,
      expected: '没有这个文件夹',
      remedy: '改正路径，或先建好文件夹',
    }));
}

type EndpointSettings = z.infer<typeof configSchema>['models']['chat'] & object;

function endpointOf({ url, model, key, timeoutSeconds }: EndpointSettings): ModelEndpoint {
  return { url, model, ...(key ? { key: createSecret(key) } : {}), timeoutMs: timeoutSeconds * 1_000 };
}

function assemble(settings: Settings, file: string | undefined, workingFolder: string): Config {
  const at = (path: string) => resolve(file ? dirname(file) : workingFolder, path);
  const { webChat, wechaty } = settings.channels;
  const { chat, embedding } = settings.models;
  const { staffPassword, localKey } = settings.secrets;
  return {
    ...(file ? { file } : {}),
    dataFolder: settings.dataFolder ? at(settings.dataFolder) : resolve(workingFolder, 'data'),
    knowledgeFolders: settings.knowledgeFolders?.map(at) ?? [ownFolder('knowledge')],
    promptsFolder: settings.promptsFolder ? at(settings.promptsFolder) : ownFolder('prompts'),
    ...(settings.homePlace ? { homePlace: settings.homePlace } : {}),
    bureau: settings.bureau,
    channels: {
      webChat,
      wechaty: {
        enabled: wechaty.enabled,
        puppet: wechaty.puppet,
        ...(wechaty.endpoint ? { endpoint: wechaty.endpoint } : {}),
        ...(wechaty.token ? { token: createSecret(wechaty.token) } : {}),
        options: wechaty.options,
      },
    },
    storage: settings.storage,
    models: {
      ...(chat ? { chat: endpointOf(chat) } : {}),
      ...(embedding ? { embedding: { ...endpointOf(embedding), batch: embedding.batch } } : {}),
    },
    limits: settings.limits,
    secrets: {
      ...(staffPassword ? { staffPassword: createSecret(staffPassword) } : {}),
      ...(localKey ? { localKey: createSecret(localKey) } : {}),
    },
    log: settings.log,
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const one of Object.values(value)) deepFreeze(one);
  return Object.freeze(value);
}

/** Reads file and variables. Never throws: every fault found is in the result, all of them together. */
export function readConfig(options: ConfigOptions = {}): ConfigReading {
  silenceLibraries(process.env);
  const environment = options.environment ?? process.env;
  const workingFolder = options.workingFolder ?? process.cwd();
  const source = readSource(options.file ?? (environment.YIWEN_CONFIG?.trim() || undefined), workingFolder);
  const overlaid = overlay(source.parsed.tree, environment, workingFolder);
  const name = source.file ? basename(source.file) : undefined;
  const where = (path: SettingPath) => whereOf(path, overlaid.variableOf(path), name, source.parsed.lineOf(path));
  const secrets = resolveSecrets(overlaid, source.file ? dirname(source.file) : workingFolder, where);
  const parsed = configSchema.safeParse(secrets.tree);
  const faults = [...source.parsed.faults, ...overlaid.faults, ...secrets.faults];
  if (!parsed.success)
    return { status: 'invalid', faults: [...faults, ...faultsOf(parsed.error, secrets.tree, where)] };
  const config = assemble(parsed.data, source.file, workingFolder);
  faults.push(...folderFaults(config, parsed.data, where));
  return faults.length > 0 ? { status: 'invalid', faults } : { status: 'valid', config: deepFreeze(config) };
}

/** The configuration, frozen. Throws a YiwenError `config.invalid` that lists every fault. */
export function loadConfig(options: ConfigOptions = {}): Config {
  const reading = readConfig(options);
  if (reading.status === 'invalid') throw configError(reading.faults);
  return reading.config;
}
