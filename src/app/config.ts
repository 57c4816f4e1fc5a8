import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Retention } from '../chat/keeper.js';
import type { Bureau } from '../domain/bureau.js';
import type { LogLevel } from '../lib/log.js';
import type { ChatEndpoint, EmbeddingEndpoint } from '../models/provider.js';
import type { ProviderName } from '../models/providers/index.js';
import type { FormTerms } from '../services/forms/service.js';
import type { HandoffSettings } from '../services/handoff/handoff.js';
import type { QuizSettings } from '../services/quiz/settings.js';
import type { RatingSettings } from '../services/ratings/settings.js';
import type { TipTerms } from '../services/tips/terms.js';
import { type Environment, overlay, silenceLibraries, whereOf } from './config-environment.js';
import { type ConfigFault, configError, type SettingPath } from './config-faults.js';
import { faultsOf } from './config-issues.js';
import { configSchema, type Settings } from './config-schema.js';
import { createSecret, type Secret } from './config-secret.js';
import { resolveSecrets } from './config-secret-files.js';
import { folderFaults, readSource } from './config-source.js';
import type { PuppetOptions } from './config-values.js';

/** A model to call, as `models/` wants it, and the provider that calls it. */
type Provided<Endpoint> = Endpoint & { readonly provider: ProviderName; readonly key?: Secret };
export type ConfiguredChat = Provided<ChatEndpoint> & {
  /** How long saying a follow-up question in full may take; 0 leaves it to the rules. */
  readonly followUpMilliseconds: number;
  /** How long after a question a wording may still be sent where the channel could not wait; 0 for never. */
  readonly lateSeconds: number;
};
export type ConfiguredEmbedding = Provided<EmbeddingEndpoint>;

/** All that can be set, read once. Paths are absolute. */
export interface Config {
  /** The file read; absent where there is none. */
  readonly file?: string;
  readonly dataFolder: string;
  readonly knowledgeFolders: readonly string[];
  /** Question sets that a new snapshot is examined by before it is put in use. */
  readonly knowledge: { readonly evaluation: readonly string[] };
  readonly promptsFolder: string;
  /** The pooling area whose rules are the residents' own, as the knowledge names it: 天津市南开区. */
  readonly homePlace?: string;
  readonly bureau: Bureau;
  readonly channels: {
    /** `https` where a proxy in front of it speaks it. `port` 0 takes any free one. */
    readonly webChat: {
      readonly enabled: boolean;
      readonly host: string;
      readonly port: number;
      readonly https: boolean;
      readonly behindProxy: boolean;
    };
    readonly wechaty: {
      readonly enabled: boolean;
      readonly puppet: string;
      readonly endpoint?: string;
      readonly token?: Secret;
      /** Handed to the puppet as they are, endpoint and token aside. */
      readonly options: PuppetOptions;
    };
  };
  /** The staff's own server; `https` where a proxy in front of it speaks it. `port` 0 takes any free one. */
  readonly console: {
    readonly enabled: boolean;
    readonly host: string;
    readonly port: number;
    readonly https: boolean;
    readonly behindProxy: boolean;
  };
  readonly ratings: RatingSettings;
  readonly quiz: QuizSettings;
  /** When staff take conversations over in the chat; without hours nobody is handed over. */
  readonly handoff: HandoffSettings;
  /** How long a form may take. */
  readonly forms: FormTerms;
  /** Terms that each bureau checks against its own rules. */
  readonly casework: { readonly tips: TipTerms };
  readonly storage: { readonly engine: 'sqlite' };
  readonly models: { readonly chat?: ConfiguredChat; readonly embedding?: ConfiguredEmbedding };
  /** Days that each kind of record is kept. */
  readonly retention: Retention;
  /** Messages of one sender in a minute, and of all from one network address (a hall, a street's quiz may share one). */
  readonly limits: { readonly messagesPerMinute: number; readonly addressMessagesPerMinute: number };
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

/** A folder beside src/ or dist/: this file is two below either. */
const ownFolder = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

type EndpointSettings = NonNullable<Settings['models']['chat' | 'embedding']>;

function endpointOf<Given extends EndpointSettings>(given: Given) {
  const { key, keyFile: _, timeoutSeconds, ...rest } = given;
  return { ...rest, ...(key ? { key: createSecret(key) } : {}), timeoutMs: timeoutSeconds * 1_000 };
}

/** Channels by the names that they have in the house. */
function ratingsOf({ windowHours: { wechaty, webChat }, ...rest }: Settings['ratings']): RatingSettings {
  return { ...rest, windowHours: { wechaty, 'web-chat': webChat } };
}

function termsOf({ workingDays, registrationWorkingDays, visitWorkingDays }: Settings['forms']): FormTerms {
  const own = { registration: registrationWorkingDays, visit: visitWorkingDays };
  const given = Object.entries(own).flatMap(([form, days]) => (days === undefined ? [] : [[form, days] as const]));
  return { usual: workingDays, byForm: Object.fromEntries(given) };
}

function tipTermsOf({ rewardLeastYuan, rewardMostYuan, ...terms }: Settings['casework']['tips']): TipTerms {
  return { ...terms, rewardLeast: rewardLeastYuan * 100, rewardMost: rewardMostYuan * 100 };
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
    knowledge: { evaluation: settings.knowledge.evaluation.map(at) },
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
    console: settings.console,
    ratings: ratingsOf(settings.ratings),
    quiz: settings.quiz,
    handoff: settings.handoff,
    forms: termsOf(settings.forms),
    casework: { tips: tipTermsOf(settings.casework.tips) },
    storage: settings.storage,
    models: {
      ...(chat ? { chat: endpointOf(chat) } : {}),
      ...(embedding ? { embedding: endpointOf(embedding) } : {}),
    },
    retention: settings.retention,
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

const lineOf = ({ where }: ConfigFault) => Number(/第 (\d+) 行/.exec(where)?.[1] ?? 0);

/** Variables first, then the file from top to bottom. */
const byPlace = (a: ConfigFault, b: ConfigFault) => lineOf(a) - lineOf(b) || (a.where < b.where ? -1 : 1);

/** Reads file and variables. Never throws: every fault found is in the result, all of them together. */
export function readConfig(options: ConfigOptions = {}): ConfigReading {
  silenceLibraries(process.env);
  const environment = options.environment ?? process.env;
  const workingFolder = options.workingFolder ?? process.cwd();
  const source = readSource(options.file ?? (environment.YIWEN_CONFIG?.trim() || undefined), workingFolder);
  const overlaid = overlay(source.parsed.tree, environment, workingFolder);
  const name = source.file ? basename(source.file) : undefined;
  const where = (path: SettingPath) => whereOf(path, overlaid.variableOf(path), name, source.parsed.lineOf(path));
  const base = source.file ? dirname(source.file) : workingFolder;
  const { tree, faults: secretFaults } = resolveSecrets(overlaid, base, where);
  const parsed = configSchema.safeParse(tree);
  const faults = [
    ...source.parsed.faults,
    ...overlaid.faults,
    ...secretFaults,
    ...folderFaults(tree, base, where),
    ...(parsed.success ? [] : faultsOf(parsed.error, tree, where)),
  ];
  if (!parsed.success || faults.length > 0) return { status: 'invalid', faults: faults.toSorted(byPlace) };
  return { status: 'valid', config: deepFreeze(assemble(parsed.data, source.file, workingFolder)) };
}

/** The configuration, frozen. Throws a YiwenError `config.invalid` that lists every fault. */
export function loadConfig(options: ConfigOptions = {}): Config {
  const reading = readConfig(options);
  if (reading.status === 'invalid') throw configError(reading.faults);
  return reading.config;
}
